package io.margrid.kernels.device;

import io.margrid.kernels.device.DeviceDriver.Mark;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.DeviceTimes;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.WorstCells;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.OptionalLong;

/// The port on a device: four launches for a batch whose books are small, five else.
///
/// Instruments go up first and are priced while books follow; each output comes back as soon as its kernel is
/// done. Device and host memory is taken when a batch first needs it and kept for the next: a call of a known
/// shape takes none.
public final class DeviceBackend implements RevaluationBackend {
    /// Size of a piece of host memory that copies go through.
    private static final long PIECE_BYTES = 4L << 20;

    /// Instruments in a block of lanes, as the kernels have it.
    private static final int BLOCK = 64;

    /// Columns of an instrument but for the shocked deviations.
    private static final int INSTRUMENT_COLUMNS = 6;

    private static final int FACTOR_COLUMNS = 6;
    private static final int GREEK_COLUMNS = 5;
    private static final int RULE_COLUMNS = 5;

    private final DeviceDriver driver;
    private final Memories memories;
    private final Upload upload;
    private final Download download;
    private final DeviceBooks passing;
    private final IdentityHashMap<BookTable, DeviceBooks> resident = new IdentityHashMap<>();

    private final KernelCall prepare;
    private final KernelCall riskByScenario;
    private final KernelCall riskByInstrument;
    private final KernelCall chunkSums;
    private final KernelCall rowSums;
    private final KernelCall worstCells;

    private final Mark begun;
    private final Mark prepared;
    private final Mark priced;
    private final Mark summed;
    private final Mark reduced;

    private final Memories.Room columns;
    private final Memories.Room codes;
    private final Memories.Room greeks;
    private final Memories.Room shared;
    private final Memories.Room vectors;
    private final Memories.Room partials;
    private final Memories.Room bookPnl;
    private final Memories.Room rules;
    private final Memories.Room places;
    private final Memories.Room worstPnl;

    /// Which marks the last batch has set.
    private boolean hasPriced;

    private boolean hasSummed;
    private boolean hasReduced;

    private boolean closed;

    /// A backend on an open device.
    ///
    /// @param driver closed with the backend, and if this fails
    public DeviceBackend(DeviceDriver driver) {
        this.driver = driver;
        try {
            memories = new Memories(driver);
            upload = new Upload(driver, PIECE_BYTES);
            download = new Download(driver, PIECE_BYTES);
            passing = new DeviceBooks(memories);
            prepare = driver.kernel("prepare");
            riskByScenario = driver.kernel("risk_by_scenario");
            riskByInstrument = driver.kernel("risk_by_instrument");
            chunkSums = driver.kernel(driver.lanesAreInstruments() ? "chunk_sums_by_quad" : "chunk_sums");
            rowSums = driver.kernel("row_sums");
            worstCells = driver.kernel("worst_cells");
            begun = driver.mark();
            prepared = driver.mark();
            priced = driver.mark();
            summed = driver.mark();
            reduced = driver.mark();
        } catch (RuntimeException | LinkageError e) {
            driver.close();
            throw e;
        }
        columns = memories.room();
        codes = memories.room();
        greeks = memories.room();
        shared = memories.room();
        vectors = memories.room();
        partials = memories.room();
        bookPnl = memories.room();
        rules = memories.room();
        places = memories.room();
        worstPnl = memories.room();
    }

    @Override
    public BackendInfo info() {
        return driver.info();
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        result.requireRoomFor(batch);
        if (closed) {
            throw new IllegalStateException("the backend is closed");
        }
        upload.reset();
        download.reset();
        hasPriced = false;
        hasSummed = false;
        hasReduced = false;
        try {
            price(batch);
            if (result.wants(Output.BOOK_PNL) || result.wants(Output.WORST_CELLS)) {
                sum(batch, result);
            }
            collect(batch, result);
        } catch (RuntimeException | Error e) {
            settle(e);
            throw e;
        }
        driver.finish();
    }

    /// After a failure: nothing may go on that touches memory which the next call fills or which is given back.
    private void settle(Throwable failure) {
        try {
            driver.finish();
        } catch (BackendException again) {
            failure.addSuppressed(again);
        }
    }

    private void price(RevaluationBatch batch) {
        InstrumentTable table = batch.instruments();
        ShockTable shocks = batch.shocks();
        int n = table.size();
        if (n == 0) {
            return;
        }
        int volShocks = shocks.volShocks();
        int scenarios = shocks.scenarios();
        int stride = BatchLayout.stride(scenarios);
        send(table, shocks, n);
        // Memory is taken before the first argument is given: a kernel left with some of its arguments would take the
        // next call's behind them.
        greeks.of(doubles(GREEK_COLUMNS, n));
        shared.of(doubles(1 + 2L * volShocks, n));
        driver.set(begun);
        prepare.with(columns.of(0))
                .with(codes.of(0))
                .with(greeks.of(0))
                .with(shared.of(0))
                .with(n)
                .with(volShocks)
                .launch(n, 1 + volShocks);
        driver.set(prepared);
        vectors.of(doubles(n, stride));
        if (scenarios > 0) {
            risk(table, shocks, stride);
        }
        driver.set(priced);
        hasPriced = true;
    }

    private void send(InstrumentTable table, ShockTable shocks, int n) {
        int deviations = table.shockedDeviation().length;
        int cells = shocks.move().length;
        upload.to(columns.of(doubles((long) INSTRUMENT_COLUMNS * n + deviations + (long) FACTOR_COLUMNS * cells)))
                .add(table.forward(), n)
                .add(table.strikeOverForward(), n)
                .add(table.logForwardOverStrike(), n)
                .add(table.years(), n)
                .add(table.baseDeviation(), n)
                .add(table.givenBase(), n)
                .add(table.shockedDeviation(), deviations)
                .add(shocks.move(), cells)
                .add(shocks.factor(), cells)
                .add(shocks.inverseFactor(), cells)
                .add(shocks.logFactor(), cells)
                .add(shocks.inverseReturn(), cells)
                .add(shocks.weight(), cells)
                .send();
        upload.to(codes.of((2L * n + shocks.scenarios()) * Integer.BYTES))
                .add(table.kind(), n)
                .add(table.shockGroup(), n)
                .add(shocks.volShock(), shocks.scenarios())
                .send();
    }

    /// Risk vectors. Where lanes are instruments, long runs of one shock group go by instrument and what is
    /// between them by scenario.
    private void risk(InstrumentTable table, ShockTable shocks, int stride) {
        int n = table.size();
        int waiting = 0;
        if (driver.lanesAreInstruments()) {
            int[] group = table.shockGroup();
            int first = 0;
            while (first < n) {
                int end = first + 1;
                while (end < n && group[end] == group[first]) {
                    end++;
                }
                if (end - first >= BLOCK) {
                    byScenario(n, shocks, stride, waiting, first);
                    byInstrument(n, shocks, stride, first, end, group[first]);
                    waiting = end;
                }
                first = end;
            }
        }
        byScenario(n, shocks, stride, waiting, n);
    }

    private void byScenario(int n, ShockTable shocks, int stride, int first, int end) {
        if (end > first) {
            riskOf(riskByScenario, n, shocks)
                    .with(stride)
                    .with(first)
                    .with(end)
                    .launch(shocks.scenarios(), end - first);
        }
    }

    private void byInstrument(int n, ShockTable shocks, int stride, int first, int end, int group) {
        int blocks = (end - first) / BLOCK;
        blocks(n, shocks, stride, first, blocks, group);
        if (first + blocks * BLOCK < end) {
            // The last block overlaps the one before and writes the same values again.
            blocks(n, shocks, stride, end - BLOCK, 1, group);
        }
    }

    private void blocks(int n, ShockTable shocks, int stride, int first, int blocks, int group) {
        riskOf(riskByInstrument, n, shocks)
                .with(stride / BatchLayout.ROW_MULTIPLE)
                .with(first)
                .with(blocks)
                .with(group)
                .launch(blocks, shocks.scenarios());
    }

    private KernelCall riskOf(KernelCall kernel, int n, ShockTable shocks) {
        return kernel.with(columns.of(0))
                .with(codes.of(0))
                .with(shared.of(0))
                .with(vectors.of(0))
                .with(n)
                .with(shocks.volShocks())
                .with(shocks.groups())
                .with(shocks.scenarios());
    }

    private void sum(RevaluationBatch batch, RevaluationResult result) {
        int rows = batch.books().rows();
        if (rows == 0) {
            return;
        }
        int scenarios = batch.shocks().scenarios();
        int stride = BatchLayout.stride(scenarios);
        DeviceBooks books = resident.get(batch.books());
        if (books == null) {
            passing.load(batch.books(), upload);
            books = passing;
        }
        int chunks = books.chunks();
        DeviceMemory sums = bookPnl.of(doubles(rows, stride));
        if (scenarios > 0) {
            DeviceMemory parts = chunks == rows ? sums : partials.of(doubles(chunks, stride));
            chunkSums
                    .with(vectors.of(0))
                    .with(books.instrument())
                    .with(books.quantity())
                    .with(books.chunkStart())
                    .with(parts)
                    .with(chunks)
                    .with(scenarios)
                    .with(stride)
                    .launch(driver.lanesAreInstruments() ? stride / BatchLayout.ROW_MULTIPLE : scenarios, chunks);
            if (chunks != rows) {
                rowSums.with(parts)
                        .with(books.rowChunk())
                        .with(sums)
                        .with(rows)
                        .with(scenarios)
                        .with(stride)
                        .launch(scenarios, rows);
            }
        }
        driver.set(summed);
        hasSummed = true;
        if (result.wants(Output.WORST_CELLS)) {
            reduce(batch.rules(), books, rows, scenarios, stride);
        }
    }

    private void reduce(CellRules cellRules, DeviceBooks books, int rows, int scenarios, int stride) {
        int cells = cellRules.dampenBefore().length;
        upload.to(rules.of(doubles(RULE_COLUMNS, cells)))
                .add(cellRules.dampenBefore(), cells)
                .add(cellRules.capBefore(), cells)
                .add(cellRules.gainFactor(), cells)
                .add(cellRules.capAfter(), cells)
                .add(cellRules.dampenAfter(), cells)
                .send();
        places.of(countable(3L * rows) * Integer.BYTES);
        worstPnl.of(doubles(2, rows));
        worstCells
                .with(bookPnl.of(0))
                .with(rules.of(0))
                .with(books.ruleGroup())
                .with(places.of(0))
                .with(worstPnl.of(0))
                .with(rows)
                .with(scenarios == 0 ? 0 : cellRules.groups())
                .with(scenarios)
                .with(stride)
                .launch(rows, 1);
        driver.set(reduced);
        hasReduced = true;
    }

    private void collect(RevaluationBatch batch, RevaluationResult result) {
        int n = batch.instruments().size();
        int rows = batch.books().rows();
        if (result.wants(Output.GREEKS) && n > 0) {
            download.doubles(greeks.of(0), 0, result.value(), n, prepared);
            download.doubles(greeks.of(0), n, result.delta(), n, prepared);
            download.doubles(greeks.of(0), 2L * n, result.gamma(), n, prepared);
            download.doubles(greeks.of(0), 3L * n, result.vega(), n, prepared);
            download.doubles(greeks.of(0), 4L * n, result.theta(), n, prepared);
        }
        if (result.wants(Output.RISK_VECTORS) && n > 0) {
            download.doubles(vectors.of(0), 0, result.riskVectors(), n * result.stride(), priced);
        }
        if (result.wants(Output.BOOK_PNL) && rows > 0) {
            download.doubles(bookPnl.of(0), 0, result.bookPnl(), rows * result.stride(), summed);
        }
        if (result.wants(Output.WORST_CELLS) && rows > 0) {
            WorstCells cells = result.worstCells();
            download.integers(places.of(0), 0, cells.worst(), rows, reduced);
            download.integers(places.of(0), rows, cells.runnerUp(), rows, reduced);
            download.integers(places.of(0), 2L * rows, cells.notFinite(), rows, reduced);
            download.doubles(worstPnl.of(0), 0, cells.worstPnl(), rows, reduced);
            download.doubles(worstPnl.of(0), rows, cells.runnerUpPnl(), rows, reduced);
        }
        download.finish();
    }

    @Override
    public Optional<DeviceTimes> lastDeviceTimes() {
        OptionalLong pricing = hasPriced ? driver.nanosBetween(begun, priced) : OptionalLong.empty();
        if (pricing.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong summing = hasSummed ? driver.nanosBetween(priced, summed) : OptionalLong.empty();
        OptionalLong reducing = hasReduced ? driver.nanosBetween(summed, reduced) : OptionalLong.empty();
        return Optional.of(new DeviceTimes(pricing.getAsLong(), summing.orElse(0), reducing.orElse(0)));
    }

    private long doubles(long rows, long columns) {
        return doubles(rows * columns);
    }

    /// Bytes of a table of doubles.
    ///
    /// @throws BackendException if the kernels' indices do not reach its end
    private long doubles(long count) {
        return countable(count) * Double.BYTES;
    }

    private long countable(long count) {
        if (count > Integer.MAX_VALUE) {
            throw new BackendException(
                    Fault.MEMORY,
                    "%s: a table of %d numbers is needed, and kernels count to %d"
                            .formatted(info().label(), count, Integer.MAX_VALUE));
        }
        return count;
    }

    @Override
    public ResidentBooks keep(BookTable books) {
        if (closed) {
            throw new IllegalStateException("the backend is closed");
        }
        upload.reset();
        DeviceBooks kept = new DeviceBooks(memories);
        try {
            kept.load(books, upload);
            driver.finish();
        } catch (RuntimeException | Error e) {
            settle(e);
            kept.close();
            throw e;
        }
        DeviceBooks before = resident.put(books, kept);
        if (before != null) {
            before.close();
        }
        return new Kept(books, kept);
    }

    private final class Kept implements ResidentBooks {
        private final BookTable table;
        private final DeviceBooks books;

        Kept(BookTable table, DeviceBooks books) {
            this.table = table;
            this.books = books;
        }

        @Override
        public BookTable table() {
            return table;
        }

        @Override
        public long deviceBytes() {
            return closed ? 0 : books.bytes();
        }

        @Override
        public void close() {
            if (!closed) {
                books.close();
                resident.remove(table, books);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            upload.close();
            download.close();
            // Device memory goes with the device.
            driver.close();
        }
    }
}
