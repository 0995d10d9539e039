package io.margrid.host.batch;

import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Puts jobs one behind the other into one batch: columns are joined, indices of instruments and shock groups
/// shifted. Parts of the very same plan share its instruments.
///
/// The port promises that neighbours change no bit of a row or instrument, so where a job lies does not matter.
final class BatchPacker {
    private BatchPacker() {}

    /// Where a plan's columns begin.
    private record Place(int instrument, int group) {}

    /// A batch and what is where in it.
    ///
    /// @param parts  what it was made of
    /// @param batch  the input for the backend
    /// @param places first instrument of each part
    record Packed(List<Part> parts, RevaluationBatch batch, int[] places) {
        /// Instruments or rows, whichever are more, times scenarios.
        long cells() {
            int width = parts.getFirst().job().shape().width();
            return (long) width
                    * Math.max(
                            1,
                            Math.max(batch.instruments().size(), batch.books().rows()));
        }

        /// The results of the parts, in their order.
        ///
        /// @param result of the batch
        /// @param by     who computed
        /// @return one for each part
        List<Slice> slices(RevaluationResult result, BackendInfo by) {
            List<Slice> slices = new ArrayList<>(parts.size());
            int row = 0;
            for (int p = 0; p < parts.size(); p++) {
                Part part = parts.get(p);
                int instruments = part.job().plan().instruments().size();
                slices.add(new Slice(result, places[p], instruments, row, part.rows(), parts.size() == 1, by));
                row += part.rows();
            }
            return slices;
        }
    }

    /// Packs.
    ///
    /// @param parts of jobs of one shape, at least one
    /// @return a batch that shares arrays with the job if there is only one
    static Packed pack(List<Part> parts) {
        if (parts.size() == 1) {
            Part part = parts.getFirst();
            RevaluationPlan plan = part.job().plan();
            return new Packed(parts, new RevaluationBatch(plan.instruments(), plan.shocks(), part.table()), new int[1]);
        }
        IdentityHashMap<RevaluationPlan, Place> places = new IdentityHashMap<>();
        List<RevaluationPlan> plans = new ArrayList<>();
        int instruments = 0;
        int groups = 0;
        for (Part part : parts) {
            RevaluationPlan plan = part.job().plan();
            if (places.putIfAbsent(plan, new Place(instruments, groups)) == null) {
                plans.add(plan);
                instruments += plan.instruments().size();
                groups += plan.shocks().groups();
            }
        }
        int[] first = new int[parts.size()];
        for (int p = 0; p < first.length; p++) {
            first[p] = place(places, parts.get(p).job().plan()).instrument();
        }
        RevaluationBatch batch = new RevaluationBatch(
                instruments(plans, places, instruments),
                shocks(plans, places, groups),
                books(parts, first, instruments));
        return new Packed(parts, batch, first);
    }

    private static Place place(IdentityHashMap<RevaluationPlan, Place> places, RevaluationPlan plan) {
        Place place = places.get(plan);
        if (place == null) {
            throw new AssertionError("a plan has no place");
        }
        return place;
    }

    private static InstrumentTable instruments(
            List<RevaluationPlan> plans, IdentityHashMap<RevaluationPlan, Place> places, int instruments) {
        int volShocks = plans.getFirst().shocks().volShocks();
        InstrumentTable all = InstrumentTable.allocate(instruments, volShocks);
        for (RevaluationPlan plan : plans) {
            InstrumentTable one = plan.instruments();
            Place place = place(places, plan);
            int at = place.instrument();
            int n = one.size();
            System.arraycopy(one.kind(), 0, all.kind(), at, n);
            for (int i = 0; i < n; i++) {
                all.shockGroup()[at + i] = one.shockGroup()[i] + place.group();
            }
            System.arraycopy(one.forward(), 0, all.forward(), at, n);
            System.arraycopy(one.strikeOverForward(), 0, all.strikeOverForward(), at, n);
            System.arraycopy(one.logForwardOverStrike(), 0, all.logForwardOverStrike(), at, n);
            System.arraycopy(one.years(), 0, all.years(), at, n);
            System.arraycopy(one.baseDeviation(), 0, all.baseDeviation(), at, n);
            System.arraycopy(one.givenBase(), 0, all.givenBase(), at, n);
            for (int v = 0; v < volShocks; v++) {
                System.arraycopy(one.shockedDeviation(), v * n, all.shockedDeviation(), v * instruments + at, n);
            }
        }
        return all;
    }

    private static ShockTable shocks(
            List<RevaluationPlan> plans, IdentityHashMap<RevaluationPlan, Place> places, int groups) {
        ShockTable model = plans.getFirst().shocks();
        ShockTable all = ShockTable.allocate(groups, model.volShocks(), model.volShock());
        for (RevaluationPlan plan : plans) {
            ShockTable one = plan.shocks();
            int at = place(places, plan).group() * model.scenarios();
            int cells = one.move().length;
            System.arraycopy(one.move(), 0, all.move(), at, cells);
            System.arraycopy(one.factor(), 0, all.factor(), at, cells);
            System.arraycopy(one.inverseFactor(), 0, all.inverseFactor(), at, cells);
            System.arraycopy(one.logFactor(), 0, all.logFactor(), at, cells);
            System.arraycopy(one.inverseReturn(), 0, all.inverseReturn(), at, cells);
            System.arraycopy(one.weight(), 0, all.weight(), at, cells);
        }
        return all;
    }

    private static BookTable books(List<Part> parts, int[] first, int instruments) {
        int rows = parts.stream().mapToInt(Part::rows).sum();
        int entries = parts.stream().mapToInt(Part::entries).sum();
        int[] rowStart = new int[rows + 1];
        int[] instrument = new int[entries];
        double[] quantity = new double[entries];
        int[] ruleGroup = new int[rows];
        int row = 0;
        int entry = 0;
        for (int p = 0; p < first.length; p++) {
            Part part = parts.get(p);
            BookTable one = part.job().rows();
            int from = one.rowStart()[part.from()];
            int n = part.entries();
            for (int e = 0; e < n; e++) {
                instrument[entry + e] = one.instrument()[from + e] + first[p];
            }
            System.arraycopy(one.quantity(), from, quantity, entry, n);
            System.arraycopy(one.ruleGroup(), part.from(), ruleGroup, row, part.rows());
            for (int r = 1; r <= part.rows(); r++) {
                rowStart[row + r] = one.rowStart()[part.from() + r] - from + entry;
            }
            row += part.rows();
            entry += n;
        }
        return new BookTable(instruments, rowStart, instrument, quantity, ruleGroup);
    }
}
