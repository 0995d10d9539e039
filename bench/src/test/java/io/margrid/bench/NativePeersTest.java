package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativePeersTest {
    private static final Path ROOT = Path.of(System.getProperty("margrid.root", ".."));

    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void makeScript() throws IOException {
        Path script = root.resolve("bench/peers/build");
        Files.createDirectories(script.getParent());
        Files.writeString(script, """
            #!/bin/sh
            cd "$(dirname "$0")"
            mkdir -p ../target/peers
            echo built >> ../target/peers/log
            cp build ../target/peers/good
            echo 'needs a library' > ../target/peers/bad.skipped
            """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void peersAreBuiltOnceAndFound() throws IOException, PeerException, InterruptedException {
        NativePeers natives = new NativePeers(root);
        Path good = root.resolve("bench/target/peers/good");
        assertThat(natives.command("good", "a", "b")).containsExactly(good.toString(), "a", "b");
        assertThat(natives.command("good")).containsExactly(good.toString());
        assertThat(good.resolveSibling("log")).hasContent("built");
    }

    @Test
    void whatIsMissingIsSaid() {
        NativePeers natives = new NativePeers(root);
        assertThatThrownBy(() -> natives.command("bad"))
                .isInstanceOf(PeerException.class)
                .hasMessage("bad: needs a library");
        assertThatThrownBy(() -> natives.command("other"))
                .isInstanceOf(PeerException.class)
                .hasMessage("other: was not built");
    }

    @Test
    void withoutACompilerEveryPeerSaysSo() throws IOException, InterruptedException {
        Path peers = root.resolve("bench/peers");
        for (String file : new String[] {"build", "cpp_scalar.cpp"}) {
            Files.deleteIfExists(peers.resolve(file));
            Files.copy(ROOT.resolve("bench/peers").resolve(file), peers.resolve(file));
        }
        ProcessBuilder builder = new ProcessBuilder(peers.resolve("build").toString());
        builder.environment().put("CXX", "no-such-compiler");
        assertThat(builder.start().waitFor()).isZero();
        assertThat(root.resolve("bench/target/peers/cpp-scalar.skipped"))
                .hasContent("needs a C++ compiler, and there is no no-such-compiler (Debian: g++)");
        assertThat(root.resolve("bench/target/peers/cpp-scalar")).doesNotExist();
    }
}
