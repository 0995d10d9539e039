package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.RevaluationTimes;
import io.margrid.host.engine.Revalued;
import io.margrid.model.Limits;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/// A plan and rows over it. More rows than fit into a batch are several turns; each prices the instruments anew,
/// since the port takes no vectors back.
final class RevaluationJob extends Job {
    /// Columns of an instrument beside kind, group and shocked deviations.
    private static final int INSTRUMENT_DOUBLES = 6;
    /// Columns of a shock group in a scenario.
    private static final int FACTOR_DOUBLES = 6;
    /// Base value and Greeks.
    private static final int FIGURE_DOUBLES = 5;
    /// What an array takes beside its entries.
    private static final int VECTOR_BYTES = 16;

    private final RevaluationPlan plan;
    private final BookTable rows;
    private final Shape shape;
    private final int rowsAtOnce;
    private final CompletableFuture<Slice> answer = new CompletableFuture<>();
    private final List<double[]> vectors = new ArrayList<>();
    private int next;
    private long packNanos;
    private long computeNanos;
    private long cutNanos;

    /// A job.
    ///
    /// @param plan       instruments and scenarios
    /// @param rows       rows over them
    /// @param terms      of the call
    /// @param batchCells most cells of one turn, unless the instruments alone have more
    RevaluationJob(RevaluationPlan plan, BookTable rows, CallTerms terms, long batchCells) {
        this(plan, rows, terms, Shape.of(plan.shocks()), rowsAtOnce(plan, batchCells));
    }

    private RevaluationJob(RevaluationPlan plan, BookTable rows, CallTerms terms, Shape shape, int rowsAtOnce) {
        super(terms, cells(plan, rows.rows(), 0, shape.width(), rowsAtOnce), bytes(plan, rows, shape));
        this.plan = plan;
        this.rows = rows;
        this.shape = shape;
        this.rowsAtOnce = rowsAtOnce;
    }

    private static int rowsAtOnce(RevaluationPlan plan, long batchCells) {
        int width = Shape.of(plan.shocks()).width();
        long most = Math.max(plan.instruments().size(), batchCells / width);
        return (int) Math.clamp(most, 1, Limits.CELLS / width);
    }

    /// Cells of the turns for rows from `next` on.
    private static long cells(RevaluationPlan plan, int rows, int next, int width, int rowsAtOnce) {
        int n = plan.instruments().size();
        int left = rows - next;
        long whole = left / rowsAtOnce;
        int rest = left % rowsAtOnce;
        long cells = whole * width * Math.max(n, rowsAtOnce);
        // A job without rows is a turn, too.
        return rest > 0 || whole == 0 ? cells + (long) width * Math.max(1, Math.max(n, rest)) : cells;
    }

    /// Columns, the batch's copy of its results, and the caller's.
    private static long bytes(RevaluationPlan plan, BookTable rows, Shape shape) {
        long n = plan.instruments().size();
        long vector = (long) shape.width() * Double.BYTES;
        long columns = n * (2 * Integer.BYTES + (INSTRUMENT_DOUBLES + shape.volShocks()) * (long) Double.BYTES)
                + plan.shocks().move().length * (long) FACTOR_DOUBLES * Double.BYTES;
        long books = (long) rows.entries() * (Integer.BYTES + Double.BYTES) + 2L * rows.rows() * Integer.BYTES;
        long results = n * (vector + FIGURE_DOUBLES * (long) Double.BYTES) + rows.rows() * (vector + VECTOR_BYTES);
        return columns + books + 2 * results;
    }

    RevaluationPlan plan() {
        return plan;
    }

    BookTable rows() {
        return rows;
    }

    Shape shape() {
        return shape;
    }

    /// What its next turn computes.
    ///
    /// @param now the time of the turn
    Part nextPart(long now) {
        return new Part(this, next, nextEnd(), now - sinceNanos());
    }

    private int nextEnd() {
        return (int) Math.min(rows.rows(), (long) next + rowsAtOnce);
    }

    /// Goes on behind the next turn, if it is not the last.
    void advance() {
        next = nextEnd();
    }

    @Override
    long nextCells() {
        return (long) shape.width() * Math.max(1, Math.max(plan.instruments().size(), nextEnd() - next));
    }

    @Override
    long cellsLeft() {
        return cells(plan, rows.rows(), next, shape.width(), rowsAtOnce);
    }

    @Override
    boolean canBeLeft() {
        return true;
    }

    @Override
    CompletableFuture<Slice> answer() {
        return answer;
    }

    /// Takes the result of a part. Parts come in order; rows before the last part are cut out at once, so that
    /// their batch is not kept, and the last one by the caller.
    ///
    /// @param part     the part
    /// @param slice    its result
    /// @param packed   nanoseconds that its batch was packed
    /// @param computed nanoseconds that it was computed
    /// @param clock    as `System.nanoTime`
    void take(Part part, Slice slice, long packed, long computed, LongSupplier clock) {
        packNanos += packed;
        computeNanos += computed;
        if (part.isLast()) {
            answer.complete(slice);
        } else {
            cut(slice, clock);
        }
    }

    private void cut(Slice slice, LongSupplier clock) {
        long start = clock.getAsLong();
        slice.addRowsTo(vectors);
        cutNanos += clock.getAsLong() - start;
    }

    /// Cuts this job's part out of the result. To be called once, by the caller, when the answer is there.
    ///
    /// @param clock as `System.nanoTime`
    /// @return what shares no array with any other job's
    Revalued revalued(LongSupplier clock) {
        Slice last = answer.join();
        cut(last, clock);
        long start = clock.getAsLong();
        RevaluationResult units = last.units();
        cutNanos += clock.getAsLong() - start;
        return new Revalued(units, vectors, last.by(), new RevaluationTimes(packNanos, computeNanos, cutNanos));
    }
}
