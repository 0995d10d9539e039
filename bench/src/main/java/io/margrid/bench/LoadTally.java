package io.margrid.bench;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How calls of one kind ended. Safe for use by many threads.
final class LoadTally {
    /// One answer in so many is kept to be compared.
    private static final int KEPT_ONE_IN = 64;

    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final Histogram answered = new Histogram(3);
    private final Histogram refused = new Histogram(3);
    private final Map<String, Long> codes = new TreeMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private long sent;
    private long ended;

    /// A refusal as it came, taken apart later.
    private record Refusal(String code, byte[] details) {}

    /// An answer as it came.
    ///
    /// @param request number of the request
    /// @param bytes   the message
    record Answer(int request, byte[] bytes) {}

    synchronized void sent() {
        sent++;
    }

    /// A call has ended.
    ///
    /// @param request number of the request
    /// @param nanos   since it was to be sent
    synchronized void ended(int request, long nanos, io.grpc.Status status, Metadata trailers, byte[] answer) {
        ended++;
        if (status.isOk()) {
            if (answered.getTotalCount() % KEPT_ONE_IN == 0) {
                answers.add(new Answer(request, answer));
            }
            answered.recordValue(Math.max(0, nanos));
        } else {
            refused.recordValue(Math.max(0, nanos));
            byte[] details = trailers.get(DETAILS);
            refusals.add(new Refusal(status.getCode().name(), details == null ? new byte[0] : details));
        }
    }

    /// When a refused call may be worth another try.
    ///
    /// @return nanoseconds from now; 0 if the refusal does not say
    static long retryNanos(Metadata trailers) {
        byte[] details = trailers.get(DETAILS);
        try {
            for (Any detail :
                    Status.parseFrom(details == null ? new byte[0] : details).getDetailsList()) {
                if (detail.is(RetryInfo.class)) {
                    Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
                    return TimeUnit.SECONDS.toNanos(delay.getSeconds()) + delay.getNanos();
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a refusal cannot be read", e);
        }
        return 0;
    }

    synchronized boolean isComplete() {
        return ended == sent;
    }

    synchronized long sentCalls() {
        return sent;
    }

    synchronized long answeredCalls() {
        return answered.getTotalCount();
    }

    /// Latencies of answered calls, nanoseconds since they were to be sent.
    synchronized Histogram answered() {
        return answered.copy();
    }

    /// The same of refused calls.
    synchronized Histogram refused() {
        return refused.copy();
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /// Refused calls by code and reason; `untyped` stands for a reason, or for `RetryInfo`, that is not there.
    synchronized Map<String, Long> refusals() {
        for (Refusal refusal : refusals) {
            codes.merge(refusal.code() + " " + reason(refusal.details()), 1L, Long::sum);
        }
        refusals.clear();
        return Map.copyOf(codes);
    }

    private static String reason(byte[] details) {
        String reason = "";
        boolean retry = false;
        try {
            for (Any detail : Status.parseFrom(details).getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    reason = detail.unpack(ErrorInfo.class).getReason();
                }
                retry |= detail.is(RetryInfo.class);
            }
        } catch (InvalidProtocolBufferException e) {
            return "untyped";
        }
        return reason.isEmpty() || !retry ? ("untyped " + reason).strip() : reason;
    }
}
