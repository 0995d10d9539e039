package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Setting;
import io.margrid.v1.CallCount;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ConfigurationEntry;
import io.margrid.v1.GetConfigurationRequest;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.ServingState;
import io.margrid.v1.StageTotal;
import io.margrid.v1.SystemServiceGrpc;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemGrpcServiceTest {
    private final InProcess server = new InProcess(Fixture.engine(), Fixture.content());
    private final SystemServiceGrpc.SystemServiceBlockingStub system =
            SystemServiceGrpc.newBlockingStub(server.channel());
    private final MarginServiceGrpc.MarginServiceBlockingStub margin =
            MarginServiceGrpc.newBlockingStub(server.channel());

    @AfterEach
    void close() {
        server.close();
    }

    /// Statistics once they count a number of ended margin calls: a client may have its answer before the server's
    /// side of the call has ended.
    private GetStatisticsResponse statistics(int calls) {
        GetStatisticsResponse statistics;
        do {
            statistics = system.getStatistics(GetStatisticsRequest.getDefaultInstance());
        } while (margins(statistics).stream().mapToLong(CallCount::getCount).sum() < calls);
        return statistics;
    }

    private static List<CallCount> margins(GetStatisticsResponse statistics) {
        return statistics.getCallsList().stream()
                .filter(call -> call.getMethod().equals("margrid.v1.MarginService/ComputeMargin"))
                .toList();
    }

    @Test
    void statisticsTellWhatWasDone() {
        margin.computeMargin(Fixture.request().build());
        assertThat(catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> margin.computeMargin(ComputeMarginRequest.getDefaultInstance())))
                .isNotNull();
        GetStatisticsResponse statistics = statistics(2);
        assertThat(margins(statistics)).extracting(CallCount::getCode).containsExactly("INVALID_ARGUMENT", "OK");
        assertThat(statistics.getState()).isEqualTo(ServingState.SERVING_STATE_SERVING);
        assertThat(statistics.getCallsRunning()).isEqualTo(1);
        assertThat(statistics.getBackend().getId()).isEqualTo("scalar");
        assertThat(statistics.getStartedAt().getSeconds())
                .isEqualTo(Fixture.CLOCK.instant().getEpochSecond());
        assertThat(statistics.getStagesList())
                .extracting(StageTotal::getStage)
                .contains("receive", "read", "check", "pack", "margin", "write", "send", "failed");
        assertThat(statistics.getStagesList()).allSatisfy(stage -> {
            assertThat(stage.getCount()).isPositive();
            assertThat(stage.getNanos()).isNotNegative();
        });
    }

    @Test
    void theConfigurationIsTold() {
        List<ConfigurationEntry> entries = system.getConfiguration(GetConfigurationRequest.getDefaultInstance())
                .getEntriesList();
        assertThat(entries)
                .extracting(ConfigurationEntry::getKey)
                .isSorted()
                .containsExactlyElementsOf(Configuration.DEFAULTS.settings().stream()
                        .map(Setting::key)
                        .map(key -> key.name())
                        .toList());
        assertThat(entries)
                .filteredOn(entry -> entry.getKey().equals("server.port"))
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.getValue()).isEqualTo("0");
                    assertThat(port.getSource()).isEqualTo("flag");
                    assertThat(port.getRange()).isEqualTo("a whole number in [0, 65535]");
                });
        assertThat(entries)
                .filteredOn(entry -> entry.getKey().equals("batch.cells"))
                .singleElement()
                .satisfies(cells -> {
                    assertThat(cells.getUnit()).isEqualTo("cells");
                    assertThat(cells.getSource()).isEqualTo("default");
                    assertThat(cells.getDescription()).endsWith(".");
                });
    }
}
