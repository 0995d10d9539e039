package io.margrid.host.backend;

import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.WorstCells;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Results that only the device thread writes.
///
/// A device that hangs may still write after its caller has gone on, so it never gets the caller's arrays: it
/// fills a result from here, and what it gave is copied once it has answered. The pool belongs to the open device
/// and is dropped with it. It keeps one result for each set of outputs and number of scenarios, grown to the
/// largest batch, so that calls of known sizes allocate nothing.
final class ResultPool {
    /// More doubles are allocated for each call: keeping 256 MiB for good costs more than clearing them.
    private static final long DOUBLES_KEPT = 1L << 25;

    private static final int SHAPES_KEPT = 4;

    private record Shape(Set<Output> outputs, int scenarios) {}

    private record Room(int instruments, int rows, RevaluationResult result) {}

    private final Map<Shape, Room> rooms = new LinkedHashMap<>(SHAPES_KEPT, 0.75f, true);

    /// A result with room for a batch.
    ///
    /// @param batch   the batch
    /// @param outputs what is wanted
    /// @return valid until the next call with the same outputs and number of scenarios
    RevaluationResult roomFor(RevaluationBatch batch, Set<Output> outputs) {
        int instruments = batch.instruments().size();
        int rows = batch.books().rows();
        int scenarios = batch.shocks().scenarios();
        Shape shape = new Shape(outputs, scenarios);
        Room room = rooms.get(shape);
        if (room != null && room.instruments >= instruments && room.rows >= rows) {
            return room.result;
        }
        int mostInstruments = room == null ? instruments : Math.max(room.instruments, instruments);
        int mostRows = room == null ? rows : Math.max(room.rows, rows);
        long doubles = ((long) mostInstruments + mostRows) * BatchLayout.stride(scenarios);
        if (doubles > DOUBLES_KEPT) {
            return RevaluationResult.allocate(outputs, scenarios, instruments, rows);
        }
        RevaluationResult result = RevaluationResult.allocate(outputs, scenarios, mostInstruments, mostRows);
        rooms.put(shape, new Room(mostInstruments, mostRows, result));
        if (rooms.size() > SHAPES_KEPT) {
            Iterator<Shape> longestUnused = rooms.keySet().iterator();
            longestUnused.next();
            longestUnused.remove();
        }
        return result;
    }

    /// Copies what a batch fills.
    ///
    /// @param batch the batch
    /// @param from  its result
    /// @param to    has room for the batch and wants the same
    static void copy(RevaluationBatch batch, RevaluationResult from, RevaluationResult to) {
        int n = batch.instruments().size();
        int rows = batch.books().rows();
        if (to.wants(Output.GREEKS)) {
            System.arraycopy(from.value(), 0, to.value(), 0, n);
            System.arraycopy(from.delta(), 0, to.delta(), 0, n);
            System.arraycopy(from.gamma(), 0, to.gamma(), 0, n);
            System.arraycopy(from.vega(), 0, to.vega(), 0, n);
            System.arraycopy(from.theta(), 0, to.theta(), 0, n);
        }
        if (to.wants(Output.RISK_VECTORS)) {
            System.arraycopy(from.riskVectors(), 0, to.riskVectors(), 0, n * to.stride());
        }
        if (to.wants(Output.BOOK_PNL)) {
            System.arraycopy(from.bookPnl(), 0, to.bookPnl(), 0, rows * to.stride());
        }
        if (to.wants(Output.WORST_CELLS)) {
            WorstCells cells = to.worstCells();
            System.arraycopy(from.worstCells().worst(), 0, cells.worst(), 0, rows);
            System.arraycopy(from.worstCells().worstPnl(), 0, cells.worstPnl(), 0, rows);
            System.arraycopy(from.worstCells().runnerUp(), 0, cells.runnerUp(), 0, rows);
            System.arraycopy(from.worstCells().runnerUpPnl(), 0, cells.runnerUpPnl(), 0, rows);
            System.arraycopy(from.worstCells().notFinite(), 0, cells.notFinite(), 0, rows);
        }
    }
}
