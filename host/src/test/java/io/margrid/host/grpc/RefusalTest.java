package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void aClientReadsWhatItWouldReadOfAThrownStatus() {
        Status status = Status.newBuilder()
                .setCode(Code.UNAVAILABLE_VALUE)
                .setMessage("later")
                .addDetails(Any.pack(RetryInfo.getDefaultInstance()))
                .build();
        Refusal refusal = Refusal.of(status);
        StatusRuntimeException thrown = StatusProto.toStatusRuntimeException(status);
        assertThat(refusal.status().getCode()).isEqualTo(thrown.getStatus().getCode());
        assertThat(refusal.status().getDescription())
                .isEqualTo(thrown.getStatus().getDescription());
        assertThat(StatusProto.fromStatusAndTrailers(refusal.status(), refusal.trailers()))
                .isEqualTo(StatusProto.fromThrowable(thrown));
    }

    @Test
    void whatIsThrownKeepsItsTrailers() {
        Refusal refusal = Refusal.of(StatusErrors.tooLate(Duration.ofMillis(7)));
        Metadata trailers = refusal.trailers();
        assertThat(refusal.status().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
        assertThat(StatusProto.fromStatusAndTrailers(refusal.status(), trailers).getDetailsCount())
                .isPositive();
        assertThat(Refusal.of(io.grpc.Status.ABORTED.asRuntimeException())
                        .trailers()
                        .keys())
                .isEmpty();
    }
}
