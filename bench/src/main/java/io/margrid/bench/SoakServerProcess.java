package io.margrid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [SoakServer] in a process of its own.
///
/// @param process ends with its standard input
/// @param out     what it prints
/// @param in      what it reads
/// @param log     its log, deleted with it
/// @param port    where it listens
/// @param metrics its page of metrics
record SoakServerProcess(Process process, BufferedReader out, Writer in, Path log, int port, URI metrics)
        implements AutoCloseable {
    /// Options of its Java virtual machine. All of the heap is taken at the start, so that what the process takes
    /// from the system later is something else.
    static final List<String> OPTIONS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:NativeMemoryTracking=summary");

    /// Starts a server and waits until it serves.
    ///
    /// @param settings `KEY=VALUE` each
    static SoakServerProcess start(List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(OPTIONS);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), SoakServer.class.getName(), "serve", "--port", "0"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path log = Files.createTempFile("margrid-soak", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String port =
                    read(out, "margrid serves on ").replaceFirst(",.*", "").replaceFirst(".*:", "");
            URI metrics = URI.create(read(out, "margrid metrics at "));
            return new SoakServerProcess(
                    process, out, process.outputWriter(StandardCharsets.UTF_8), log, Integer.parseInt(port), metrics);
        } catch (IOException e) {
            process.destroy();
            throw new IOException("%s; its log is %s".formatted(e.getMessage(), log), e);
        }
    }

    private static String read(BufferedReader out, String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended before it said " + word.strip());
        }
        return line.substring(word.length());
    }

    /// What it holds now, after collecting its garbage.
    SoakSample sample() throws IOException {
        in.write('\n');
        in.flush();
        return SoakSample.of(read(out, "SAMPLE "));
    }

    /// Processor time that it has had, all threads together.
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Asks it to end, and waits.
    ///
    /// @throws IOException if it does not say that it has drained
    @Override
    public void close() throws IOException {
        in.close();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the server ended with %d; its log is %s".formatted(code, log));
            }
            Files.delete(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
