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
import java.util.Arrays;
import java.util.List;

/// A server of [PeakHeap] in a process of its own, as `margrid serve` is. It prints `READY PORT...` when it
/// answers.
///
/// @param process ends with its standard input
/// @param out     what it prints
/// @param in      what it reads
/// @param ports   where it listens
record ServerProcess(Process process, BufferedReader out, Writer in, List<Integer> ports) implements AutoCloseable {
    /// Copies the list.
    ServerProcess {
        ports = List.copyOf(ports);
    }

    /// More options for a server's Java virtual machine.
    ///
    /// @param property name of a property of this process that has them, separated by blanks
    static List<String> options(String property) {
        String options = System.getProperty(property, "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split(" +", -1));
    }

    /// Starts a server and waits until it answers.
    ///
    /// @param options of its Java virtual machine
    /// @param main    its main class
    /// @param args    its arguments
    /// @throws IOException if it cannot be started, or ends before it answers
    static ServerProcess start(List<String> options, Class<?> main, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.class=" + LogSetup.class.getName(),
                "-Dmargrid.log=WARNING",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(args);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String[] ports = read(out, "READY ").split(" ", -1);
            return new ServerProcess(
                    process,
                    out,
                    process.outputWriter(StandardCharsets.UTF_8),
                    Arrays.stream(ports).map(Integer::valueOf).toList());
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
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

    /// The first port.
    int port() {
        return ports.getFirst();
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
