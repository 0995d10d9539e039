package io.margrid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// What a process that another program times says and hears.
///
/// It prints `READY name` once warm. On the line `go` it runs a batch of passes of at least 50 ms and prints
/// nanoseconds a unit; on `dump FILE` it writes the figures as little-endian doubles, and prints `OK`.
final class PeerProtocol {
    private static final double WARM_NANOS = 6e9;
    private static final double BATCH_NANOS = 5e7;

    private final Runnable pass;
    private final long units;
    private final Supplier<double[]> figures;

    /// A process.
    ///
    /// @param pass    what is timed
    /// @param units   of one pass
    /// @param figures what the last pass computed
    PeerProtocol(Runnable pass, long units, Supplier<double[]> figures) {
        this.pass = pass;
        this.units = units;
        this.figures = figures;
    }

    /// Runs until standard input ends.
    void serve(String name, PrintStream out) throws IOException {
        long start = System.nanoTime();
        long passes = 0;
        while (System.nanoTime() - start < WARM_NANOS) {
            pass.run();
            passes++;
        }
        long batch = Math.max(1, Math.round(BATCH_NANOS * passes / WARM_NANOS));
        out.println("READY margrid-" + name);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("go")) {
                long begin = System.nanoTime();
                for (long i = 0; i < batch; i++) {
                    pass.run();
                }
                double nanos = System.nanoTime() - begin;
                out.println(nanos / batch / units);
            } else if (line.startsWith("dump ")) {
                dump(Path.of(line.substring("dump ".length())));
                out.println("OK");
            }
            out.flush();
        }
    }

    private void dump(Path file) throws IOException {
        double[] values = figures.get();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
