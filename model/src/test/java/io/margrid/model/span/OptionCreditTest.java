package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionCreditTest {
    private static final List<Double> NEEDS = List.of(100.0, -250.0, 120.0, -10.0, 90.0);

    @Test
    void inTheAccountValueGoesWhereItIsNeeded() {
        OptionCredit credit = OptionCredit.of(NEEDS, OptionValueScope.ACCOUNT);
        assertThat(credit.required()).containsExactly(0.0, 0.0, 0.0, 0.0, 50.0);
        assertThat(credit.unused()).isEqualTo(0.0);
    }

    @Test
    void inTheCommodityItStays() {
        OptionCredit credit = OptionCredit.of(NEEDS, OptionValueScope.COMMODITY);
        assertThat(credit.required()).containsExactly(100.0, 0.0, 120.0, 0.0, 90.0);
        assertThat(credit.unused()).isEqualTo(260.0);
    }

    @Test
    void whatNothingNeedsIsTold() {
        OptionCredit credit = OptionCredit.of(List.of(30.0, -100.0), OptionValueScope.ACCOUNT);
        assertThat(credit.required()).containsExactly(0.0, 0.0);
        assertThat(credit.unused()).isEqualTo(70.0);
    }
}
