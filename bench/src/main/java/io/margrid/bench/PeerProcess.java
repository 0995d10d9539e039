package io.margrid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that is timed by a protocol of lines. It prints `READY` and who it is once it is warm; on `go` it
/// runs a batch of at least 50 ms and prints nanoseconds an item; on `dump FILE` it writes its answer as
/// little-endian doubles and prints `OK`. Standard input's end is its own.
final class PeerProcess implements Contender {
    private static final String READY = "READY ";

    /// Marks the end of output in the queue of lines.
    private static final String END = "\0";

    private final String name;
    private final Process process;
    private final Path errors;
    private final Duration patience;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private String greeting = "";

    private PeerProcess(String name, Process process, Path errors, Duration patience) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.patience = patience;
    }

    /// Starts a program and waits until it is warm.
    ///
    /// @param name     what it is called
    /// @param command  the program and its arguments
    /// @param patience how long it may take to get warm, or to answer
    /// @throws PeerException if it does not
    static PeerProcess start(String name, List<String> command, Duration patience)
            throws IOException, PeerException, InterruptedException {
        Path errors = Files.createTempFile("margrid-peer", ".err");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            Files.delete(errors);
            throw new PeerException("%s did not start: %s".formatted(name, e.getMessage()));
        }
        PeerProcess peer = new PeerProcess(name, process, errors, patience);
        Thread.ofVirtual().start(peer::readLines);
        boolean ready = false;
        try {
            peer.greeting = peer.greet();
            ready = true;
        } finally {
            if (!ready) {
                peer.close();
            }
        }
        return peer;
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException _) {
            // The pipe of a process that was killed: its end is told below.
        }
        lines.add(END);
    }

    /// Whatever else a program prints while it gets warm is skipped.
    private String greet() throws PeerException, InterruptedException {
        while (true) {
            String line = next("get warm");
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
    }

    private String next(String to) throws PeerException, InterruptedException {
        @Nullable String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new PeerException("%s did not %s within %d s".formatted(name, to, patience.toSeconds()));
        }
        if (line.equals(END)) {
            // Output has ended, so the process is about to; one that is not gets no more time than it takes to see.
            boolean ended = process.waitFor(1, TimeUnit.SECONDS);
            throw new PeerException("%s ended before it could %s, %s%s"
                    .formatted(name, to, ended ? "exit code " + process.exitValue() : "still running", complaint()));
        }
        return line;
    }

    /// The last that it said on standard error.
    private String complaint() {
        try {
            List<String> said = Files.readAllLines(errors).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING: Using incubator modules"))
                    .toList();
            return said.isEmpty() ? "" : ": " + said.getLast().strip();
        } catch (IOException _) {
            return "";
        }
    }

    private String ask(String line, String to) throws PeerException, InterruptedException {
        try {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
        } catch (IOException _) {
            // It has ended; the queue tells.
        }
        return next(to);
    }

    @Override
    public String name() {
        return name;
    }

    /// Who the program says it is.
    String greeting() {
        return greeting;
    }

    @Override
    public double sample() throws PeerException, InterruptedException {
        String answer = ask("go", "run a batch");
        double nanos;
        try {
            nanos = Double.parseDouble(answer);
        } catch (NumberFormatException _) {
            nanos = Double.NaN;
        }
        if (!(nanos > 0.0 && nanos < Double.POSITIVE_INFINITY)) {
            throw new PeerException("%s answered \"%s\" where a time was due".formatted(name, answer));
        }
        return nanos;
    }

    /// Asks for the program's answer.
    double[] dump() throws IOException, PeerException, InterruptedException {
        Path file = Files.createTempFile("margrid-peer", ".dump");
        try {
            String answer = ask("dump " + file, "write its answer");
            if (!answer.equals("OK")) {
                throw new PeerException("%s answered \"%s\" where OK was due".formatted(name, answer));
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            double[] figures = new double[bytes.remaining() / Double.BYTES];
            bytes.asDoubleBuffer().get(figures);
            return figures;
        } finally {
            Files.delete(file);
        }
    }

    /// Kills the program: it has nothing to lose.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
