package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoFailuresTest {
    @Test
    void wordsInsteadOfClasses() {
        assertThat(IoFailures.why(new NoSuchFileException("/a/b"))).isEqualTo("no such file or folder");
        assertThat(IoFailures.why(new AccessDeniedException("/a/b"))).isEqualTo("permission denied");
        assertThat(IoFailures.why(new FileSystemException("/a/b", null, "Too many open files")))
                .isEqualTo("too many open files");
        assertThat(IoFailures.why(new IOException("Is a directory"))).isEqualTo("is a directory");
        assertThat(IoFailures.why(new IOException("Failed to bind", new BindException("Address already in use"))))
                .isEqualTo("the address is in use, or not one of this machine");
        assertThat(IoFailures.why(new UnknownHostException("nowhere"))).isEqualTo("there is no such host");
        assertThat(IoFailures.why(new IOException())).isEqualTo("the system gives no reason");
    }
}
