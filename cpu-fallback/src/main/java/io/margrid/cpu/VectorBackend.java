package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import io.margrid.model.revaluation.VectorStorage;
import java.util.Locale;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;

/// The port's arithmetic on SIMD lanes: [ScalarKernel]'s operations in its order, hence its bits.
///
/// A lane is an instrument. Runs of options of one shock group that fill a vector are taken a vector at a time;
/// shorter ones, and futures, go through [ScalarKernel]. Books are summed on several threads where they are many.
/// Scratch arrays are kept and grow only, so a call of a known shape allocates nothing.
final class VectorBackend implements RevaluationBackend {
    private static final RowConsumer NO_CONSUMER = (_, _, _) -> {};

    private final VectorStorage storage;
    private final Scratch scratch = new Scratch();
    private final VectorOptionKernel options = new VectorOptionKernel();
    private final BookPass pass;
    private final WorkerThreads threads;

    /// A backend that keeps vectors and divides its work in a certain way.
    VectorBackend(VectorStorage storage, VectorSettings settings) {
        this.storage = storage;
        pass = new BookPass(storage, settings);
        threads = new WorkerThreads(settings.threads() - 1);
    }

    /// Called by name from [VectorBackendProvider].
    static RevaluationBackend create(VectorStorage storage) {
        return new VectorBackend(storage, VectorSettings.read());
    }

    /// Called by name from [VectorBackendProvider].
    static BackendInfo describe(VectorStorage storage) {
        int lanes = VectorOptionKernel.LANES;
        String isa = isa(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
        String id = storage.named("vector");
        String vectors = "Java Vector API, %d-bit vectors, %d doubles each"
                .formatted(DoubleVector.SPECIES_PREFERRED.vectorBitSize(), lanes);
        return new BackendInfo(
                id,
                "cpu/" + id + "/" + isa + "-" + lanes,
                switch (storage) {
                    case FLOAT64 -> vectors;
                    case FLOAT32 -> vectors + ", float32 risk vectors";
                });
    }

    /// Called by name from [VectorBackendProvider].
    static int lanes() {
        return VectorOptionKernel.LANES;
    }

    private static String isa(String architecture) {
        VectorShape shape = DoubleVector.SPECIES_PREFERRED.vectorShape();
        if (architecture.equals("amd64") || architecture.equals("x86_64")) {
            return switch (shape) {
                case S_512_BIT -> "AVX512";
                case S_256_BIT -> "AVX2";
                default -> "SSE2";
            };
        }
        return architecture.equals("aarch64") && shape == VectorShape.S_128_BIT ? "NEON" : architecture;
    }

    @Override
    public BackendInfo info() {
        return describe(storage);
    }

    @Override
    public VectorStorage storage() {
        return storage;
    }

    @Override
    public boolean computesOnCaller() {
        return true;
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        revalue(batch, result, NO_CONSUMER);
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result, RowConsumer rows) {
        result.requireRoomFor(batch);
        RevaluationResult complete = scratch.complete(batch, result);
        instruments(batch.instruments(), batch.shocks(), complete);
        try {
            pass.begin(batch, complete, rows);
            if (pass.isLarge()) {
                threads.run(pass);
            } else {
                pass.work(0);
            }
        } finally {
            pass.end();
        }
    }

    @Override
    public void close() {
        threads.close();
        pass.close();
    }

    private void instruments(InstrumentTable table, ShockTable shocks, RevaluationResult result) {
        options.prepare(shocks);
        int i = 0;
        while (i < table.size()) {
            int end = runEnd(table, i);
            if (ValueKind.isOption(table.kind()[i]) && end - i >= VectorOptionKernel.LANES) {
                options.run(table, result, i, end);
                i = end;
            } else {
                for (; i < end; i++) {
                    ScalarKernel.instrument(table, shocks, result, i);
                }
            }
        }
    }

    /// End of the instruments that are like the one at `from`: of one shock group, and all futures, all linear
    /// options or all inverse options.
    private static int runEnd(InstrumentTable table, int from) {
        int end = from + 1;
        while (end < table.size()
                && table.shockGroup()[end] == table.shockGroup()[from]
                && ValueKind.isOption(table.kind()[end]) == ValueKind.isOption(table.kind()[from])
                && ValueKind.isInverseOption(table.kind()[end]) == ValueKind.isInverseOption(table.kind()[from])) {
            end++;
        }
        return end;
    }
}
