package io.margrid.bench;

import io.margrid.host.cli.LogSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [StreamServer] in a process of its own.
///
/// @param process ends with its standard input
/// @param out     what it prints
/// @param in      what it reads
/// @param port    where it listens
record StreamServerProcess(Process process, BufferedReader out, Writer in, int port) implements AutoCloseable {
    /// More options for the Java virtual machine of the margin server, separated by blanks.
    private static final String OPTIONS = "margrid.stream.options";

    /// Starts the program's own server.
    ///
    /// @param backend the backend's name
    /// @param heap    its largest heap, for example `512m`
    static StreamServerProcess margin(String backend, String heap) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap));
        String more = System.getProperty(OPTIONS, "").strip();
        if (!more.isEmpty()) {
            options.addAll(List.of(more.split(" +", -1)));
        }
        return start(options, List.of("margin", backend));
    }

    /// Starts an echo of another server's answers.
    ///
    /// @param accounts of the workload
    /// @param port     of the other server
    static StreamServerProcess echo(int accounts, int port) throws IOException {
        return start(List.of(), List.of("echo", Integer.toString(accounts), Integer.toString(port)));
    }

    private static StreamServerProcess start(List<String> options, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.class=" + LogSetup.class.getName(),
                "-Dmargrid.log=WARNING",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(StreamServer.class.getName());
        command.addAll(args);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = read(out, "READY ");
        return new StreamServerProcess(
                process, out, process.outputWriter(StandardCharsets.UTF_8), Integer.parseInt(port));
    }

    /// The rest of the next line that begins with a word; what the machine or a profiler has to say is passed on.
    private static String read(BufferedReader out, String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word)) {
            System.err.println(line);
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended before it said " + word.strip());
        }
        return line.substring(word.length());
    }

    /// Processor time that it has had, all threads.
    double processorNanos() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    /// The most bytes of heap that it had in use, garbage included.
    long peakBytes() throws IOException {
        in.write('\n');
        in.flush();
        return Long.parseLong(read(out, "HEAP "));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
