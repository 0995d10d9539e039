package io.margrid.model.binance;

import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.RateTiers;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.PositionRisk;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An account's adjusted equity and maintenance margin, with the prices of one coin at a multiple of today's.
///
///     x_a      = balance + profit of contracts settled in a
///     equity_a = min(x_a P_a c_a, x_a P_a)        the rate cuts what is held; debts count in full
///
/// @param adjustedEquity     sum of `equity_a`, USD
/// @param futuresMaintenance of futures and perpetuals, USD
/// @param loanMaintenance    of loans, USD: a negative balance is one
record MovedAccount(double adjustedEquity, double futuresMaintenance, double loanMaintenance) {
    /// Values an account.
    ///
    /// @param account    the account
    /// @param parameters brackets and rates
    /// @param coin       whose prices move; empty for none
    /// @param factor     price over today's
    static MovedAccount of(HeldAccount account, BinanceParameters parameters, Optional<String> coin, double factor) {
        Map<String, Double> held = new TreeMap<>(account.balances());
        double futures = 0.0;
        for (PositionRisk position : account.positions()) {
            Instrument instrument = position.position().instrument();
            double price = position.unit().forward() * of(instrument.pair().base(), coin, factor);
            held.merge(instrument.settlementCurrency(), account.settledProfit(position, price), Double::sum);
            futures += maintenance(parameters, position, price)
                    * price(account, instrument.settlementCurrency(), coin, factor);
        }
        double equity = 0.0;
        for (Map.Entry<String, Double> asset : held.entrySet()) {
            double amount = asset.getValue();
            double counted = amount > 0.0 ? rates(parameters, asset.getKey()).amount(amount) : amount;
            equity += counted * price(account, asset.getKey(), coin, factor);
        }
        double loans = 0.0;
        for (Map.Entry<String, Double> balance : account.balances().entrySet()) {
            double loan = Math.max(0.0, -balance.getValue());
            loans += loan * parameters.loanRate() * price(account, balance.getKey(), coin, factor);
        }
        return new MovedAccount(equity, futures, loans);
    }

    private static RateTiers rates(BinanceParameters parameters, String asset) {
        RateTiers rates = parameters.collateral().get(asset);
        if (rates == null) {
            throw new IllegalStateException(asset + " was let through without a collateral rate");
        }
        return rates;
    }

    /// Maintenance margin of a position at a price, settlement currency.
    static double maintenance(BinanceParameters parameters, PositionRisk position, double price) {
        BinanceParameters.Brackets brackets = parameters
                .classes()
                .of(position.position().instrument().pair().base())
                .orElseThrow();
        double coins = Math.abs(position.quantity());
        return HeldAccount.isInverse(position)
                ? brackets.inverse()
                        .orElseThrow()
                        .amount(coins * position.unit().forward() / price)
                : brackets.linear().amount(coins * price);
    }

    private static double price(HeldAccount account, String asset, Optional<String> coin, double factor) {
        return account.usd(asset) * of(asset, coin, factor);
    }

    private static double of(String asset, Optional<String> coin, double factor) {
        return coin.filter(asset::equals).isPresent() ? factor : 1.0;
    }

    /// Maintenance margin of everything, USD.
    double maintenance() {
        return futuresMaintenance + loanMaintenance;
    }

    /// Adjusted equity over maintenance margin; infinite if nothing is to be maintained.
    double uniMmr() {
        return maintenance() > 0.0 ? adjustedEquity / maintenance() : Double.POSITIVE_INFINITY;
    }
}
