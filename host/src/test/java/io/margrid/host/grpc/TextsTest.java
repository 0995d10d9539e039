package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void shortTextsStay() {
        assertThat(Texts.shorten("abc", 3)).isEqualTo("abc");
    }

    @Test
    void longTextsAreCut() {
        assertThat(Texts.shorten("abcd", 3)).isEqualTo("ab…");
    }

    @Test
    void pairsOfSurrogatesAreNotCutApart() {
        assertThat(Texts.shorten("a😀bc", 3)).isEqualTo("a…");
    }

    @Test
    void onlyPrintableAsciiPasses() {
        assertThat(Texts.ascii("a é\n\u007f%~")).isEqualTo("a ????~");
    }
}
