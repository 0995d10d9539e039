package io.margrid.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// The core that timed processes run on, one at a time.
///
/// @param prefix      what stands before a command
/// @param description where processes run, for a report
record Pinning(List<String> prefix, String description) {
    /// Pins to a core, if the machine has the program for it.
    ///
    /// @param core the core
    static Pinning to(int core) throws InterruptedException {
        List<String> prefix = List.of("taskset", "-c", Integer.toString(core));
        return works(prefix)
                ? new Pinning(prefix, "each process on core %d".formatted(core))
                : new Pinning(
                        List.of(),
                        "processes are not pinned: `%s` does not work here".formatted(String.join(" ", prefix)));
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        return succeeds(Stream.concat(prefix.stream(), Stream.of("true")).toList());
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Moves all threads of a process, and those that it will start, to some cores.
    ///
    /// @param process a process of this user's
    /// @param cores   a list as `taskset` takes it
    /// @return false if it cannot be done here
    static boolean move(ProcessHandle process, String cores) throws InterruptedException {
        return succeeds(List.of("taskset", "-a", "-c", "-p", cores, Long.toString(process.pid())));
    }

    /// A command, pinned.
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
