package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.host.engine.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    private static final long MILLI = 1_000_000;
    private static final int WIDTH = 4;
    private static final BatchSettings LARGE =
            new BatchSettings(true, 1 << 20, 1_000, 1 << 30, 1L << 40, 1.0, 0, 250 * MILLI);
    private static final BatchSettings SINGLE =
            new BatchSettings(false, 1 << 20, 1_000, 1 << 30, 1L << 40, 1.0, 0, 250 * MILLI);

    private final SplittableRandom random = new SplittableRandom(1);
    private int number;

    private static CallTerms terms(String tenant, Priority priority) {
        return new CallTerms(tenant, priority, CallTerms.NO_DEADLINE, Cancellation.NEVER);
    }

    private static CallTerms until(long deadline) {
        return new CallTerms("", Priority.INTERACTIVE, deadline, Cancellation.NEVER);
    }

    /// A job of one instrument in three scenarios: four cells a row, or four in all without rows.
    private RevaluationJob job(CallTerms terms, int rows) {
        return job(terms, rows, 0, LARGE.cells());
    }

    private RevaluationJob job(CallTerms terms, int rows, int shape, long batchCells) {
        number++;
        return new RevaluationJob(
                SimulatedJobs.plan(random, number, shape, 1),
                SimulatedJobs.rows(random, number, 1, rows),
                terms,
                batchCells);
    }

    private static BatchSettings settings(
            boolean join, long cells, int jobs, long queueCells, long bytes, double share) {
        return new BatchSettings(join, cells, jobs, queueCells, bytes, share, 0, 250 * MILLI);
    }

    private static Optional<Reason> refused(JobQueue queue, Job job) {
        return queue.admit(job, 0).map(RefusedException::reason);
    }

    private static List<RevaluationJob> take(JobQueue queue, long now) {
        return queue.take(now).parts().stream().map(Part::job).toList();
    }

    @Test
    void aJobMoreThanMayWaitIsRefused() {
        JobQueue queue = new JobQueue(settings(true, 1_000, 3, 1_000, 1L << 40, 1.0));
        for (int j = 0; j < 3; j++) {
            assertThat(refused(queue, job(CallTerms.LOCAL, 1))).isEmpty();
        }
        assertThat(refused(queue, job(CallTerms.LOCAL, 1))).contains(Reason.QUEUE_FULL);
        queue.take(0);
        assertThat(refused(queue, job(CallTerms.LOCAL, 1))).isEmpty();
    }

    @Test
    void aCellMoreThanMayWaitIsRefused() {
        JobQueue queue = new JobQueue(settings(true, 100, 10, 100, 1L << 40, 1.0));
        assertThat(refused(queue, job(CallTerms.LOCAL, 20))).isEmpty();
        assertThat(refused(queue, job(CallTerms.LOCAL, 6))).contains(Reason.QUEUE_FULL);
        assertThat(refused(queue, job(CallTerms.LOCAL, 5))).isEmpty();
        assertThat(queue.load(0).cells()).isEqualTo(100);
    }

    @Test
    void aByteMoreThanMayWaitIsRefused() {
        RevaluationJob first = job(CallTerms.LOCAL, 3);
        RevaluationJob second = job(CallTerms.LOCAL, 3);
        long bytes = first.bytes() + second.bytes();
        JobQueue less = new JobQueue(settings(true, 100, 10, 1_000, bytes - 1, 1.0));
        assertThat(refused(less, first)).isEmpty();
        assertThat(refused(less, second)).contains(Reason.QUEUE_MEMORY);
        JobQueue enough = new JobQueue(settings(true, 100, 10, 1_000, bytes, 1.0));
        assertThat(refused(enough, first)).isEmpty();
        assertThat(refused(enough, second)).isEmpty();
    }

    @Test
    void aJobThatCanNeverWaitIsRefusedForItsSize() {
        JobQueue queue = new JobQueue(settings(true, 100, 10, 100, 1L << 40, 0.5));
        CallTerms tenant = terms("a", Priority.INTERACTIVE);
        assertThat(refused(queue, job(CallTerms.LOCAL, 26))).contains(Reason.JOB_TOO_LARGE);
        assertThat(refused(queue, job(tenant, 13))).contains(Reason.JOB_TOO_LARGE);
        assertThat(queue.admit(job(tenant, 13), 0).orElseThrow().retryAfter()).isZero();
        assertThat(refused(queue, job(tenant, 12))).isEmpty();
    }

    @Test
    void aTenantHasItsShareAndNoMore() {
        JobQueue queue = new JobQueue(settings(true, 100, 10, 1_000, 1L << 40, 0.3));
        for (int j = 0; j < 3; j++) {
            assertThat(refused(queue, job(terms("a", Priority.INTERACTIVE), 1))).isEmpty();
        }
        RefusedException refusal =
                queue.admit(job(terms("a", Priority.BULK), 1), 0).orElseThrow();
        assertThat(refusal.reason()).isEqualTo(Reason.TENANT_QUOTA);
        assertThat(refusal)
                .hasMessage("of tenant a 3 jobs, 12 cells, %d bytes wait; at most 3, 300, 329853488332 may"
                        .formatted(queue.load(0).bytes()));
        assertThat(refusal.retryAfter()).isPositive();
        assertThat(refused(queue, job(terms("b", Priority.INTERACTIVE), 1))).isEmpty();
        // Calls of nobody in particular have no share.
        for (int j = 0; j < 6; j++) {
            assertThat(refused(queue, job(CallTerms.LOCAL, 1))).isEmpty();
        }
        assertThat(refused(queue, job(CallTerms.LOCAL, 1))).contains(Reason.QUEUE_FULL);
    }

    @Test
    void whatNobodyWantsIsNotAdmitted() {
        JobQueue queue = new JobQueue(LARGE);
        assertThat(refused(queue, job(until(0), 1))).contains(Reason.DEADLINE);
        assertThat(refused(queue, job(until(1), 1))).isEmpty();
        SimulatedCall given = new SimulatedCall(
                1, 1, job(CallTerms.LOCAL, 1).plan(), job(CallTerms.LOCAL, 1).rows(), java.util.Set.of());
        given.cancel();
        CallTerms cancelled = new CallTerms("", Priority.BULK, CallTerms.NO_DEADLINE, given);
        assertThat(refused(queue, job(cancelled, 1))).contains(Reason.CANCELLED);
        assertThat(take(queue, 0)).hasSize(1);
    }

    @Test
    void aDeadlineThatCannotBeMetIsRefused() {
        JobQueue queue = new JobQueue(LARGE);
        // A microsecond a cell, beside the million of cells that took no time.
        queue.took(1_000_000_000, 1_001_000_000_000L);
        assertThat(refused(queue, job(CallTerms.LOCAL, 1_000))).isEmpty();
        assertThat(refused(queue, job(until(5_999 * 1_000), 500))).contains(Reason.DEADLINE);
        assertThat(refused(queue, job(until(6_000 * 1_000), 500))).isEmpty();
    }

    @Test
    void oldestFirstWithinATenant() {
        JobQueue queue = new JobQueue(SINGLE);
        List<RevaluationJob> jobs = new ArrayList<>();
        for (int j = 0; j < 5; j++) {
            jobs.add(job(CallTerms.LOCAL, 1 + j % 2, j % 2, LARGE.cells()));
            queue.admit(jobs.getLast(), j);
        }
        for (RevaluationJob job : jobs) {
            assertThat(take(queue, 10)).containsExactly(job);
        }
    }

    @Test
    void aBatchIsOfOneShapeAndAsFullAsItMay() {
        JobQueue queue = new JobQueue(settings(true, 40, 100, 1_000, 1L << 40, 1.0));
        RevaluationJob first = job(CallTerms.LOCAL, 4, 0, 40);
        RevaluationJob other = job(CallTerms.LOCAL, 4, 1, 40);
        RevaluationJob second = job(CallTerms.LOCAL, 6, 0, 40);
        RevaluationJob third = job(CallTerms.LOCAL, 1, 0, 40);
        List.of(first, other, second, third).forEach(job -> queue.admit(job, 0));
        assertThat(take(queue, 1)).containsExactly(first, second);
        assertThat(take(queue, 1)).containsExactly(other);
        assertThat(take(queue, 1)).containsExactly(third);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void bulkWorkGoesLastUntilTheAgeingBound() {
        JobQueue queue = new JobQueue(SINGLE);
        RevaluationJob bulk = job(terms("", Priority.BULK), 1);
        RevaluationJob later = job(terms("", Priority.BULK), 1);
        queue.admit(bulk, 0);
        queue.admit(later, 0);
        for (int j = 0; j < 4; j++) {
            queue.admit(job(CallTerms.LOCAL, 1), 0);
        }
        long bound = LARGE.ageingNanos();
        assertThat(take(queue, bound - 1)).isNotEqualTo(List.of(bulk));
        assertThat(take(queue, bound)).containsExactly(bulk);
        // It has had a turn, and is not passed over again before the bound has passed again.
        assertThat(take(queue, 2 * bound - 1)).isNotEqualTo(List.of(later));
        assertThat(take(queue, 2 * bound)).containsExactly(later);
    }

    @Test
    void aTenantThatFloodsDoesNotKeepAnotherWaiting() {
        JobQueue queue = new JobQueue(SINGLE);
        for (int j = 0; j < 100; j++) {
            queue.admit(job(terms("many", Priority.INTERACTIVE), 10), 0);
        }
        take(queue, 1);
        RevaluationJob one = job(terms("one", Priority.INTERACTIVE), 10);
        queue.admit(one, 2);
        List<RevaluationJob> next = new ArrayList<>(take(queue, 3));
        next.addAll(take(queue, 3));
        assertThat(next).contains(one);
    }

    @Test
    void tenantsHaveAsManyCellsWhateverTheirJobsSizes() {
        JobQueue queue = new JobQueue(SINGLE);
        for (int j = 0; j < 300; j++) {
            queue.admit(job(terms("small", Priority.INTERACTIVE), 10), 0);
        }
        for (int j = 0; j < 30; j++) {
            queue.admit(job(terms("large", Priority.INTERACTIVE), 100), 0);
        }
        long small = 0;
        long large = 0;
        for (int turn = 0; turn < 160; turn++) {
            RevaluationJob job = take(queue, 1).getFirst();
            if (job.terms().tenant().equals("small")) {
                small += job.cells();
            } else {
                large += job.cells();
            }
            assertThat(Math.abs(small - large)).isLessThanOrEqualTo(WIDTH * 110);
        }
    }

    @Test
    void othersGetInBetweenThePartsOfALargeJob() {
        BatchSettings settings = settings(true, 40, 100, 1_000, 1L << 40, 1.0);
        JobQueue queue = new JobQueue(settings);
        RevaluationJob large = job(CallTerms.LOCAL, 25, 0, settings.cells());
        assertThat(large.cells()).isEqualTo(100);
        queue.admit(large, 0);
        RevaluationJob other = job(CallTerms.LOCAL, 10, 0, settings.cells());
        queue.admit(other, 0);
        assertThat(queue.take(1).parts()).containsExactly(new Part(large, 0, 10, 1));
        assertThat(queue.load(1).cells()).isEqualTo(100);
        assertThat(queue.load(1).jobs()).isEqualTo(2);
        assertThat(take(queue, 2)).containsExactly(other);
        assertThat(queue.take(3).parts()).containsExactly(new Part(large, 10, 20, 2));
        assertThat(queue.take(3).parts()).containsExactly(new Part(large, 20, 25, 0));
        assertThat(queue.load(3)).isEqualTo(new QueueLoad(0, 0, 0, 0, 2));
    }

    @Test
    void whatIsLateIsDroppedAndWhatIsTakenOutIsGone() {
        JobQueue queue = new JobQueue(LARGE);
        RevaluationJob late = job(until(5), 1);
        RevaluationJob out = job(CallTerms.LOCAL, 1);
        RevaluationJob good = job(until(6), 1);
        List.of(late, out, good).forEach(job -> queue.admit(job, 0));
        assertThat(queue.remove(out)).isTrue();
        assertThat(queue.remove(out)).isFalse();
        Taken taken = queue.take(5);
        assertThat(taken.dropped()).containsExactly(late);
        assertThat(taken.parts()).extracting(Part::job).containsExactly(good);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void workForItselfIsNeverJoined() {
        JobQueue queue = new JobQueue(LARGE);
        RevaluationJob before = job(CallTerms.LOCAL, 1);
        ExclusiveJob<Integer> work = new ExclusiveJob<>(8, CallTerms.LOCAL, _ -> 1);
        RevaluationJob behind = job(CallTerms.LOCAL, 1);
        List.of(before, work, behind).forEach(job -> queue.admit(job, 0));
        assertThat(take(queue, 1)).containsExactly(before, behind);
        Taken taken = queue.take(1);
        assertThat(taken.exclusive()).contains(work);
        assertThat(taken.parts()).isEmpty();
    }

    @Test
    void aBatchThatIsNotFullWaitsForCompanyIfItIsToldTo() {
        BatchSettings settings = new BatchSettings(true, 40, 100, 1_000, 1L << 40, 1.0, 1_000, 0);
        JobQueue queue = new JobQueue(settings);
        assertThat(queue.nanosToBatch(0)).isEmpty();
        queue.admit(job(CallTerms.LOCAL, 7, 0, 40), 0);
        assertThat(queue.nanosToBatch(400)).isEqualTo(OptionalLong.of(600));
        // Never beyond a deadline.
        queue.admit(job(until(700), 0, 1, 40), 400);
        assertThat(queue.nanosToBatch(400).orElseThrow()).isEqualTo(300);
        JobQueue full = new JobQueue(settings);
        full.admit(job(CallTerms.LOCAL, 10, 0, 40), 0);
        assertThat(full.nanosToBatch(0)).isEqualTo(OptionalLong.of(0));
    }
}
