package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.batch.GatedBackend;
import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Priority;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What calls are told that the batcher does not take, or drops.
@Timeout(60)
class OverloadTest {
    private static final BatchSettings TWO_JOBS = new BatchSettings(true, 1 << 20, 2, 1 << 20, 1L << 30, 0.5, 0, 0);

    private final GatedBackend backend = new GatedBackend();
    private final DynamicBatcher batcher = DynamicBatcher.start(backend, TWO_JOBS, BatchObserver.NONE);
    private final InProcess server = new InProcess(new MarginEngine(batcher), Fixture.content());
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        backend.letThrough(1_000);
        server.close();
        callers.close();
    }

    private MarginServiceGrpc.MarginServiceBlockingStub stub(String tenant) {
        Metadata headers = new Metadata();
        headers.put(Tenant.HEADER, tenant);
        return MarginServiceGrpc.newBlockingStub(server.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private Future<ComputeMarginResponse> call(String tenant) {
        return callers.submit(() -> stub(tenant).computeMargin(request().build()));
    }

    private static StatusRuntimeException refusal(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }

    private StatusRuntimeException refusal(String tenant) {
        return refusal(() -> stub(tenant).computeMargin(request().build()));
    }

    private static Duration retryDelay(StatusRuntimeException e) {
        return Duration.ofNanos(
                Durations.toNanos(InProcess.detail(e, RetryInfo.class).getRetryDelay()));
    }

    private void awaitWaiting(int jobs) {
        while (batcher.load().jobs() != jobs) {
            assertThat(Thread.interrupted()).as("timed out").isFalse();
            Thread.onSpinWait();
        }
    }

    private void occupy() throws InterruptedException {
        var _ = call("first");
        backend.awaitBatch();
    }

    @Test
    void aTenantBeyondItsQuotaAndAFullQueueAreToldApart() throws Exception {
        occupy();
        Future<ComputeMarginResponse> one = call("a");
        awaitWaiting(1);
        StatusRuntimeException quota = refusal("a");
        assertThat(quota.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(quota).getReason()).isEqualTo("TENANT_QUOTA");
        assertThat(retryDelay(quota)).isPositive();
        Future<ComputeMarginResponse> two = call("b");
        awaitWaiting(2);
        StatusRuntimeException full = refusal("c");
        assertThat(full.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(InProcess.info(full).getReason()).isEqualTo("QUEUE_FULL");
        assertThat(retryDelay(full)).isPositive();
        backend.letThrough(2);
        assertThat(one.get().getReport().getAccount()).isEqualTo("maker");
        assertThat(two.get().getReport().getAccount()).isEqualTo("maker");
    }

    @Test
    void aCallWhoseClientIsGoneLeavesTheQueue() throws InterruptedException {
        occupy();
        Future<ComputeMarginResponse> call = call("a");
        awaitWaiting(1);
        call.cancel(true);
        awaitWaiting(0);
        assertThat(call.isCancelled()).isTrue();
    }

    @Test
    void aCallLeavesTheQueueAtItsDeadline() throws InterruptedException {
        occupy();
        StatusRuntimeException late = refusal(() -> stub("a")
                .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                .computeMargin(request().build()));
        assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        awaitWaiting(0);
    }

    @Test
    void aBatcherThatIsClosedSaysSoToWhoWaits() throws Exception {
        occupy();
        Future<ComputeMarginResponse> waiting = call("a");
        awaitWaiting(1);
        Future<?> closing = callers.submit(batcher::close);
        StatusRuntimeException draining = refusal(() -> {
            try {
                waiting.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
        assertThat(draining.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(InProcess.info(draining).getReason()).isEqualTo("DRAINING");
        assertThat(retryDelay(draining)).isEqualTo(Duration.ofSeconds(1));
        backend.letThrough(1);
        closing.get();
    }

    @Test
    void bulkWorkIsAnsweredToo() {
        backend.letThrough(1);
        ComputeMarginResponse answer = stub("a")
                .computeMargin(request().setPriority(Priority.PRIORITY_BULK).build());
        assertThat(answer.getReport().getAccount()).isEqualTo("maker");
    }

    @Test
    void aPriorityThatNobodyKnowsIsAViolation() {
        StatusRuntimeException unknown = refusal(
                () -> stub("a").computeMargin(request().setPriorityValue(7).build()));
        assertThat(InProcess.violations(unknown)).containsExactly("priority: is not a known value: 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aTenantNeedsAName(String tenant) {
        StatusRuntimeException refused = refusal(tenant);
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.fields(refused)).containsExactly("margrid-tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Desk_1.eu-west", "1234567890123456789012345678901234567890123456789012345678901234"})
    void aTenantsNameIsTaken(String tenant) throws Exception {
        backend.letThrough(1);
        assertThat(call(tenant).get().getReport().getAccount()).isEqualTo("maker");
    }
}
