package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that another program times: W1 with 1,024 options, everything from plain inputs to 35,840 stored
/// prices.
///
/// Prints `READY name` once warm. On the line `go` it runs a batch of at least 50 ms and prints nanoseconds per
/// price; on `dump FILE` it writes the prices as little-endian doubles, instrument by instrument, and prints `OK`.
public final class PricingPeer {
    private static final int OPTIONS = 1024;
    private static final double WARM_NANOS = 6e9;
    private static final double BATCH_NANOS = 5e7;

    private final PricingWorkload workload = new PricingWorkload(OPTIONS, BookTable.EMPTY);
    private final RevaluationBackend backend;
    private final RevaluationResult result = RevaluationResult.allocate(workload.batch());

    private PricingPeer(RevaluationBackend backend) {
        this.backend = backend;
    }

    /// Runs until standard input ends.
    ///
    /// @param args the backend's name; `vector` if there is none
    /// @throws IOException if standard input or a dump fails
    public static void main(String[] args) throws IOException {
        try (RevaluationBackend backend = Backends.open(args.length == 0 ? "vector" : args[0])) {
            new PricingPeer(backend).serve(System.out);
        }
    }

    private void pass() {
        workload.fill();
        RevaluationBatch batch = workload.batch();
        backend.revalue(batch, result);
    }

    private void serve(PrintStream out) throws IOException {
        long start = System.nanoTime();
        long passes = 0;
        while (System.nanoTime() - start < WARM_NANOS) {
            pass();
            passes++;
        }
        long batch = Math.max(1, Math.round(BATCH_NANOS * passes / WARM_NANOS));
        out.println("READY margrid-" + backend.info().label());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("go")) {
                long begin = System.nanoTime();
                for (long i = 0; i < batch; i++) {
                    pass();
                }
                double nanos = System.nanoTime() - begin;
                out.println(nanos / batch / (OPTIONS * PricingWorkload.SCENARIOS));
            } else if (line.startsWith("dump ")) {
                dump(Path.of(line.substring("dump ".length())));
                out.println("OK");
            }
            out.flush();
        }
    }

    private void dump(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(OPTIONS * PricingWorkload.SCENARIOS * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < OPTIONS; i++) {
            for (double price : result.riskVector(i)) {
                bytes.putDouble(price);
            }
        }
        Files.write(file, bytes.array());
    }
}
