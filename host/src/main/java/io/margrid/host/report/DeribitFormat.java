package io.margrid.host.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.margrid.model.deribit.Components;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioTable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes a report in the shape of the `result` of Deribit's `private/pme/simulate`, so that programs written for
/// Deribit
/// read it. Holds results only: equal results are equal bytes.
public final class DeribitFormat {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private DeribitFormat() {}

    /// The report of one account as JSON text.
    ///
    /// @param report     a report of the portfolio margin model
    /// @param parameters the parameters behind it
    /// @param market     the market behind it
    /// @return indented JSON
    public static String write(MarginReport report, DeribitParameters parameters, MarketSnapshot market) {
        return text(json(report, parameters, market));
    }

    /// JSON as indented text.
    ///
    /// @param json a JSON tree
    /// @return the text, without a line break at the end
    public static String text(JsonElement json) {
        return GSON.toJson(json);
    }

    /// The report of one account.
    ///
    /// @param report     a report of the portfolio margin model
    /// @param parameters the parameters behind it
    /// @param market     the market behind it
    /// @return the JSON tree
    public static JsonObject json(MarginReport report, DeribitParameters parameters, MarketSnapshot market) {
        JsonObject result = new JsonObject();
        result.add("model_params", modelParams(parameters, market));
        JsonObject initial = new JsonObject();
        JsonObject positions = new JsonObject();
        JsonObject ticker = new JsonObject();
        JsonObject index = new JsonObject();
        for (PositionReport line : report.positions()) {
            PositionRisk risk = line.risk();
            String name = risk.unit().instrument().name();
            double[] vector = risk.vector();
            initial.add(name, vectors(vector, standardCells(report, risk)));
            positions.add(name, JsonNumbers.of(risk.quantity()));
            ticker.add(name, ticker(risk, market));
            CurrencyPair pair = risk.unit().instrument().pair();
            market.pair(pair).ifPresent(m -> index.add(pair.key(), JsonNumbers.of(m.index())));
        }
        JsonObject preAggregated = new JsonObject();
        JsonObject aggregated = new JsonObject();
        JsonObject margins = new JsonObject();
        for (CurrencyMargin currency : report.currencies()) {
            for (NettingSetMargin set : currency.sets()) {
                int standard = set.grid().count(ScenarioTable.STANDARD);
                preAggregated.add(set.set().key(), vectors(set.preAggregated(), standard));
                aggregated.add(set.set().key(), vectors(set.aggregated(), standard));
                index.add(set.set().pair().key(), JsonNumbers.of(set.index()));
            }
            margins.add(currency.currency(), margins(currency));
        }
        JsonObject portfolio = new JsonObject();
        portfolio.add("currency", new JsonObject());
        portfolio.add("position", positions);
        result.add("initial_risk_vectors", initial);
        result.add("pre_aggregated_risk_vectors", preAggregated);
        result.add("aggregated_risk_vectors", aggregated);
        result.add("margins", margins);
        result.add("portfolio", portfolio);
        result.add("index_price", index);
        result.add("ticker", ticker);
        return result;
    }

    private static int standardCells(MarginReport report, PositionRisk risk) {
        for (CurrencyMargin currency : report.currencies()) {
            for (NettingSetMargin set : currency.sets()) {
                if (set.set().pair().equals(risk.unit().instrument().pair())) {
                    return set.grid().count(ScenarioTable.STANDARD);
                }
            }
        }
        return risk.unit().riskVector().length;
    }

    private static JsonObject vectors(double[] vector, int standard) {
        JsonObject tables = new JsonObject();
        tables.add("standard", JsonNumbers.of(vector, 0, standard));
        tables.add("extended", JsonNumbers.of(vector, standard, vector.length));
        return tables;
    }

    private static JsonObject margins(CurrencyMargin currency) {
        JsonObject details = new JsonObject();
        details.add("delta_shock", JsonNumbers.of(currency.component(Components.DELTA_SHOCK)));
        details.add("roll_shock", JsonNumbers.of(currency.component(Components.ROLL_SHOCK)));
        worst(currency).ifPresent(bucket -> details.add("worst_case_bucket", bucket));
        details.add("worst_case", JsonNumbers.of(currency.component(Components.WORST_CASE)));
        details.add("correlation_contingency", JsonNumbers.of(currency.component(Components.CORRELATION_CONTINGENCY)));
        JsonObject initial = new JsonObject();
        initial.add("risk_matrix_margin_details", details);
        initial.add("risk_matrix_margin", JsonNumbers.of(currency.component(Components.RISK_MATRIX_MARGIN)));
        initial.add("spot_margin", JsonNumbers.of(currency.component(Components.SPOT_MARGIN)));
        initial.add("mmp_margin", JsonNumbers.of(currency.component(Components.MMP_MARGIN)));
        initial.add("open_orders_margin", JsonNumbers.of(currency.component(Components.OPEN_ORDERS_MARGIN)));
        JsonObject margins = new JsonObject();
        margins.add("initial_margin_details", initial);
        margins.add("initial_margin", JsonNumbers.of(currency.initial()));
        margins.add("maintenance_margin", JsonNumbers.of(currency.maintenance()));
        return margins;
    }

    /// The bucket of the netting set that loses most.
    private static Optional<JsonObject> worst(CurrencyMargin currency) {
        return WorstSet.of(currency).map(WorstSet::scenario).map(scenario -> {
            JsonObject bucket = new JsonObject();
            bucket.addProperty("bucket", scenario.bucket());
            bucket.addProperty("side", side(scenario));
            bucket.addProperty("source", word(scenario.table()));
            bucket.addProperty("index", scenario.indexInTable());
            return bucket;
        });
    }

    /// Which side of the matrix a scenario is on.
    ///
    /// @return `left` for falls, `right` for rises, `center` for none
    private static String side(Scenario scenario) {
        return scenario.priceMove() < 0.0 ? "left" : scenario.priceMove() > 0.0 ? "right" : "center";
    }

    private static JsonObject ticker(PositionRisk risk, MarketSnapshot market) {
        JsonObject ticker = new JsonObject();
        String name = risk.unit().instrument().name();
        if (risk.unit().instrument() instanceof OptionContract) {
            OptionQuote quote = market.option(name).orElseThrow();
            quote.markPrice().ifPresent(mark -> ticker.add("mark_price", JsonNumbers.of(mark)));
            BigDecimal percent = BigDecimal.valueOf(quote.markVolatility()).movePointRight(2);
            ticker.add("mark_iv", JsonNumbers.of(percent.doubleValue()));
            ticker.add("underlying_price", JsonNumbers.of(quote.forward()));
        } else {
            market.futureMark(name).ifPresent(mark -> ticker.add("mark_price", JsonNumbers.of(mark)));
        }
        market.pair(risk.unit().instrument().pair())
                .ifPresent(pair -> ticker.add("index_price", JsonNumbers.of(pair.index())));
        return ticker;
    }

    private static JsonObject modelParams(DeribitParameters parameters, MarketSnapshot market) {
        JsonObject pairs = new JsonObject();
        parameters.pairs().forEach((pair, p) -> pairs.add(pair.key(), pair(p)));
        JsonObject currencies = new JsonObject();
        parameters.currencies().forEach((currency, c) -> currencies.add(currency, currency(c)));
        JsonObject general = new JsonObject();
        general.add("mm_factor", JsonNumbers.of(parameters.general().mmFactor()));
        general.addProperty("buckets_count", parameters.general().bucketsCount());
        general.addProperty("vol_scenarios_count", parameters.general().volScenariosCount());
        JsonObject timestamps = new JsonObject();
        market.pairs()
                .forEach(
                        (pair, m) -> timestamps.addProperty(pair.key(), m.asOf().toEpochMilli()));
        market.pairs().values().stream()
                .map(m -> m.asOf().toEpochMilli())
                .max(Comparator.naturalOrder())
                .ifPresent(millis -> general.addProperty("timestamp", millis));
        // Ours: the exchange has one instant for all pairs, saved answers may have one for each; and without the
        // average of a settlement under way its series cannot be valued again.
        general.add("timestamps", timestamps);
        JsonObject deliveries = new JsonObject();
        market.pairs()
                .forEach((pair, m) ->
                        m.estimatedDelivery().ifPresent(price -> deliveries.add(pair.key(), JsonNumbers.of(price))));
        if (!deliveries.isEmpty()) {
            general.add("estimated_delivery_prices", deliveries);
        }
        JsonObject all = new JsonObject();
        all.add("currency_pair", pairs);
        all.add("currency", currencies);
        all.add("general", general);
        if (!parameters.extendedMoves().equals(DeribitParameters.PUBLISHED_EXTENDED_MOVES)) {
            JsonArray moves = new JsonArray();
            parameters.extendedMoves().forEach(move -> moves.add(JsonNumbers.of(move)));
            all.add("extended_moves", moves);
        }
        if (!parameters.assumptions().equals(DeribitAssumptions.DEFAULT)) {
            all.add("assumptions", assumptions(parameters.assumptions()));
        }
        return all;
    }

    private static JsonObject assumptions(DeribitAssumptions a) {
        JsonArray order = new JsonArray();
        a.volOrder().forEach(shock -> order.add(word(shock)));
        JsonObject json = new JsonObject();
        json.add("vol_order", order);
        json.add("dte_floor_days", JsonNumbers.of(a.dteFloorDays()));
        json.addProperty("whole_days", a.wholeDays());
        json.addProperty("vol_floor_on", word(a.volFloorOn()));
        json.addProperty("annualised_move", word(a.annualisedMove()));
        json.addProperty("shock_delta", word(a.shockDelta()));
        json.addProperty("base_value", word(a.baseValue()));
        json.addProperty("cap_extended_fraction", a.capExtendedFraction());
        json.addProperty("offset_cap_before_factor", a.offsetCapBeforeFactor());
        json.addProperty("dampen_after_offset", a.dampenAfterOffset());
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject pair(PairParameters p) {
        return numbers(Map.ofEntries(
                Map.entry("extended_table_factor", p.extendedTableFactor()),
                Map.entry("m_inc", p.mInc()),
                Map.entry("min_volatility_for_shock_up", p.minVolatilityForShockUp()),
                Map.entry("max_delta_shock", p.maxDeltaShock()),
                Map.entry("delta_total_liq_shock_threshold", p.deltaTotalLiqShockThreshold()),
                Map.entry("volatility_range_down", p.volatilityRangeDown()),
                Map.entry("volatility_range_up", p.volatilityRangeUp()),
                Map.entry("long_term_vega_power", p.longTermVegaPower()),
                Map.entry("short_term_vega_power", p.shortTermVegaPower()),
                Map.entry("price_range", p.priceRange())));
    }

    private static JsonObject currency(CurrencyParameters c) {
        JsonObject json = numbers(Map.of(
                "max_offsetable_pnl", c.maxOffsetablePnl(),
                "annualised_move_risk", c.annualisedMoveRisk(),
                "extended_dampener", c.extendedDampener(),
                "min_annualised_move", c.minAnnualisedMove(),
                "haircut", c.haircut(),
                "pnl_offset", c.pnlOffset()));
        json.addProperty("equity_side_impact", c.equitySideImpact());
        json.addProperty("correlation_set", c.correlationSet());
        return json;
    }

    private static JsonObject numbers(Map<String, Double> values) {
        JsonObject json = new JsonObject();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.add(entry.getKey(), JsonNumbers.of(entry.getValue())));
        return json;
    }
}
