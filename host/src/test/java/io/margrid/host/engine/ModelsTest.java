package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.margin.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private static final DeribitParameters PARAMETERS = new DeribitParameters(
            "none",
            LocalDate.EPOCH,
            Evidence.USER,
            "test",
            "00",
            Map.of(),
            Map.of(),
            new GeneralParameters(0.8, 4, 3),
            List.of(),
            Map.of(),
            DeribitAssumptions.DEFAULT);

    @Test
    void everyNameGivesItsModel() {
        for (String id : Models.ids()) {
            assertThat(Models.find(id).orElseThrow().model(PARAMETERS).id()).isEqualTo(id);
        }
    }

    @Test
    void defaultComesFirst() {
        assertThat(Models.ids()).startsWith(Models.DEFAULT);
    }

    @Test
    void otherNamesGiveNone() {
        assertThat(Models.find("span")).isEmpty();
    }
}
