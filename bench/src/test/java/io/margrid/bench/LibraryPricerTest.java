package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Three libraries that share no code agree with the reference.
class LibraryPricerTest {
    private static final int OPTIONS = 64;

    /// USD; forwards are near 60,000 and up to six times as high in a scenario.
    private static final double TOLERANCE = 1e-9;

    static List<LibraryPricer> all() {
        return LibraryPricer.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void pricesAsTheReferenceDoes(LibraryPricer library) {
        PricingWorkload workload = new PricingWorkload(OPTIONS, BookTable.EMPTY);
        double[] prices = new double[OPTIONS * PricingWorkload.SCENARIOS];
        workload.price(library.formula(), prices);
        RevaluationResult result = RevaluationResult.allocate(workload.batch());
        try (RevaluationBackend scalar = DirectBackends.open("scalar")) {
            scalar.revalue(workload.batch(), result);
        }
        for (int i = 0; i < OPTIONS; i++) {
            double[] expected = result.riskVector(i);
            for (int s = 0; s < expected.length; s++) {
                assertThat(prices[i * PricingWorkload.SCENARIOS + s])
                        .as("option %d, scenario %d", i, s)
                        .isCloseTo(expected[s], within(TOLERANCE));
            }
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(LibraryPricer.COMMONS_MATH.version()).matches("commons-math3-[0-9.]+");
    }

    @Test
    void isFoundByName() {
        assertThat(LibraryPricer.find("strata")).contains(LibraryPricer.STRATA);
        assertThat(LibraryPricer.find("abacus")).isEmpty();
    }
}
