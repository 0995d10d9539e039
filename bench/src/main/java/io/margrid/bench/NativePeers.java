package io.margrid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs in other languages: their sources are in `bench/peers`, and the script `build` there makes each an
/// executable in `bench/target/peers`, or leaves a file that says what it lacks.
final class NativePeers {
    private final Path script;
    private final Path folder;
    private boolean built;

    /// @param root the repository
    NativePeers(Path root) {
        script = root.resolve("bench/peers/build");
        folder = root.resolve("bench/target/peers");
    }

    /// The command that starts a peer.
    ///
    /// @param name       the executable's name
    /// @param arguments  its arguments
    /// @throws PeerException saying what is missing to build it
    List<String> command(String name, String... arguments) throws IOException, PeerException, InterruptedException {
        build();
        Path program = folder.resolve(name);
        if (!Files.isExecutable(program)) {
            Path reason = folder.resolve(name + ".skipped");
            throw new PeerException("%s: %s"
                    .formatted(
                            name,
                            Files.exists(reason) ? Files.readString(reason).strip() : "was not built"));
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void build() throws IOException, InterruptedException {
        if (built) {
            return;
        }
        built = true;
        if (Files.isExecutable(script)) {
            Process process = new ProcessBuilder(script.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.waitFor();
        }
    }
}
