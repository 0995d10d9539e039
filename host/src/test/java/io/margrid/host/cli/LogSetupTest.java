package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class LogSetupTest {
    private static Properties installed(Properties properties, String... args) {
        LogSetup.install(args, properties);
        return properties;
    }

    @Test
    void aServerShowsMoreThanOtherCommands() {
        assertThat(installed(new Properties(), "serve", "--port", "0"))
                .containsEntry("margrid.log.initial", "INFO")
                .containsEntry("java.util.logging.config.class", "io.margrid.host.cli.LogSetup");
        assertThat(installed(new Properties(), "demo")).containsEntry("margrid.log.initial", "WARNING");
    }

    @Test
    void whatTheUserHasSetStays() {
        Properties level = new Properties();
        level.setProperty("margrid.log", "FINE");
        assertThat(installed(level, "demo")).containsEntry("margrid.log", "FINE");
        Properties file = new Properties();
        file.setProperty("java.util.logging.config.file", "mine.properties");
        assertThat(installed(file, "demo")).hasSize(1);
    }
}
