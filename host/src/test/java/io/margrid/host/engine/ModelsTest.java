package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelsTest {
    @Test
    void defaultComesFirst() {
        assertThat(Models.ids()).startsWith(Models.DEFAULT);
    }

    @Test
    void otherNamesGiveNone() {
        assertThat(Models.find("none")).isEmpty();
    }
}
