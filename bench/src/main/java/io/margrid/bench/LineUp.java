package io.margrid.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The programs of a suite that run on this machine, each started, warm and found right.
final class LineUp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SuiteContext context;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /// A program that runs.
    ///
    /// @param program    what it is
    /// @param process    where it runs
    /// @param difference its answer's largest difference from the expected one
    record Entry(Program program, PeerProcess process, double difference) {}

    LineUp(SuiteContext context) {
        this.context = context;
    }

    /// Starts a program if the user wants it. One that cannot be had, fails, or answers wrong is left out.
    ///
    /// @param program  what to start
    /// @param expected the right answer
    /// @throws IllegalStateException if the program is Margrid and does not work or answers wrong
    void start(Program program, double[] expected) throws IOException, InterruptedException {
        if (!program.own() && !context.peers().wants(program.name())) {
            return;
        }
        try {
            List<String> command = program.command().make(context.natives());
            context.progress("warming " + program.name());
            PeerProcess process =
                    PeerProcess.start(program.name(), context.pinning().command(command), PATIENCE);
            try {
                double difference = difference(program, process.dump(), expected);
                entries.put(program.name(), new Entry(program, process, difference));
            } finally {
                if (!entries.containsKey(program.name())) {
                    process.close();
                }
            }
        } catch (PeerException e) {
            if (program.own()) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            leaveOut(e.getMessage());
        }
    }

    /// Notes what cannot be measured.
    void leaveOut(String why) {
        leftOut.add(why);
    }

    private static double difference(Program program, double[] answer, double[] expected) throws PeerException {
        if (answer.length != expected.length) {
            throw new PeerException("%s answered %,d figures where %,d were due"
                    .formatted(program.name(), answer.length, expected.length));
        }
        double largest = 0.0;
        for (int i = 0; i < answer.length; i++) {
            double difference = Math.abs(answer[i] - expected[i]);
            if (!(difference <= program.tolerance())) {
                throw new PeerException("%s answers wrong: figure %,d is %s, not %s"
                        .formatted(program.name(), i, answer[i], expected[i]));
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /// A program that runs.
    Entry entry(String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    /// Times all of them.
    ///
    /// @param references names in order of preference: times are divided by those of the first that runs
    /// @param ours       names of ours in order of preference, for a second ratio
    /// @throws IllegalStateException if Margrid or the reference fails
    CourseTable time(List<String> references, List<String> ours) throws InterruptedException {
        context.progress("timing %d programs side by side".formatted(entries.size()));
        Entry reference = first(references);
        List<PeerProcess> others = entries.values().stream()
                .map(Entry::process)
                .filter(process -> process != reference.process())
                .toList();
        Map<String, SideBySide.Course> courses;
        try {
            courses = SideBySide.of(context.quick()).time(reference.process(), others, leftOut::add);
        } catch (PeerException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        for (Entry entry : entries.values()) {
            if (entry.program().own() && !courses.containsKey(entry.program().name())) {
                throw new IllegalStateException(String.join("; ", leftOut));
            }
        }
        // The others have been closed.
        entries.keySet().retainAll(courses.keySet());
        return new CourseTable(
                this, courses, reference.program().name(), first(ours).program().name());
    }

    private Entry first(List<String> names) {
        return names.stream()
                .filter(entries::containsKey)
                .findFirst()
                .map(this::entry)
                .orElseThrow();
    }

    /// Adds to a report who ran, and who did not and why.
    void describe(Report report) {
        for (Entry entry : entries.values()) {
            report.line("- `%s`: %s"
                    .formatted(entry.program().name(), entry.process().greeting()));
        }
        for (String why : leftOut) {
            report.line("- left out: " + why);
        }
    }

    @Override
    public void close() {
        entries.values().forEach(entry -> entry.process().close());
    }
}
