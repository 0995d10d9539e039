package io.margrid.host.deribit;

import com.google.gson.JsonObject;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.deribit.StandardFutureParameters;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads a parameter set: one of ours (with `id`, `as_of`, `evidence`, `source`; unknown keys are refused), or the
/// `model_params` of a saved `private/pme/simulate` answer (unknown keys are the venue's own and are left alone).
public final class DeribitParameterFile {
    private static final String OWN_FORM =
            "a parameter file has id, as_of, evidence, source, currency_pair, currency and"
                    + " general, or is a private/pme/simulate answer with model_params";

    private DeribitParameterFile() {}

    /// A set and the remarks that its file carries.
    ///
    /// @param parameters the set
    /// @param notes      remarks of the file's author
    public record Loaded(DeribitParameters parameters, List<String> notes) {}

    /// Reads a file of our form or a saved answer.
    ///
    /// @param name   what messages call the file
    /// @param root   its content
    /// @param sha256 its hash
    /// @return the set
    /// @throws InvalidInputException with every violation, if the file cannot be used
    public static Loaded parse(String name, JsonObject root, String sha256) {
        Violations violations = new Violations();
        JsonFields top = new JsonFields(name, "$", root, violations);
        Loaded loaded = isOwn(root) ? own(top, sha256) : answer(name, top, sha256);
        violations.throwIfAny();
        return loaded;
    }

    /// Whether a file has the set's name in it: answers of the venue have none.
    ///
    /// @param root the file's content
    /// @return true for our form
    public static boolean isOwn(JsonObject root) {
        return root.has("id") && !root.has("jsonrpc");
    }

    private static Loaded own(JsonFields top, String sha256) {
        top.allow(
                "id",
                "as_of",
                "evidence",
                "source",
                "notes",
                "currency_pair",
                "currency",
                "general",
                "extended_moves",
                "standard_margin_futures",
                "assumptions");
        LocalDate asOf = top.date("as_of");
        Evidence evidence = top.choice("evidence", Evidence.class, Evidence.USER);
        DeribitParameters parameters = set(top, top.text("id"), asOf, evidence, top.text("source"), sha256, true);
        return new Loaded(parameters, top.texts("notes"));
    }

    private static Loaded answer(String name, JsonFields top, String sha256) {
        JsonFields result = top.has("result") ? top.object("result") : top;
        if (!result.has("model_params")) {
            throw new InvalidInputException(name, OWN_FORM);
        }
        JsonFields parameters = result.object("model_params");
        JsonFields general = parameters.object("general");
        LocalDate asOf = general.has("timestamp")
                ? LocalDate.ofInstant(Instant.ofEpochMilli((long) general.number("timestamp")), ZoneOffset.UTC)
                : LocalDate.EPOCH;
        DeribitParameters set = set(parameters, name, asOf, Evidence.USER, "model_params of " + name, sha256, false);
        return new Loaded(set, List.of());
    }

    private static DeribitParameters set(
            JsonFields from,
            String id,
            LocalDate asOf,
            Evidence evidence,
            String source,
            String sha256,
            boolean strict) {
        Map<CurrencyPair, PairParameters> pairs = byPair(from.object("currency_pair"), fields -> pair(fields, strict));
        Map<String, CurrencyParameters> currencies = new TreeMap<>();
        for (JsonFields fields : from.object("currency").objects()) {
            fields.buildByField(view -> currency(view, strict))
                    .ifPresent(c -> once(fields, currencies, fields.key().toLowerCase(Locale.ROOT), c));
        }
        JsonFields general = from.object("general");
        GeneralParameters generalParameters = general.buildByField(view -> {
                    if (strict) {
                        view.allow("mm_factor", "buckets_count", "vol_scenarios_count", "timestamp");
                    }
                    return new GeneralParameters(
                            view.number("mm_factor"),
                            view.integer("buckets_count"),
                            view.integer("vol_scenarios_count"));
                })
                .orElse(new GeneralParameters(0.8, 4, 3));
        List<Double> moves = DeribitParameters.PUBLISHED_EXTENDED_MOVES;
        if (from.has("extended_moves")) {
            moves = new ArrayList<>();
            for (int i = 0; i < from.arrayOrEmpty("extended_moves").size(); i++) {
                moves.add(from.numberAt("extended_moves", i));
            }
        }
        Map<CurrencyPair, StandardFutureParameters> futures = from.has("standard_margin_futures")
                ? byPair(from.object("standard_margin_futures"), fields -> {
                    fields.allow("im", "mm", "inc_per_coin");
                    return new StandardFutureParameters(
                            fields.number("im"), fields.number("mm"), fields.number("inc_per_coin"));
                })
                : Map.of();
        DeribitAssumptions assumptions =
                from.has("assumptions") ? assumptions(from.object("assumptions")) : DeribitAssumptions.DEFAULT;
        List<Double> extendedMoves = moves;
        return from.build(() -> new DeribitParameters(
                        id,
                        asOf,
                        evidence,
                        source,
                        sha256,
                        pairs,
                        currencies,
                        generalParameters,
                        extendedMoves,
                        futures,
                        assumptions))
                .orElseThrow(from::failure);
    }

    private static <T> Map<CurrencyPair, T> byPair(JsonFields parent, Function<JsonFields, T> read) {
        Map<CurrencyPair, T> map = new TreeMap<>();
        for (JsonFields fields : parent.objects()) {
            fields.buildByField(view -> Map.entry(CurrencyPair.parse(fields.key()), read.apply(view)))
                    .ifPresent(entry -> once(fields, map, entry.getKey(), entry.getValue()));
        }
        return map;
    }

    private static <K, V> void once(JsonFields fields, Map<K, V> map, K key, V value) {
        if (map.put(key, value) != null) {
            fields.repeated(key.toString());
        }
    }

    private static PairParameters pair(JsonFields fields, boolean strict) {
        if (strict) {
            fields.allow(
                    "price_range",
                    "volatility_range_up",
                    "volatility_range_down",
                    "min_volatility_for_shock_up",
                    "short_term_vega_power",
                    "long_term_vega_power",
                    "extended_table_factor",
                    "max_delta_shock",
                    "delta_total_liq_shock_threshold",
                    "m_inc");
        }
        return new PairParameters(
                fields.number("price_range"),
                fields.number("volatility_range_up"),
                fields.number("volatility_range_down"),
                fields.number("min_volatility_for_shock_up"),
                fields.number("short_term_vega_power"),
                fields.number("long_term_vega_power"),
                fields.number("extended_table_factor"),
                fields.number("max_delta_shock"),
                fields.number("delta_total_liq_shock_threshold"),
                fields.number("m_inc"));
    }

    private static CurrencyParameters currency(JsonFields fields, boolean strict) {
        if (strict) {
            fields.allow(
                    "annualised_move_risk",
                    "min_annualised_move",
                    "extended_dampener",
                    "pnl_offset",
                    "max_offsetable_pnl",
                    "haircut",
                    "equity_side_impact",
                    "correlation_set");
        }
        return new CurrencyParameters(
                fields.number("annualised_move_risk"),
                fields.number("min_annualised_move"),
                fields.number("extended_dampener"),
                fields.number("pnl_offset"),
                fields.number("max_offsetable_pnl"),
                fields.number("haircut"),
                fields.text("equity_side_impact"),
                fields.flag("correlation_set"));
    }

    private static DeribitAssumptions assumptions(JsonFields fields) {
        fields.allow(
                "vol_order",
                "dte_floor_days",
                "whole_days",
                "vol_floor_on",
                "annualised_move",
                "shock_delta",
                "base_value",
                "cap_extended_fraction",
                "offset_cap_before_factor",
                "dampen_after_offset");
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        return fields.buildByField(view -> new DeribitAssumptions(
                        view.has("vol_order") ? view.choices("vol_order", VolShock.class) : d.volOrder(),
                        view.has("dte_floor_days") ? view.number("dte_floor_days") : d.dteFloorDays(),
                        view.has("whole_days") ? view.flag("whole_days") : d.wholeDays(),
                        view.choice("vol_floor_on", RelativeVolatilityShock.FloorOn.class, d.volFloorOn()),
                        view.choice("annualised_move", DeribitAssumptions.AnnualisedMove.class, d.annualisedMove()),
                        view.choice("shock_delta", DeribitAssumptions.ShockDelta.class, d.shockDelta()),
                        view.choice("base_value", DeribitAssumptions.BaseValue.class, d.baseValue()),
                        view.has("cap_extended_fraction")
                                ? view.flag("cap_extended_fraction")
                                : d.capExtendedFraction(),
                        view.has("offset_cap_before_factor")
                                ? view.flag("offset_cap_before_factor")
                                : d.offsetCapBeforeFactor(),
                        view.has("dampen_after_offset") ? view.flag("dampen_after_offset") : d.dampenAfterOffset()))
                .orElse(d);
    }
}
