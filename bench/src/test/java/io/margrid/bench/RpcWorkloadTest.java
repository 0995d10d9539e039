package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.MarginReport;
import io.margrid.v1.Position;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RpcWorkloadTest {
    private final RpcWorkload workload = new RpcWorkload();

    @Test
    void aBookHasFiveHundredInstruments() {
        assertThat(workload.cases()).extracting(RpcWorkload.Case::name).contains(RpcWorkload.HEADLINE);
        for (RpcWorkload.Case one : workload.cases()) {
            assertThat(one.request().getBook().getPositionsList().stream()
                            .map(Position::getInstrument)
                            .collect(Collectors.toSet()))
                    .hasSize(RpcWorkload.POSITIONS);
            assertThat(one.request().getBook().getAccount()).isEqualTo(one.name());
        }
    }

    @Test
    void theBooksOwnQuotesAndTheWholeChainGiveOneMargin() {
        try (MarginEngine engine = new MarginEngine(DirectBackends.open("scalar"))) {
            assertThat(workload.cases().stream()
                            .map(one -> workload.answer(one, engine).getReport())
                            .map(MarginReport::getInitialMarginUsd)
                            .distinct())
                    .hasSize(1);
        }
    }
}
