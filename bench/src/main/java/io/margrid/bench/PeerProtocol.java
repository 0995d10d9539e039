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

/// The side of a program that lets itself be timed by lines on standard input, as [PeerProcess] does.
///
/// @param pass    what is timed
/// @param units   prices or positions of one pass
/// @param figures what the last pass computed
record PeerProtocol(Runnable pass, long units, Supplier<double[]> figures) {
    private static final double BATCH_NANOS = 5e7;

    /// Warm is who has not become faster by 3 % for this many windows, and has used this much processor time,
    /// since code is compiled by threads that share the processor.
    private static final int FRUITLESS_WINDOWS = 4;

    private static final double WINDOW_NANOS = 2.5e8;
    private static final double PROCESSOR_NANOS = 2.5e9;
    private static final double WARM_NANOS = 1.2e10;
    private static final double FASTER = 0.97;

    /// Gets warm, then serves until standard input ends.
    ///
    /// @param name who it says it is
    /// @param out  where it answers
    void serve(String name, PrintStream out) throws IOException {
        long batch = Math.max(1, (long) Math.ceil(BATCH_NANOS / warm()));
        out.println("READY " + name);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("go")) {
                long begin = System.nanoTime();
                for (long i = 0; i < batch; i++) {
                    pass.run();
                }
                out.println((double) (System.nanoTime() - begin) / batch / units);
            } else if (line.startsWith("dump ")) {
                double[] values = figures.get();
                ByteBuffer bytes =
                        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(values);
                Files.write(Path.of(line.substring("dump ".length())), bytes.array());
                out.println("OK");
            }
            out.flush();
        }
    }

    /// @return nanoseconds of a pass of the best window
    private double warm() {
        double best = Double.POSITIVE_INFINITY;
        int fruitless = 0;
        long begin = System.nanoTime();
        while ((fruitless < FRUITLESS_WINDOWS || MachineFacts.processorNanos() < PROCESSOR_NANOS)
                && System.nanoTime() - begin < WARM_NANOS) {
            long passes = 0;
            long start = System.nanoTime();
            do {
                pass.run();
                passes++;
            } while (System.nanoTime() - start < WINDOW_NANOS);
            double each = (double) (System.nanoTime() - start) / passes;
            fruitless = each < FASTER * best ? 0 : fruitless + 1;
            best = Math.min(best, each);
        }
        return best;
    }
}
