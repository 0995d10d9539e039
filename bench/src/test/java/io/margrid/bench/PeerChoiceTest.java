package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerChoiceTest {
    private static final Set<String> KNOWN = Set.of("a", "b");

    @Test
    void allNoneOrSome() {
        assertThat(PeerChoice.of(List.of(), KNOWN).wants("a")).isTrue();
        assertThat(PeerChoice.of(List.of("none"), KNOWN).wants("a")).isFalse();
        PeerChoice some = PeerChoice.of(List.of("b"), KNOWN);
        assertThat(some.wants("a")).isFalse();
        assertThat(some.wants("b")).isTrue();
    }

    @Test
    void unknownOnesAreRefused() {
        assertThatThrownBy(() -> PeerChoice.of(List.of("a", "c"), KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("peers: \"c\" is none of none, a, b");
    }
}
