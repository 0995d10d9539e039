package io.margrid.host.store;

import static io.margrid.host.store.Quotes.none;
import static io.margrid.host.store.Quotes.option;
import static io.margrid.host.store.Quotes.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.PairMarket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    /// Computed by a program in another language from the description in `docs/api.md`.
    private static final String EXPECTED = "466a54ca7c51c3ba76702d61bcd026f094a1ef70ce46abfd110b40476453ae97";

    private final Map<CurrencyPair, PairMarket> pairs = new HashMap<>(Map.of(
            Quotes.BTC_USD,
            new PairMarket(Quotes.AS_OF, 65_500.0, some(65_490.5)),
            new CurrencyPair("eth", "usd"),
            new PairMarket(Quotes.AS_OF.plusNanos(500), 3_500.0, none())));
    private final List<QuotedOption> options = new ArrayList<>(List.of(
            option("BTC-28JUN24-70000-C", 52.3, none(), some(0.0071)),
            option("BTC-28JUN24-60000-P", 55.0, some(65_700.0), none())));
    private final List<QuotedFuture> futures = new ArrayList<>(List.of(Quotes.future("BTC-PERPETUAL", 65_510.0)));

    private String hash(ForwardSource source) {
        return ContentHash.of(new MarketQuotes(source, pairs, options, futures));
    }

    @Test
    void isWhatTheDocumentSays() {
        assertThat(hash(ForwardSource.PARITY)).isEqualTo(EXPECTED);
    }

    @Test
    void orderChangesNothing() {
        options.add(options.removeFirst());
        assertThat(hash(ForwardSource.PARITY)).isEqualTo(EXPECTED);
    }

    @Test
    void everyFieldCounts() {
        Set<String> hashes = new HashSet<>(Set.of(EXPECTED, hash(ForwardSource.QUOTED)));
        int different = 2;
        QuotedOption first = options.getFirst();
        for (QuotedOption other : List.of(
                option("BTC-28JUN24-70000-P", 52.3, none(), some(0.0071)),
                option("BTC-28JUN24-70000-C", Math.nextUp(52.3), none(), some(0.0071)),
                option("BTC-28JUN24-70000-C", 52.3, some(0.0071), none()),
                option("BTC-28JUN24-70000-C", 52.3, some(0.0071), some(0.0071)))) {
            options.set(0, other);
            different++;
            assertThat(hashes.add(hash(ForwardSource.PARITY))).isTrue();
        }
        options.set(0, first);
        futures.set(0, Quotes.future("BTC-PERPETUAL", Math.nextUp(65_510.0)));
        assertThat(hashes.add(hash(ForwardSource.PARITY))).isTrue();
        futures.clear();
        assertThat(hashes.add(hash(ForwardSource.PARITY))).isTrue();
        pairs.put(Quotes.BTC_USD, new PairMarket(Quotes.AS_OF, 65_500.0, none()));
        assertThat(hashes.add(hash(ForwardSource.PARITY))).isTrue();
        pairs.put(Quotes.BTC_USD, new PairMarket(Quotes.AS_OF.plusNanos(1), 65_500.0, none()));
        assertThat(hashes.add(hash(ForwardSource.PARITY))).isTrue();
        assertThat(hashes).hasSize(different + 4);
    }
}
