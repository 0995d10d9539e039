package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.BackendProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSettingsTest {
    private static final String THREADS = "margrid.cpu.threads";

    @AfterEach
    void clear() {
        System.clearProperty(THREADS);
    }

    @Test
    void takesAllProcessorsUnlessToldOtherwise() {
        assertThat(VectorSettings.read().threads())
                .isEqualTo(Math.min(256, Runtime.getRuntime().availableProcessors()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", " 256 "})
    void takesWhatIsSet(String text) {
        System.setProperty(THREADS, text);
        assertThat(VectorSettings.read().threads()).isEqualTo(Integer.parseInt(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "257", "-1", "", "two", "1.5", "99999999999"})
    void refusesWhatIsNoNumberOfThreads(String text) {
        System.setProperty(THREADS, text);
        String message = "margrid.cpu.threads must be a whole number in [1, 256]: \"%s\"".formatted(text);
        assertThatThrownBy(VectorSettings::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(new VectorBackendProvider().probe())
                .isEqualTo(new BackendProbe.Unusable(message, "correct it or leave it out"));
    }
}
