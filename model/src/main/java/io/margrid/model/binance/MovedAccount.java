package io.margrid.model.binance;

import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.RateTiers;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.PositionRisk;
import java.util.ArrayList;
import java.util.List;
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
    /// An account split by what a coin's price moves, so that many prices can be tried.
    ///
    /// @param account     the account
    /// @param parameters  brackets and rates
    /// @param coin        whose prices move; empty for none
    /// @param held        amount of each asset, with the profit of the positions that stay
    /// @param maintenance of the positions that stay, by settlement currency
    /// @param moving      positions in the coin
    record Split(
            HeldAccount account,
            BinanceParameters parameters,
            Optional<String> coin,
            Map<String, Double> held,
            Map<String, Double> maintenance,
            List<PositionRisk> moving) {
        static Split of(HeldAccount account, BinanceParameters parameters, Optional<String> coin) {
            Map<String, Double> held = new TreeMap<>(account.balances());
            Map<String, Double> maintenance = new TreeMap<>();
            List<PositionRisk> moving = new ArrayList<>();
            for (PositionRisk position : account.positions()) {
                Instrument instrument = position.position().instrument();
                if (coin.filter(instrument.pair().base()::equals).isPresent()) {
                    moving.add(position);
                } else {
                    add(account, parameters, position, 1.0, held, maintenance);
                }
            }
            return new Split(account, parameters, coin, held, maintenance, moving);
        }

        private static void add(
                HeldAccount account,
                BinanceParameters parameters,
                PositionRisk position,
                double factor,
                Map<String, Double> held,
                Map<String, Double> maintenance) {
            String asset = position.position().instrument().settlementCurrency();
            double price = position.unit().forward() * factor;
            held.merge(asset, account.settledProfit(position, price), Double::sum);
            maintenance.merge(asset, MovedAccount.maintenance(parameters, position, price), Double::sum);
        }

        /// Values the account.
        ///
        /// @param factor the coin's price over today's
        MovedAccount at(double factor) {
            Map<String, Double> amounts = new TreeMap<>(held);
            Map<String, Double> kept = new TreeMap<>(maintenance);
            moving.forEach(position -> add(account, parameters, position, factor, amounts, kept));
            double equity = 0.0;
            for (Map.Entry<String, Double> asset : amounts.entrySet()) {
                double amount = asset.getValue();
                double counted =
                        amount > 0.0 ? rates(parameters, asset.getKey()).amount(amount) : amount;
                equity += counted * price(asset.getKey(), factor);
            }
            double futures = 0.0;
            for (Map.Entry<String, Double> asset : kept.entrySet()) {
                futures += asset.getValue() * price(asset.getKey(), factor);
            }
            double loans = 0.0;
            for (Map.Entry<String, Double> balance : account.balances().entrySet()) {
                double loan = Math.max(0.0, -balance.getValue());
                loans += loan * parameters.loanRate() * price(balance.getKey(), factor);
            }
            return new MovedAccount(equity, futures, loans);
        }

        private double price(String asset, double factor) {
            return account.usd(asset) * (coin.filter(asset::equals).isPresent() ? factor : 1.0);
        }
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

    /// Maintenance margin of everything, USD.
    double maintenance() {
        return futuresMaintenance + loanMaintenance;
    }

    /// Adjusted equity over maintenance margin; infinite if nothing is to be maintained.
    double uniMmr() {
        return maintenance() > 0.0 ? adjustedEquity / maintenance() : Double.POSITIVE_INFINITY;
    }
}
