package io.margrid.model.deribit;

import io.margrid.model.Limits;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A named, dated, immutable set of Deribit margin parameters with its source.
///
/// @param id              the set's name
/// @param asOf            the day that the figures were in force
/// @param evidence        how well the set is known
/// @param source          where it was printed or seen
/// @param sha256          hash of the file that the set was read from, lower-case hex
/// @param pairs           risk matrix parameters by pair
/// @param currencies      parameters by lower-case base currency
/// @param general         parameters of the whole model
/// @param extendedMoves   moves of the extended table, in vector order
/// @param standardFutures standard margin of futures by pair
/// @param assumptions     the switches
public record DeribitParameters(
        String id,
        LocalDate asOf,
        Evidence evidence,
        String source,
        String sha256,
        Map<CurrencyPair, PairParameters> pairs,
        Map<String, CurrencyParameters> currencies,
        GeneralParameters general,
        List<Double> extendedMoves,
        Map<CurrencyPair, StandardFutureParameters> standardFutures,
        DeribitAssumptions assumptions)
        implements ParameterSet {
    /// The moves that the exchange's page gives as examples.
    public static final List<Double> PUBLISHED_EXTENDED_MOVES = List.of(-0.66, -0.33, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0);

    /// Copies the collections and checks the moves.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DeribitParameters {
        pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
        currencies = Collections.unmodifiableMap(new TreeMap<>(currencies));
        standardFutures = Collections.unmodifiableMap(new TreeMap<>(standardFutures));
        extendedMoves = List.copyOf(extendedMoves);
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        int scenarios = (2 * general.bucketsCount() + 1) * general.volScenariosCount() + extendedMoves.size();
        if (scenarios > Limits.SCENARIOS) {
            throw new IllegalArgumentException(
                    "buckets_count, vol_scenarios_count and extended_moves make %d scenarios, at most %d"
                            .formatted(scenarios, Limits.SCENARIOS));
        }
        for (int i = 0; i < extendedMoves.size(); i++) {
            double move = extendedMoves.get(i);
            if (!(move > -1.0 && move != 0.0 && move <= 100.0)) {
                throw new IllegalArgumentException(
                        "extended_moves[%d] must be in (-1, 100] and not 0: %s".formatted(i, move));
            }
        }
    }

    @Override
    public ParameterHead head() {
        return new ParameterHead(id, asOf, evidence, source, sha256, Map.of());
    }

    @Override
    public List<String> covers() {
        return pairs.keySet().stream().map(CurrencyPair::key).toList();
    }

    /// Risk matrix parameters of a pair.
    ///
    /// @param pair the pair
    /// @return its parameters
    /// @throws IllegalArgumentException if the set does not have the pair
    public PairParameters pair(CurrencyPair pair) {
        return present(pairs.get(pair), pair.key());
    }

    /// Parameters of a base currency.
    ///
    /// @param currency lower-case code
    /// @return its parameters
    /// @throws IllegalArgumentException if the set does not have the currency
    public CurrencyParameters currency(String currency) {
        return present(currencies.get(currency), currency);
    }

    /// Standard margin of futures of a pair.
    ///
    /// @param pair the pair
    /// @return its rates
    /// @throws IllegalArgumentException if the set does not have them
    public StandardFutureParameters standardFuture(CurrencyPair pair) {
        return present(standardFutures.get(pair), pair.key());
    }

    private <T> T present(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("parameter set %s has nothing for %s".formatted(id, key));
        }
        return value;
    }
}
