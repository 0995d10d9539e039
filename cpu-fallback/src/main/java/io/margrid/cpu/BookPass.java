package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.SummationOrder;
import io.margrid.model.revaluation.VectorStorage;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// A batch's books, summed block by block on one thread or several. A block is whole rows, and a thread that is
/// done takes the next one, since cores are not equally free.
final class BookPass implements WorkerThreads.Work, AutoCloseable {
    /// A copy of the vectors pays once each is read so often.
    private static final int READS_PER_COPY = 16;

    private static final RevaluationBatch NOTHING = new RevaluationBatch(
            InstrumentTable.allocate(0, 0), ShockTable.allocate(0, 0, new int[0]), BookTable.EMPTY);
    private static final RevaluationResult NO_RESULT = RevaluationResult.allocate(NOTHING);
    private static final RowConsumer NO_CONSUMER = (_, _, _) -> {};

    private final VectorSettings settings;
    private final AlignedVectors aligned;
    private final CountedCells counted = new CountedCells();
    private final RowSummer[] summers;
    private final AtomicInteger next = new AtomicInteger();

    private RevaluationBatch batch = NOTHING;
    private RevaluationResult result = NO_RESULT;
    private RowConsumer consumer = NO_CONSUMER;
    private RunWeights weights = RunWeights.NONE;
    private int width;
    private boolean copied;

    /// Whether [RunBookKernel] sums rows.
    private boolean byRun;

    /// Room for some threads.
    BookPass(VectorStorage storage, VectorSettings settings) {
        this.settings = settings;
        aligned = new AlignedVectors(storage);
        summers = new RowSummer[settings.threads()];
        Arrays.setAll(summers, _ -> new RowSummer());
    }

    /// Takes a batch whose risk vectors are in the result as computed; rounds them where anybody reads them there,
    /// then hands the instruments on.
    void begin(RevaluationBatch ofBatch, RevaluationResult into, RowConsumer to) {
        batch = ofBatch;
        result = into;
        consumer = to;
        int instruments = batch.instruments().size();
        boolean pays = books().entries() / READS_PER_COPY >= instruments;
        copied = result.stride() < VectorBookKernel.LANES || (pays && aligned.hasRoomFor(instruments, scenarios()));
        if (!copied || result.wants(Output.RISK_VECTORS)) {
            aligned.storage().round(result.riskVectors(), instruments * result.stride());
        }
        weights = consumer.priced();
        weights.requireFor(books());
        byRun = copied
                && !weights.isEmpty()
                && aligned.storage() == VectorStorage.FLOAT64
                && RunBookKernel.takes(scenarios())
                && aligned.hasRoomFor(instruments, scenarios() + RunSums.COLUMNS);
        width = AlignedVectors.width(byRun ? scenarios() + RunSums.COLUMNS : scenarios());
        counted.prepare(batch.rules(), width);
        if (byRun) {
            aligned.copyWithWeights(result.riskVectors(), result.stride(), scenarios(), instruments, weights.weight());
        } else if (copied) {
            aligned.copy(result.riskVectors(), result.stride(), scenarios(), instruments);
        }
        next.set(0);
    }

    /// Whether the work is worth more than waking threads.
    boolean isLarge() {
        return books().rows() > 1 && (long) books().entries() * scenarios() >= settings.parallelSums();
    }

    /// Blocks until none are left. What is thrown leaves the rest undone, on all threads.
    @Override
    public void work(int thread) {
        BookTable books = books();
        int from = next.get();
        while (from < books.rows()) {
            int end = blockEnd(books, from);
            if (next.compareAndSet(from, end)) {
                try {
                    RowSummer summer = summers[thread];
                    summer.rows(this, from, end);
                    consumer.rows(from, end, summer.runs());
                } catch (RuntimeException | Error e) {
                    next.set(books.rows());
                    throw e;
                }
            }
            from = next.get();
        }
    }

    private int blockEnd(BookTable books, int from) {
        int most = Math.min(books.rows(), from + settings.blockRows());
        int end = from + 1;
        while (end < most && books.rowStart()[end] - books.rowStart()[from] < settings.blockEntries()) {
            end++;
        }
        return end;
    }

    /// Lets go of what belongs to the caller.
    void end() {
        batch = NOTHING;
        result = NO_RESULT;
        consumer = NO_CONSUMER;
        weights = RunWeights.NONE;
    }

    /// What is summed by run.
    RunWeights weights() {
        return weights;
    }

    BookTable books() {
        return batch.books();
    }

    CellRules rules() {
        return batch.rules();
    }

    CountedCells counted() {
        return counted;
    }

    RevaluationResult result() {
        return result;
    }

    int scenarios() {
        return batch.shocks().scenarios();
    }

    /// Doubles that a row's sums take, a whole number of vectors.
    int width() {
        return width;
    }

    /// Sums entries of one row, see [VectorBookKernel#sum].
    void sum(int from, int end, double[] to, int at) {
        if (copied && aligned.storage() == VectorStorage.FLOAT32) {
            FloatBookKernel.sum(books(), from, end, aligned, scenarios(), to, at);
        } else if (byRun) {
            RunBookKernel.sum(books(), from, end, aligned, scenarios(), to, at);
        } else if (copied) {
            VectorBookKernel.sum(books(), from, end, aligned, scenarios(), to, at);
        } else {
            InPlaceBookKernel.sum(books(), from, end, result.riskVectors(), result.stride(), to, at);
        }
    }

    /// Sums a row and its runs in one loop, if it is short and the vectors are as they must be.
    ///
    /// @return false, with nothing summed, if they are not
    boolean sumByRun(int row, double[] to, int at, RunSums sums) {
        int entries = books().rowStart()[row + 1] - books().rowStart()[row];
        if (!byRun || entries > SummationOrder.CHUNK) {
            return false;
        }
        RunBookKernel.sum(weights.runs(), row, aligned, scenarios(), to, at, sums);
        return true;
    }

    @Override
    public void close() {
        aligned.close();
    }
}
