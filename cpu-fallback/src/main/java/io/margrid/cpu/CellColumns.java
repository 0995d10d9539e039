package io.margrid.cpu;

import io.margrid.model.revaluation.ShockTable;

/// The scenarios of one shock group as [CellPasses] reads them: chunk after chunk, and in front of each chunk a
/// column that moves nothing, for the base value.
final class CellColumns {
    /// Scenarios in a chunk, a multiple of four: scratch of one chunk stays in the nearest cache.
    static final int CHUNK = 48;

    /// Columns in a chunk.
    static final int SLOTS = CHUNK + 1;

    /// Doubles in a column: `ln p`, `1 / p`, what the forward is multiplied by, weight.
    static final int WIDTH = 4;

    private static final int NONE = -1;

    private final double[] factors;
    private final int[] deviations;
    private int group = NONE;
    private boolean inverse;

    /// Room for tables of as many scenarios.
    CellColumns(ShockTable shocks) {
        int slots = chunks(shocks) * SLOTS;
        factors = new double[WIDTH * slots];
        deviations = new int[slots];
    }

    boolean hasRoomFor(ShockTable shocks) {
        return chunks(shocks) * SLOTS <= deviations.length;
    }

    private static int chunks(ShockTable shocks) {
        return Math.max(1, (shocks.scenarios() + CHUNK - 1) / CHUNK);
    }

    /// Before another table is used, or the same one with other entries.
    void forget() {
        group = NONE;
    }

    /// Takes a group's factors, if they are not here yet.
    ///
    /// @param inverse whether values are in coin: then they are not multiplied by a forward
    void fill(ShockTable shocks, int shockGroup, boolean inverse) {
        if (group == shockGroup && this.inverse == inverse) {
            return;
        }
        group = shockGroup;
        this.inverse = inverse;
        for (int chunk = 0; chunk < chunks(shocks); chunk++) {
            set(chunk * SLOTS, 0, 0.0, 1.0, 1.0, 1.0);
        }
        for (int s = 0; s < shocks.scenarios(); s++) {
            int cell = shockGroup * shocks.scenarios() + s;
            set(
                    s / CHUNK * SLOTS + 1 + s % CHUNK,
                    shocks.volShock()[s] + 1,
                    shocks.logFactor()[cell],
                    shocks.inverseFactor()[cell],
                    inverse ? 1.0 : shocks.factor()[cell],
                    shocks.weight()[cell]);
        }
    }

    private void set(int slot, int deviation, double log, double inverseFactor, double scale, double weight) {
        deviations[slot] = 2 * VectorOptionKernel.LANES * deviation;
        factors[WIDTH * slot] = log;
        factors[WIDTH * slot + 1] = inverseFactor;
        factors[WIDTH * slot + 2] = scale;
        factors[WIDTH * slot + 3] = weight;
    }

    /// `WIDTH` doubles a slot.
    double[] factors() {
        return factors;
    }

    /// Where a slot's deviations begin in [CellPasses#deviations].
    int[] deviations() {
        return deviations;
    }
}
