package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodologyTest {
    private static final Methodology OURS = Models.find(Models.DEFAULT).orElseThrow();

    /// Parameters of no methodology that there is.
    private record Others(ParameterHead head) implements ParameterSet {
        @Override
        public List<String> covers() {
            return List.of();
        }
    }

    private static ParameterSet others(String id) {
        return new Others(new ParameterHead(id, LocalDate.EPOCH, Evidence.USER, "a test", "00", Map.of()));
    }

    @Test
    void everyDefaultSetIsShippedAndTaken() {
        for (Methodology one : Models.all()) {
            ParameterSet set = ParameterStore.shipped()
                    .find(one.defaultSet())
                    .orElseThrow()
                    .parameters();
            assertThat(one.takes(set)).isTrue();
            assertThat(one.model(set).id()).isEqualTo(one.id());
            assertThat(one.model(set).parameters()).isSameAs(set);
        }
    }

    /// A call asks more than once, and makes one model.
    @Test
    void toAskWhetherASetIsTakenMakesNoModel() {
        Methodology one = new Methodology("one", "span-2026", set -> set.id().equals("span-2026"), _ -> {
            throw new AssertionError("a model is made");
        });
        assertThat(one.takes(others("span-2026"))).isTrue();
        assertThat(one.takes(others("span-2027"))).isFalse();
    }

    @Test
    void anothersSetIsRefusedWithItsName() {
        ParameterSet others = others("span-2026");
        assertThat(OURS.takes(others)).isFalse();
        assertThatThrownBy(() -> OURS.model(others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("span-2026 is no parameter set of deribit-spm, which takes for example deribit-2026-02-15");
    }
}
