package io.margrid.bench;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.GrpcLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Loads one server with calls, over a few connections.
final class LoadRun implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long SEED = 6;
    private static final Metadata.Key<String> TENANT =
            Metadata.Key.of("margrid-tenant", Metadata.ASCII_STRING_MARSHALLER);

    /// How long the calls of an open loop may take to end after the last was sent.
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<ManagedChannel> channels = new ArrayList<>();

    /// @param port of the server
    LoadRun(int port) {
        for (int c = 0; c < CONNECTIONS; c++) {
            channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .directExecutor()
                    .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                    .build());
        }
    }

    /// Calls that are alike.
    ///
    /// @param name     what tables call them
    /// @param tenant   whom they are for; empty for nobody
    /// @param weight   how often they come beside the others
    /// @param requests sent by turns
    record Kind(String name, String tenant, double weight, List<LoadWorkload.Case> requests) {
        Kind {
            requests = List.copyOf(requests);
        }
    }

    /// What was found.
    ///
    /// @param seconds   how long calls were sent
    /// @param perSecond calls that were answered in this time, a second
    /// @param lag       nanoseconds by which calls were sent late; it is part of their latency
    /// @param tallies   one for each kind
    record Found(double seconds, double perSecond, Histogram lag, List<LoadTally> tallies) {
        Found {
            tallies = List.copyOf(tallies);
        }

        /// Latencies of all answered calls.
        Histogram answered() {
            Histogram all = new Histogram(3);
            tallies.forEach(tally -> all.add(tally.answered()));
            return all;
        }

        /// Compares the answers that were kept with an engine's.
        ///
        /// @return how many were compared
        int requireAnswers(List<Kind> kinds, LoadWorkload workload, MarginEngine engine) {
            int compared = 0;
            for (int k = 0; k < kinds.size(); k++) {
                for (LoadTally.Answer answer : tallies.get(k).answers()) {
                    workload.requireAnswer(kinds.get(k).requests().get(answer.request()), answer.bytes(), engine);
                    compared++;
                }
            }
            return compared;
        }
    }

    /// Callers that wait for each answer before they call again, and as long as a refusal says: what a server
    /// does at most.
    ///
    /// @param callers how many
    /// @param seconds how long
    /// @param kind    what they call
    Found closed(int callers, double seconds, Kind kind) throws InterruptedException {
        List<byte[]> bytes = bytes(kind);
        LoadTally tally = new LoadTally();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch idle = new CountDownLatch(callers);
        long begin = System.nanoTime();
        long end = begin + (long) (1e9 * seconds);
        AtomicInteger inTime = new AtomicInteger();
        for (int c = 0; c < callers; c++) {
            new Caller(channels.get(c % CONNECTIONS), kind, bytes, tally, next, idle, end, inTime).call();
        }
        idle.await();
        return new Found(seconds, inTime.get() / seconds, new Histogram(3), List.of(tally));
    }

    /// One call.
    ///
    /// @return nanoseconds that it took
    /// @throws IllegalStateException if it is not answered
    long once(Kind kind, int call) throws InterruptedException {
        int request = call % kind.requests().size();
        byte[] bytes = kind.requests().get(request).bytes();
        LoadTally tally = new LoadTally();
        CountDownLatch ended = new CountDownLatch(1);
        long start = System.nanoTime();
        tally.sent();
        RawMargin.call(channel(), bytes, headers(kind), (status, trailers, answer) -> {
            tally.ended(request, System.nanoTime() - start, status, trailers, answer);
            ended.countDown();
        });
        ended.await();
        if (tally.answeredCalls() != 1) {
            throw new IllegalStateException("a single call is refused: " + tally.refusals());
        }
        return tally.answered().getMaxValue();
    }

    /// A connection.
    ManagedChannel channel() {
        return channels.getFirst();
    }

    private static List<byte[]> bytes(Kind kind) {
        return kind.requests().stream().map(LoadWorkload.Case::bytes).toList();
    }

    private record Caller(
            ManagedChannel channel,
            Kind kind,
            List<byte[]> bytes,
            LoadTally tally,
            AtomicInteger next,
            CountDownLatch idle,
            long end,
            AtomicInteger inTime) {
        void call() {
            int request = next.getAndIncrement() % bytes.size();
            long start = System.nanoTime();
            tally.sent();
            RawMargin.call(channel, bytes.get(request), headers(kind), (status, trailers, answer) -> {
                long now = System.nanoTime();
                tally.ended(request, now - start, status, trailers, answer);
                if (now - end >= 0) {
                    idle.countDown();
                    return;
                }
                if (status.isOk()) {
                    inTime.incrementAndGet();
                    call();
                } else {
                    CompletableFuture.delayedExecutor(LoadTally.retryNanos(trailers), TimeUnit.NANOSECONDS)
                            .execute(this::call);
                }
            });
        }
    }

    private static Metadata headers(Kind kind) {
        Metadata headers = new Metadata();
        if (!kind.tenant().isEmpty()) {
            headers.put(TENANT, kind.tenant());
        }
        return headers;
    }

    /// Calls that come when they come (a Poisson process), whatever became of those before. Latency counts from
    /// when a call was to be sent.
    ///
    /// @param perSecond how many, on average
    /// @param settle    seconds that do not count, before
    /// @param seconds   how long
    /// @param kinds     drawn by weight
    /// @throws IllegalStateException if a call does not end
    Found open(double perSecond, double settle, double seconds, List<Kind> kinds) {
        Random random = new Random(SEED);
        double weights = kinds.stream().mapToDouble(Kind::weight).sum();
        List<List<byte[]>> bytes = kinds.stream().map(LoadRun::bytes).toList();
        List<LoadTally> tallies = kinds.stream().map(_ -> new LoadTally()).toList();
        LoadTally settling = new LoadTally();
        Histogram lag = new Histogram(3);
        long begin = System.nanoTime();
        long counts = begin + (long) (1e9 * settle);
        long end = counts + (long) (1e9 * seconds);
        double due = 0.0;
        AtomicInteger inTime = new AtomicInteger();
        for (int n = 0; begin + (long) due < end; n++) {
            double drawn = weights * random.nextDouble();
            int k = 0;
            while (k < kinds.size() - 1 && drawn >= kinds.get(k).weight()) {
                drawn -= kinds.get(k).weight();
                k++;
            }
            int request = random.nextInt(bytes.get(k).size());
            long at = begin + (long) due;
            long late = awaitTime(at);
            boolean settled = at >= counts;
            if (settled) {
                lag.recordValue(late);
            }
            LoadTally tally = settled ? tallies.get(k) : settling;
            tally.sent();
            RawMargin.call(
                    channels.get(n % CONNECTIONS),
                    bytes.get(k).get(request),
                    headers(kinds.get(k)),
                    (status, trailers, answer) ->
                            end(tally, request, at, status, trailers, answer, counts, end, inTime));
            due -= 1e9 / perSecond * Math.log(1.0 - random.nextDouble());
        }
        awaitEnds(tallies);
        awaitEnds(List.of(settling));
        return new Found(seconds, inTime.get() / seconds, lag, tallies);
    }

    private static void end(
            LoadTally tally,
            int request,
            long at,
            Status status,
            Metadata trailers,
            byte[] answer,
            long counts,
            long end,
            AtomicInteger inTime) {
        long now = System.nanoTime();
        tally.ended(request, now - at, status, trailers, answer);
        if (status.isOk() && now - counts >= 0 && now - end < 0) {
            inTime.incrementAndGet();
        }
    }

    /// @return nanoseconds that it is too late
    private static long awaitTime(long at) {
        long now = System.nanoTime();
        while (now - at < 0) {
            LockSupport.parkNanos(at - now);
            now = System.nanoTime();
        }
        return now - at;
    }

    private static void awaitEnds(List<LoadTally> tallies) {
        long begin = System.nanoTime();
        while (!tallies.stream().allMatch(LoadTally::isComplete)) {
            if (System.nanoTime() - begin > END_NANOS) {
                throw new IllegalStateException("calls have not ended");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
