package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTallyTest {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final byte[] ANSWER = {1};

    private final LoadTally tally = new LoadTally();

    private static Metadata details(boolean retry) {
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .addDetails(
                        Any.pack(ErrorInfo.newBuilder().setReason("OVERLOAD").build()));
        if (retry) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(2).setNanos(5))
                    .build()));
        }
        Metadata trailers = new Metadata();
        trailers.put(DETAILS, status.build().toByteArray());
        return trailers;
    }

    private void refuse(Metadata trailers) {
        tally.sent();
        tally.ended(0, 10, Status.UNAVAILABLE, trailers, new byte[0]);
    }

    @Test
    void refusalsAreCountedByCodeAndReason() {
        refuse(details(true));
        refuse(details(true));
        refuse(details(false));
        refuse(new Metadata());
        assertThat(tally.refusals())
                .isEqualTo(Map.of(
                        "UNAVAILABLE OVERLOAD", 2L,
                        "UNAVAILABLE untyped OVERLOAD", 1L,
                        "UNAVAILABLE untyped", 1L));
        assertThat(tally.refusals()).hasSize(3);
        assertThat(tally.answeredCalls()).isZero();
    }

    @Test
    void oneAnswerInSixtyFourIsKept() {
        for (int call = 0; call < 65; call++) {
            tally.sent();
            tally.ended(call, 1_000L * call, Status.OK, new Metadata(), ANSWER);
        }
        assertThat(tally.answers()).extracting(LoadTally.Answer::request).containsExactly(0, 64);
        assertThat(tally.answered().getTotalCount()).isEqualTo(65);
        assertThat(tally.isComplete()).isTrue();
        tally.sent();
        assertThat(tally.isComplete()).isFalse();
    }

    @Test
    void refusalsSayWhenToComeAgain() {
        assertThat(LoadTally.retryNanos(details(true))).isEqualTo(2_000_000_005L);
        assertThat(LoadTally.retryNanos(details(false))).isZero();
        assertThat(LoadTally.retryNanos(new Metadata())).isZero();
    }
}
