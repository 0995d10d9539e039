package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.v1.ReportView;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {
    @Test
    void defaultsOfTheConfigurationAreTheDefaults() {
        assertThat(StreamSettings.of(Configuration.of(List.of()))).isEqualTo(StreamSettings.DEFAULT);
    }

    @Test
    void theWindowIsConfigured() {
        Configuration configuration = Configuration.of(List.of(new ConfigLayer(
                ConfigSource.FLAG, List.of(new ConfigLayer.Line("--set", "stream.window-bytes", "65536")))));
        assertThat(StreamSettings.of(configuration).windowBytes()).isEqualTo(65_536);
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new StreamSettings(0, 1, 1, 0, 1, 1, 1))
                .hasMessage("windowBytes must be in [1, 1099511627776]: 0");
        assertThatThrownBy(() -> new StreamSettings(1, 1, 1, 0, 1, 1, (2 << 20) + 1))
                .hasMessage("blockBytes must be in [1, 2097152]: 2097153");
        assertThatThrownBy(() -> new StreamSettings(1, 1, 1, -2, 1, 1, 1)).hasMessageContaining("gatherNanos");
    }

    @Test
    void onlyMarginsGoInLargeChunks() {
        assertThat(StreamSettings.DEFAULT.lines(ReportView.REPORT_VIEW_MARGINS))
                .isEqualTo(StreamSettings.DEFAULT.chunkLines());
        assertThat(StreamSettings.DEFAULT.lines(ReportView.REPORT_VIEW_MATRIX))
                .isEqualTo(StreamSettings.DEFAULT.reportLines());
    }
}
