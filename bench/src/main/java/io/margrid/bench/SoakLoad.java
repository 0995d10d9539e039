package io.margrid.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Does actions by a seed, on some threads at once and at a rate, and counts their outcomes.
final class SoakLoad {
    /// Clients at the same time.
    static final int CLIENTS = 4;

    private final List<SoakAction> actions;
    private final int shares;
    private final List<SplittableRandom> randoms = new ArrayList<>();
    private final double meanGapNanos;
    private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();

    /// How an action ended.
    ///
    /// @param action its place in the list
    /// @param what   its outcome
    record Outcome(int action, String what) {}

    /// @param actions   what to do
    /// @param perSecond how many of them, of all clients together, at most
    /// @param seed      decides what and when
    SoakLoad(List<SoakAction> actions, double perSecond, long seed) {
        this.actions = List.copyOf(actions);
        shares = actions.stream().mapToInt(SoakAction::share).sum();
        meanGapNanos = 1e9 * CLIENTS / perSecond;
        SplittableRandom root = new SplittableRandom(seed);
        for (int c = 0; c < CLIENTS; c++) {
            randoms.add(root.split());
        }
    }

    /// Acts for a time, and waits until the last action has ended.
    ///
    /// @throws IllegalStateException if an outcome is not one of those that are right
    void run(long nanos) {
        long end = System.nanoTime() + nanos;
        List<CompletableFuture<Void>> clients = randoms.stream()
                .map(random -> CompletableFuture.runAsync(() -> act(random, end), Thread::startVirtualThread))
                .toList();
        for (CompletableFuture<Void> client : clients) {
            try {
                client.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof IllegalStateException wrong ? wrong : e;
            }
        }
    }

    private void act(SplittableRandom random, long end) {
        try {
            long gap = gap(random);
            while (System.nanoTime() + gap < end) {
                TimeUnit.NANOSECONDS.sleep(gap);
                act(random);
                gap = gap(random);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Between actions of one client: those of a Poisson process.
    private long gap(SplittableRandom random) {
        return (long) (-Math.log(1.0 - random.nextDouble()) * meanGapNanos);
    }

    private void act(SplittableRandom random) throws InterruptedException {
        int place = random.nextInt(shares);
        int number = 0;
        while (place >= actions.get(number).share()) {
            place -= actions.get(number).share();
            number++;
        }
        SoakAction action = actions.get(number);
        String outcome;
        try {
            outcome = action.act().run(random);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("%s: %s".formatted(action.name(), e), e);
        }
        outcomes.computeIfAbsent(new Outcome(number, outcome), _ -> new LongAdder())
                .increment();
        if (!action.expected().contains(outcome)) {
            throw new IllegalStateException("%s ended with %s".formatted(action.name(), outcome));
        }
    }

    /// Every outcome that was seen, by action.
    TextTable table() {
        TextTable table = new TextTable("what", "outcome", "times");
        outcomes.keySet().stream()
                .sorted(Comparator.comparingInt(Outcome::action).thenComparing(Outcome::what))
                .forEach(outcome -> table.add(
                        actions.get(outcome.action()).name(),
                        outcome.what(),
                        "%,d"
                                .formatted(outcomes.getOrDefault(outcome, new LongAdder())
                                        .sum())));
        return table;
    }

    /// How many actions were done.
    long done() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
