package io.margrid.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"'','',0", "a,'',1", "'',abc,3", "kitten,sitting,3", "flaw,lawn,2", "same,same,0"})
    void changesAreCounted(String from, String to, int changes) {
        assertThat(NearestName.changes(from, to)).isEqualTo(changes);
        assertThat(NearestName.changes(to, from)).isEqualTo(changes);
    }

    @Test
    void theNearestIsFound() {
        List<String> known = List.of("server.port", "server.host", "metrics.port");
        assertThat(NearestName.of("server.prot", known)).contains("server.port");
        assertThat(NearestName.of("server_host", known)).contains("server.host");
        assertThat(NearestName.of("colour", known)).isEmpty();
    }
}
