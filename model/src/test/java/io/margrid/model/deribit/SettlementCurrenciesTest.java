package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlementCurrenciesTest {
    @Test
    void setsAreGroupedInCodeOrderWithPassThroughCurrencies() {
        NettingSetRisk sol = new NettingSetRisk(new NettingSet(Example.SOL_USDC, "usdc"), List.of(), new double[0]);
        NettingSetRisk btc = new NettingSetRisk(new NettingSet(Example.BTC_USD, "btc"), List.of(), new double[0]);
        NettingSetRisk usdc = new NettingSetRisk(new NettingSet(Example.BTC_USDC, "usdc"), List.of(), new double[0]);
        Book book = new Book("a", List.of(), Map.of("eth", PassThroughAmounts.NONE));
        Map<String, List<NettingSetRisk>> groups =
                SettlementCurrencies.group(new AccountRisk(book, List.of(sol, btc, usdc)));
        assertThat(groups)
                .containsExactly(
                        Map.entry("btc", List.of(btc)),
                        Map.entry("eth", List.of()),
                        Map.entry("usdc", List.of(sol, usdc)));
    }
}
