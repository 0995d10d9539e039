package io.margrid.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [SoakServer] in a process of its own.
///
/// @param program the process; ends with its standard input
/// @param log     its log, deleted with it
/// @param port    where it listens
/// @param metrics its page of metrics
record SoakServerProcess(JavaProcess program, Path log, int port, URI metrics) implements AutoCloseable {
    /// Options of its Java virtual machine. All of the heap is taken at the start, so that what the process takes
    /// from the system later is something else.
    static final List<String> OPTIONS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:NativeMemoryTracking=summary");

    /// Starts a server and waits until it serves.
    ///
    /// @param settings `KEY=VALUE` each
    static SoakServerProcess start(List<String> settings) throws IOException {
        List<String> args = new ArrayList<>(List.of("serve", "--port", "0"));
        settings.forEach(setting -> args.addAll(List.of("--set", setting)));
        Path log = Files.createTempFile("margrid-soak", ".log");
        JavaProcess program =
                JavaProcess.start(JavaProcess.command(OPTIONS, SoakServer.class, args), Redirect.to(log.toFile()));
        try {
            String port =
                    program.read("margrid serves on ").replaceFirst(",.*", "").replaceFirst(".*:", "");
            URI metrics = URI.create(program.read("margrid metrics at "));
            return new SoakServerProcess(program, log, Integer.parseInt(port), metrics);
        } catch (IOException e) {
            program.process().destroy();
            throw new IOException("%s; its log is %s".formatted(e.getMessage(), log), e);
        }
    }

    /// What it holds now, after collecting its garbage.
    SoakSample sample() throws IOException {
        return SoakSample.of(program.ask("SAMPLE "));
    }

    /// Processor time that it has had, all threads together.
    Duration processorTime() {
        return program.processorTime();
    }

    /// Asks it to end, and waits.
    ///
    /// @throws IOException if it does not say that it has drained
    @Override
    public void close() throws IOException {
        program.close();
        try {
            int code = program.process().waitFor();
            if (code != 0) {
                throw new IOException("the server ended with %d; its log is %s".formatted(code, log));
            }
            Files.delete(log);
        } catch (InterruptedException e) {
            program.process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
