package io.margrid.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    @Test
    void everyConstantIsRegisteredOnce() {
        long constants = Arrays.stream(Keys.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigKey.class)
                .count();
        assertThat(Keys.ALL).hasSize((int) constants).doesNotHaveDuplicates();
        assertThat(Keys.ALL).extracting(ConfigKey::name).isSorted().doesNotHaveDuplicates();
        assertThat(Keys.ALL).extracting(ConfigKey::variable).doesNotHaveDuplicates();
    }

    @Test
    void namesAndSentencesHaveOneForm() {
        assertThat(Keys.ALL).allSatisfy(key -> {
            assertThat(key.name()).matches("[a-z]+\\.[a-z-]+");
            assertThat(key.description()).matches("[A-Z][^|]*\\.");
            assertThat(key.type().parse(key.initial()).toString()).isEqualTo(key.initial());
        });
    }

    @Test
    void defaultsAreThoseOfTheOtherCommands() {
        assertThat(Keys.BACKEND_NAME.initial()).isEqualTo(Backends.AUTO);
        assertThat(Keys.PARAMETERS_DEFAULT.initial()).isEqualTo(ParameterStore.DEFAULT_ID);
    }

    @Test
    void theDocumentListsEveryKey() throws IOException {
        List<String> rows = Keys.ALL.stream()
                .map(key -> "| `%s` | %s | %s | %s | `%s` | %s |"
                        .formatted(
                                key.name(),
                                key.flag().isEmpty() ? "" : "`" + key.flag() + "`",
                                key.unit(),
                                key.type().range(),
                                key.initial(),
                                key.description()))
                .toList();
        assertThat(Files.readString(Repository.root().resolve("docs/operations.md")))
                .contains(String.join("\n", rows));
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 0, 65535, -1, 65536",
        "server.host, localhost, ::1, '', a b",
        "metrics.port, -1, 65535, -2, 65536",
        "server.message-bytes, 65536, 268435456, 65535, 268435457",
        "stream.window-bytes, 65536, 1073741824, 65535, 1073741825",
        "server.drain-seconds, 0, 3600, -1, 3601",
        "server.keepalive-seconds, 10, 604800, 9, 604801",
        "server.client-ping-idle, true, false, yes, 1",
        "batch.cells, 4096, 1073741824, 4095, 1073741825",
        "batch.tenant-share, 0.000000001, 1, 0, 1.000000001",
        "batch.queue-bytes, 1048576, 1099511627776, 1048575, 1099511627777",
        "log.format, json, TEXT, xml, ''",
        "log.level, off, ALL, DEBUG, 800",
        "market.max-age-seconds, 0, 315360000, -1, 1e3",
    })
    void limitsAreTaken(String name, String least, String most, String below, String above) {
        ValueType<?> type = Keys.ALL.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow()
                .type();
        assertThat(type.parse(least)).isNotNull();
        assertThat(type.parse(most)).isNotNull();
        assertThatThrownBy(() -> type.parse(below)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> type.parse(above)).isInstanceOf(IllegalArgumentException.class);
    }
}
