package io.margrid.model.deribit;

import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.NettingSetRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What both Deribit models do alike: each settlement currency of an account by itself.
final class SettlementCurrencies {
    private SettlementCurrencies() {}

    /// An account's netting sets by settlement currency, in code order. A currency with pass-through amounts only
    /// has no set.
    static Map<String, List<NettingSetRisk>> group(AccountRisk account) {
        Map<String, List<NettingSetRisk>> byCurrency = new TreeMap<>();
        for (String currency : account.book().passThrough().keySet()) {
            byCurrency.put(currency, new ArrayList<>());
        }
        for (NettingSetRisk set : account.sets()) {
            byCurrency
                    .computeIfAbsent(set.set().settlementCurrency(), _ -> new ArrayList<>())
                    .add(set);
        }
        return byCurrency;
    }
}
