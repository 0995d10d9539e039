package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BufLintTest {
    @Test
    void protosAreClean() throws IOException, InterruptedException {
        assertThat(Buf.find().run("lint", "proto")).isEqualTo(new Buf.Run(0, "", ""));
    }

    @Test
    void protosAreFormatted() throws IOException, InterruptedException {
        assertThat(Buf.find().run("format", "--diff", "--exit-code", "proto")).isEqualTo(new Buf.Run(0, "", ""));
    }
}
