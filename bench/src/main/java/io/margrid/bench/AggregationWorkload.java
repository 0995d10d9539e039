package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.util.Arrays;

/// W2: accounts of 200 positions over 1,024 instruments, to be summed over 35 scenarios and reduced to the worst
/// cell. The instruments' profits are an input. The generator is part of the workload's definition, so that
/// programs in other languages can make the same numbers.
///
/// The port has no given profits. So each instrument is an inverse future with a shock group of its own, whose
/// profit is the group's `inverseReturn` times a weight of 1: pricing it is copying a number.
final class AggregationWorkload {
    /// Accounts of the workload proper.
    static final int ACCOUNTS = 10_000;

    private static final int POSITIONS = 200;
    private static final int INSTRUMENTS = 1024;
    private static final int SCENARIOS = PricingWorkload.SCENARIOS;
    private static final long POSITIONS_SEED = 7;
    private static final long PROFITS_SEED = 9;
    private static final double PROFIT_RANGE = 20_000.0;

    private final RevaluationBatch batch;

    /// The workload with some number of accounts: the first of the workload proper, where there are fewer.
    AggregationWorkload(int accounts) {
        this(accounts, INSTRUMENTS);
    }

    /// The workload with other instruments too.
    ///
    /// @param accounts    accounts
    /// @param instruments a power of two
    AggregationWorkload(int accounts, int instruments) {
        batch = new RevaluationBatch(instruments(instruments), profits(instruments), books(accounts, instruments));
    }

    private static InstrumentTable instruments(int instruments) {
        InstrumentTable table = InstrumentTable.allocate(instruments, 1);
        Arrays.fill(table.kind(), ValueKind.INVERSE_FUTURE.code());
        Arrays.setAll(table.shockGroup(), i -> i);
        Arrays.fill(table.forward(), 1.0);
        return table;
    }

    private static ShockTable profits(int instruments) {
        ShockTable shocks = ShockTable.allocate(instruments, 1, new int[SCENARIOS]);
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(PROFITS_SEED);
        Arrays.setAll(shocks.inverseReturn(), _ -> (random.uniform() - 0.5) * PROFIT_RANGE);
        Arrays.fill(shocks.weight(), 1.0);
        return shocks;
    }

    private static BookTable books(int accounts, int instruments) {
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(POSITIONS_SEED);
        int[] rowStart = new int[accounts + 1];
        Arrays.setAll(rowStart, row -> row * POSITIONS);
        int[] instrument = new int[accounts * POSITIONS];
        double[] quantity = new double[accounts * POSITIONS];
        int unused = Long.SIZE - Integer.numberOfTrailingZeros(instruments);
        for (int e = 0; e < instrument.length; e++) {
            instrument[e] = (int) (random.next() >>> unused);
            quantity[e] = BookWorkload.quantity(random);
        }
        return BookTable.of(instruments, rowStart, instrument, quantity);
    }

    RevaluationBatch batch() {
        return batch;
    }

    int positions() {
        return batch.books().entries();
    }
}
