package io.margrid.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Times contenders beside a reference: reference, first, reference, second, reference, ... in every round, so
/// that whatever else the machine does meets all of them. A ratio is a sample over the mean of the reference's
/// samples before and after it.
///
/// @param fewest   rounds at least
/// @param most     rounds at most
/// @param seconds  no round starts later than this
/// @param interval rounds end once the 95 % interval of every median ratio is within this part of it
record SideBySide(int fewest, int most, double seconds, double interval) {
    /// The usual and the quick way.
    static SideBySide of(boolean quick) {
        return quick ? new SideBySide(5, 11, 8.0, 0.03) : new SideBySide(15, 101, 60.0, 0.01);
    }

    /// What one contender took: a sample and a ratio a round.
    ///
    /// @param nanos  nanoseconds an item
    /// @param ratios times over the reference's
    record Course(double[] nanos, double[] ratios) {
        /// Stands for what was not timed.
        static final Course NONE = new Course(new double[0], new double[0]);

        /// Ratios to another contender of the same run, round by round.
        Spread to(Course other) {
            return Spread.ofRatios(ratios, other.ratios);
        }
    }

    /// Times contenders.
    ///
    /// @param reference  what the others' times are divided by
    /// @param contenders timed in this order; one that fails is closed, and left out of all rounds
    /// @param leftOut    is told why
    /// @return courses of the reference and of those that did not fail, by name
    /// @throws PeerException if the reference fails
    Map<String, Course> time(Contender reference, List<? extends Contender> contenders, Consumer<String> leftOut)
            throws PeerException, InterruptedException {
        List<Contender> running = new ArrayList<>(contenders);
        Map<Contender, List<double[]>> samples = new LinkedHashMap<>();
        running.forEach(contender -> samples.put(contender, new ArrayList<>()));
        List<Double> references = new ArrayList<>();
        reference.sample();
        long begin = System.nanoTime();
        for (int round = 0; round < most && (round < fewest || !done(begin, running, samples)); round++) {
            double before = reference.sample();
            references.add(before);
            for (Contender contender : List.copyOf(running)) {
                double nanos;
                try {
                    nanos = contender.sample();
                } catch (PeerException e) {
                    leftOut.accept(e.getMessage());
                    running.remove(contender);
                    contender.close();
                    continue;
                }
                double after = reference.sample();
                at(samples, contender).add(new double[] {nanos, nanos / (0.5 * (before + after))});
                before = after;
            }
        }
        Map<String, Course> courses = new LinkedHashMap<>();
        double[] ones = new double[references.size()];
        Arrays.fill(ones, 1.0);
        courses.put(
                reference.name(),
                new Course(references.stream().mapToDouble(Double::doubleValue).toArray(), ones));
        for (Contender contender : running) {
            List<double[]> taken = at(samples, contender);
            courses.put(contender.name(), new Course(column(taken, 0), column(taken, 1)));
        }
        return courses;
    }

    private boolean done(long begin, List<Contender> running, Map<Contender, List<double[]>> samples) {
        return System.nanoTime() - begin > 1e9 * seconds
                || running.stream()
                        .allMatch(contender -> Spread.medianInterval(column(at(samples, contender), 1)) <= interval);
    }

    private static List<double[]> at(Map<Contender, List<double[]>> samples, Contender contender) {
        return samples.getOrDefault(contender, List.of());
    }

    private static double[] column(List<double[]> samples, int column) {
        return samples.stream().mapToDouble(sample -> sample[column]).toArray();
    }
}
