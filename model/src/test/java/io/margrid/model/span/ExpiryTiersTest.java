package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.span.ExpiryTiers.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExpiryTiersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Tier REST = new Tier("rest", OptionalDouble.empty(), Optional.empty());

    private static FutureContract future(Optional<Instant> expiry) {
        return new FutureContract(
                "F", new CurrencyPair("spx", "usd"), Settlement.LINEAR, OptionalDouble.of(1.0), expiry);
    }

    private static int tier(ExpiryTiers tiers, String expiry) {
        return tiers.of(future(Optional.of(Instant.parse(expiry))), NOW);
    }

    @Test
    void aTierEndsWithItsLastDay() {
        ExpiryTiers tiers = new ExpiryTiers(List.of(new Tier("near", OptionalDouble.of(10.0), Optional.empty()), REST));
        assertThat(tier(tiers, "2026-12-02T08:00:00Z")).isEqualTo(0);
        assertThat(tier(tiers, "2026-12-02T08:00:01Z")).isEqualTo(1);
        assertThat(tiers.of(future(Optional.empty()), NOW)).isEqualTo(0);
        assertThat(tiers.indexOf("rest")).isEqualTo(1);
        assertThat(tiers.indexOf("far")).isEqualTo(-1);
    }

    @Test
    void aTierEndsWithItsLastDate() {
        ExpiryTiers tiers = new ExpiryTiers(
                List.of(new Tier("near", OptionalDouble.empty(), Optional.of(LocalDate.of(2026, 12, 31))), REST));
        assertThat(tier(tiers, "2026-12-31T23:59:59Z")).isEqualTo(0);
        assertThat(tier(tiers, "2027-01-01T00:00:00Z")).isEqualTo(1);
    }

    @Test
    void badTiersAreRefused() {
        assertThatThrownBy(() -> new ExpiryTiers(List.of())).hasMessage("tiers must not be empty");
        assertThatThrownBy(() -> new ExpiryTiers(List.of(REST, REST))).hasMessageContaining("different names");
        assertThatThrownBy(() -> new ExpiryTiers(List.of(new Tier("a", OptionalDouble.of(1.0), Optional.empty()))))
                .hasMessageContaining("tier a must have no end");
        assertThatThrownBy(
                        () -> new ExpiryTiers(List.of(new Tier("a", OptionalDouble.empty(), Optional.empty()), REST)))
                .hasMessageContaining("tier a must have last_day or last_date");
        assertThatThrownBy(() -> new Tier("a", OptionalDouble.of(Double.NaN), Optional.empty()))
                .hasMessage("last_day must be zero or more: NaN");
        assertThatThrownBy(() -> new Tier("a", OptionalDouble.of(1.0), Optional.of(LocalDate.of(2026, 1, 31))))
                .hasMessage("tier a must have last_day or last_date, not both");
    }
}
