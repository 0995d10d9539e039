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
        try {
            return new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true"))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// A command, pinned.
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
