package io.margrid.bench;

import java.io.IOException;
import java.util.List;

/// A program of a suite.
///
/// @param name      how `--peers` names it; Margrid's own begin with `margrid`
/// @param title     what it is called in tables
/// @param command   what starts it
/// @param tolerance largest difference from the expected answer
record Program(String name, String title, Command command, double tolerance) {
    /// Makes a command when it is needed.
    interface Command {
        /// The program and its arguments.
        ///
        /// @param natives programs in other languages
        /// @throws PeerException if the program cannot be had on this machine
        List<String> make(NativePeers natives) throws IOException, PeerException, InterruptedException;
    }

    boolean own() {
        return name.startsWith("margrid");
    }

    /// A Java program of this module.
    ///
    /// @param options   more options of the virtual machine
    /// @param main      its class
    /// @param arguments its arguments
    static Command java(List<String> options, Class<?> main, String... arguments) {
        List<String> command = JavaProcess.command(options, main, List.of(arguments));
        return _ -> command;
    }
}
