package io.margrid.bench;

import io.margrid.host.cli.LogSetup;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A server of [PeakHeap] in a process of its own, as `margrid serve` is. It prints `READY PORT...` when it
/// answers.
///
/// @param program the process; ends with its standard input
/// @param ports   where it listens
record ServerProcess(JavaProcess program, List<Integer> ports) implements AutoCloseable {
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
        List<String> all = new ArrayList<>(
                List.of("-Djava.util.logging.config.class=" + LogSetup.class.getName(), "-Dmargrid.log=WARNING"));
        all.addAll(options);
        JavaProcess program = JavaProcess.start(JavaProcess.command(all, main, args), Redirect.INHERIT);
        try {
            String[] ports = program.read("READY ").split(" ", -1);
            return new ServerProcess(
                    program, Arrays.stream(ports).map(Integer::valueOf).toList());
        } catch (IOException e) {
            program.process().destroy();
            throw e;
        }
    }

    /// The first port.
    int port() {
        return ports.getFirst();
    }

    /// The process.
    Process process() {
        return program.process();
    }

    /// Processor time that it has had, all threads.
    double processorNanos() {
        return program.processorTime().toNanos();
    }

    /// The most bytes of heap that it had in use, garbage included.
    long peakBytes() throws IOException {
        return Long.parseLong(program.ask("HEAP "));
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
