package io.margrid.model.margin;

import io.margrid.model.Limits;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// The instruments that the accounts of full books may hold, in every order that a [FullBookBuilder] needs:
/// worked out once for as many builders as come. Immutable.
public final class FullBookInstruments {
    private final List<Instrument> instruments;
    private final List<NettingSet> sets;
    private final List<String> currencies;
    private final int[] setOf;
    private final int[] currencyOfSet;
    private final int[] kindAt;
    private final List<Instrument> kinds;
    private final int[] placeOf;
    private final int[] instrumentAt;

    /// The orders of some instruments.
    ///
    /// @param given each once, in any order
    /// @throws IllegalArgumentException if an instrument repeats or there are too many
    public FullBookInstruments(List<Instrument> given) {
        if (given.size() > Limits.INSTRUMENTS) {
            throw new IllegalArgumentException(
                    "at most %d instruments: %d".formatted(Limits.INSTRUMENTS, given.size()));
        }
        instruments = given.stream().sorted(Instrument.CANONICAL_ORDER).toList();
        // By name, since names compare: a map of instruments would be slow where hostile names share a hash.
        Map<String, Integer> index = HashMap.newHashMap(instruments.size());
        for (Instrument one : instruments) {
            if (index.put(one.name(), index.size()) != null) {
                throw new IllegalArgumentException("instrument repeats: " + one.name());
            }
        }
        List<NettingSet> byInstrument = instruments.stream().map(NettingSet::of).toList();
        sets = byInstrument.stream().distinct().toList();
        setOf = numbers(byInstrument);
        currencies = List.copyOf(
                new TreeSet<>(sets.stream().map(NettingSet::settlementCurrency).toList()));
        currencyOfSet = sets.stream()
                .mapToInt(set -> currencies.indexOf(set.settlementCurrency()))
                .toArray();
        List<Integer> order = new ArrayList<>(index.values());
        order.sort(Comparator.comparingInt((Integer i) -> currencyOfSet[setOf[i]])
                .thenComparing(Comparator.naturalOrder()));
        instrumentAt = order.stream().mapToInt(Integer::intValue).toArray();
        int[] place = new int[instrumentAt.length];
        for (int p = 0; p < place.length; p++) {
            place[instrumentAt[p]] = p;
        }
        kindAt = numbers(order.stream()
                .map(i -> List.of(
                        setOf[i],
                        instruments.get(i) instanceof OptionContract,
                        instruments.get(i).expiry()))
                .toList());
        List<Instrument> first = new ArrayList<>();
        for (int p = 0; p < kindAt.length; p++) {
            if (kindAt[p] == first.size()) {
                first.add(instruments.get(instrumentAt[p]));
            }
        }
        kinds = List.copyOf(first);
        placeOf = given.stream()
                .mapToInt(one -> place[Objects.requireNonNull(index.get(one.name()))])
                .toArray();
    }

    /// Numbers things by their first occurrence; equal ones have one number.
    private static int[] numbers(List<?> things) {
        Map<Object, Integer> known = new HashMap<>();
        return things.stream()
                .mapToInt(thing -> {
                    int next = known.size();
                    return known.computeIfAbsent(thing, _ -> next);
                })
                .toArray();
    }

    /// The instruments.
    ///
    /// @return in canonical order
    public List<Instrument> instruments() {
        return instruments;
    }

    /// The netting sets of the instruments, by first occurrence.
    List<NettingSet> sets() {
        return sets;
    }

    /// Settlement currencies of the sets, in code order.
    List<String> currencies() {
        return currencies;
    }

    /// Index into the sets of each instrument in canonical order; shared.
    int[] setOfUnsafe() {
        return setOf;
    }

    /// The settlement currency of a set, as an index.
    int currency(int set) {
        return currencyOfSet[set];
    }

    /// Of each index into the list given to the constructor the place in the order by settlement currency, then
    /// canonical; shared.
    int[] placesUnsafe() {
        return placeOf;
    }

    /// The canonical index of the instrument at each place; shared.
    int[] instrumentAtUnsafe() {
        return instrumentAt;
    }

    /// The kind of the instrument at each place, as an index: equal for options, or others, of one set and expiry;
    /// shared.
    int[] kindAtUnsafe() {
        return kindAt;
    }

    /// Of each kind the first instrument.
    List<Instrument> kinds() {
        return kinds;
    }
}
