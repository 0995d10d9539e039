package io.margrid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A program of this class path in a process of its own, which answers lines of its standard input with lines.
///
/// @param process ends with its standard input
/// @param out     what it prints
/// @param in      what it reads
record JavaProcess(Process process, BufferedReader out, Writer in) implements AutoCloseable {
    /// The command that starts a program of this class path, as `margrid` is started.
    ///
    /// @param options of its Java virtual machine
    /// @param main    its main class
    /// @param args    its arguments
    static List<String> command(List<String> options, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return command;
    }

    /// Starts a program.
    ///
    /// @param command of the program
    /// @param errors  where its standard error goes
    static JavaProcess start(List<String> command, Redirect errors) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(errors).start();
        return new JavaProcess(
                process,
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                process.outputWriter(StandardCharsets.UTF_8));
    }

    /// The rest of the next line that begins with a word; what the machine or a profiler has to say is passed on.
    ///
    /// @throws IOException if it ends before it says so
    String read(String word) throws IOException {
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

    /// Sends a line.
    ///
    /// @param word that the answer begins with
    /// @return the rest of the answer
    /// @throws IOException if it ends before it answers
    String ask(String word) throws IOException {
        in.write('\n');
        in.flush();
        return read(word);
    }

    /// Processor time that it has had, all threads together.
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Ends its standard input, and does not wait.
    @Override
    public void close() throws IOException {
        in.close();
    }
}
