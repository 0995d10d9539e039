package io.margrid.bench;

import io.margrid.host.cli.LogSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An [RpcServer] in a process of its own, as `margrid serve` is.
///
/// @param process    ends with its standard input
/// @param marginPort port of the program's server
/// @param echoPort   port of the echo
record RpcServerProcess(Process process, int marginPort, int echoPort) implements AutoCloseable {
    /// More options for its Java virtual machine, separated by blanks.
    private static final String OPTIONS = "margrid.rpc.options";

    /// Starts a server and waits until it answers.
    ///
    /// @param backend the backend's name
    /// @throws IOException if it cannot be started, or ends before it answers
    static RpcServerProcess start(String backend) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.class=" + LogSetup.class.getName(),
                "-Dmargrid.log=WARNING",
                "-cp",
                System.getProperty("java.class.path")));
        String more = System.getProperty(OPTIONS, "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" +", -1)));
        }
        command.addAll(List.of(RpcServer.class.getName(), backend));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("READY ")) {
            // What the machine or a profiler has to say.
            System.err.println(line);
            line = out.readLine();
        }
        if (line == null) {
            process.destroy();
            throw new IOException("the server ended before it answered");
        }
        String[] words = line.split(" ", -1);
        return new RpcServerProcess(process, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
