package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.market;
import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.rpc.PreconditionFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.host.store.StoreLimits;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Market;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The market of the fixture is one second old.
class InputAgeTest {
    private InProcess server = start(Optional.empty());

    private static InProcess start(Optional<java.time.Duration> limit) {
        return new InProcess(Fixture.engine(), Fixture.content(StoreLimits.DEFAULT, limit, Fixture.snapshot("small")));
    }

    private void limit(java.time.Duration limit) {
        server.close();
        server = start(Optional.of(limit));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private MarginReport call(ComputeMarginRequest.Builder request) {
        return MarginServiceGrpc.newBlockingStub(server.channel())
                .computeMargin(request.build())
                .getReport();
    }

    private StatusRuntimeException refused(ComputeMarginRequest.Builder request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> call(request));
    }

    private static Duration.Builder age(long seconds, int nanos) {
        return Duration.newBuilder().setSeconds(seconds).setNanos(nanos);
    }

    @Test
    void inputsAtTheLimitAreAccepted() {
        assertThat(call(request().setMaxInputAge(age(1, 0))).getMarket().getInputAge())
                .isEqualTo(age(1, 0).build());
    }

    @Test
    void olderInputsAreRefused() {
        for (ComputeMarginRequest.Builder request : List.of(request(), request().setSnapshotId("small"))) {
            String name = request.hasMarket() ? "mine" : "small";
            StatusRuntimeException e = refused(request.setMaxInputAge(age(0, 999_999_999)));
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(InProcess.info(e).getReason()).isEqualTo("STALE_INPUT");
            assertThat(InProcess.info(e).getMetadataMap())
                    .containsEntry("market", name)
                    .containsEntry("as_of", "2024-06-17T09:00:00Z")
                    .containsEntry("age_seconds", "1")
                    .containsEntry("limit_seconds", "0.999999999");
            PreconditionFailure.Violation violation =
                    InProcess.detail(e, PreconditionFailure.class).getViolations(0);
            assertThat(violation.getType()).isEqualTo("STALE_INPUT");
            assertThat(violation.getSubject()).isEqualTo(name);
            assertThat(violation.getDescription()).isEqualTo(e.getStatus().getDescription());
        }
    }

    @Test
    void theOldestPairCounts() {
        Market.Builder two = market();
        two.addPairs(Fixture.pair()
                .setPair("eth_usd")
                .setAsOf(Timestamp.newBuilder().setSeconds(Fixture.AS_OF.getEpochSecond() - 60)));
        assertThat(refused(request().setMarket(two).setMaxInputAge(age(60, 0)))).hasMessageContaining("61 s ago");
        assertThat(call(request().setMarket(two)).getMarket().getAsOf().getSeconds())
                .isEqualTo(Fixture.AS_OF.getEpochSecond() - 60);
    }

    @Test
    void theServersLimitHoldsWhereTheCallHasNone() {
        limit(java.time.Duration.ofMillis(999));
        assertThat(InProcess.info(refused(request())).getReason()).isEqualTo("STALE_INPUT");
        assertThat(call(request().setMaxInputAge(age(1, 0))).getInitialMarginUsd())
                .isPositive();
        limit(java.time.Duration.ofSeconds(1));
        assertThat(call(request()).getInitialMarginUsd()).isPositive();
        assertThat(InProcess.info(refused(request().setMaxInputAge(age(0, 1)))).getReason())
                .isEqualTo("STALE_INPUT");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "0,-1", "1,-1", "315576000001,0", "0,1000000000"})
    void badLimitsAreRefused(long seconds, int nanos) {
        StatusRuntimeException e = refused(request().setMaxInputAge(age(seconds, nanos)));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.fields(e)).containsExactly("max_input_age");
    }

    /// Seconds and nanoseconds have one sign.
    @Test
    void marketsAheadOfTheClockHaveANegativeAge() {
        Market.Builder ahead = market();
        ahead.getPairsBuilder(0)
                .getAsOfBuilder()
                .setSeconds(Fixture.AS_OF.getEpochSecond() + 2)
                .setNanos(250_000_000);
        assertThat(call(request().setMarket(ahead).setMaxInputAge(age(0, 1)))
                        .getMarket()
                        .getInputAge())
                .isEqualTo(age(-1, -250_000_000).build());
        ahead.getPairsBuilder(0).getAsOfBuilder().setSeconds(Fixture.AS_OF.getEpochSecond() + 1);
        assertThat(call(request().setMarket(ahead)).getMarket().getInputAge())
                .isEqualTo(age(0, -250_000_000).build());
    }

    @Test
    void aMarketWithoutPairsHasNoAge() {
        MarginReport report = call(request()
                .setMarket(market().clearPairs())
                .setBook(Book.getDefaultInstance())
                .setMaxInputAge(age(0, 1)));
        assertThat(report.getMarket().hasInputAge()).isFalse();
        assertThat(report.getMarket().hasAsOf()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aServersLimitIsAboveZero(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Fixture.content(StoreLimits.DEFAULT, Optional.of(java.time.Duration.ofSeconds(seconds))))
                .withMessageContaining("maxInputAge");
    }
}
