package io.margrid.host.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.margrid.host.batch.RefusedException;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.host.store.NameTakenException;
import io.margrid.host.store.StoreFullException;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.revaluation.BackendException;
import io.margrid.v1.ServingState;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Failures as statuses with google.rpc error details.
///
/// `docs/api.md` has the table of codes and reasons.
final class StatusErrors {
    /// Domain of every `ErrorInfo`.
    static final String DOMAIN = "margrid.io";

    /// When to try again while a server starts or ends: a balancer needs about that to see it.
    private static final Duration RETRY_ELSEWHERE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(StatusErrors.class.getName());

    private StatusErrors() {}

    /// The status of a failure.
    ///
    /// @param failure    what was thrown
    /// @param errorBytes most bytes of listed violations
    /// @return what the client gets; whatever is not the client's mistake is logged and shows no inner detail
    static StatusRuntimeException of(Throwable failure, int errorBytes) {
        return switch (failure) {
            case InvalidInputException invalid -> invalid(invalid.violations(), errorBytes);
            case UnknownResourceException missing -> unknown(missing);
            case LimitExceededException limit ->
                status(
                        Code.RESOURCE_EXHAUSTED,
                        String.valueOf(limit.getMessage()),
                        List.of(info(
                                limit.reason(),
                                Map.of(
                                        "field", limit.field(),
                                        "limit", Long.toString(limit.limit()),
                                        "given", Long.toString(limit.given())))));
            case StaleInputException stale -> stale(stale);
            case NameTakenException taken -> taken(taken);
            case StoreFullException full ->
                status(
                        Code.RESOURCE_EXHAUSTED,
                        String.valueOf(full.getMessage()),
                        List.of(info(
                                full.reason().name(),
                                Map.of("limit", Long.toString(full.limit()), "given", Long.toString(full.given())))));
            case StatusRuntimeException status -> status;
            case OutOfMemoryError memory -> outOfMemory(memory);
            case BackendException fault -> backend(fault);
            case RefusedException refused -> refused(refused);
            default -> unexpected(failure);
        };
    }

    /// The status of a failure as a message, for what is refused by itself while the call goes on.
    ///
    /// @param failure    what was thrown
    /// @param errorBytes most bytes of listed violations
    /// @return code, message and details as [#of] gives them
    static Status message(Throwable failure, int errorBytes) {
        return Objects.requireNonNull(StatusProto.fromThrowable(of(failure, errorBytes)));
    }

    /// The status of an input with violations. Lists as many as fit and says how many there are.
    ///
    /// @param violations at least one; equal ones count once
    /// @param errorBytes most bytes of listed violations
    /// @return INVALID_ARGUMENT
    static StatusRuntimeException invalid(Collection<Violation> violations, int errorBytes) {
        LinkedHashSet<Violation> distinct = new LinkedHashSet<>(violations);
        BadRequest.Builder request = BadRequest.newBuilder();
        int bytes = 0;
        for (Violation violation : distinct) {
            BadRequest.FieldViolation field = BadRequest.FieldViolation.newBuilder()
                    .setField(field(violation))
                    .setDescription(Texts.shorten(violation.message(), GrpcLimits.ERROR_TEXT_LENGTH))
                    .build();
            // Tag and length take up to four bytes.
            bytes += field.getSerializedSize() + 4;
            if (request.getFieldViolationsCount() == GrpcLimits.LISTED_VIOLATIONS
                    || (bytes > errorBytes && request.getFieldViolationsCount() > 0)) {
                break;
            }
            request.addFieldViolations(field);
        }
        int listed = request.getFieldViolationsCount();
        String listing = request.getFieldViolationsList().stream()
                .map(field -> field.getField() + ": " + field.getDescription())
                .collect(Collectors.joining("; "));
        String message = listing;
        if (distinct.size() > 1) {
            String cut = listed == distinct.size() ? "" : ", the first %d listed".formatted(listed);
            message = "%d violations%s: %s".formatted(distinct.size(), cut, listing);
        }
        Map<String, String> counts =
                Map.of("violations", Integer.toString(distinct.size()), "listed", Integer.toString(listed));
        int length = errorBytes > GrpcLimits.ERROR_BYTES ? errorBytes : GrpcLimits.ERROR_MESSAGE_LENGTH;
        return status(
                Code.INVALID_ARGUMENT,
                Texts.shorten(message, length),
                List.of(info("INVALID_REQUEST", counts), request.build()));
    }

    private static String field(Violation violation) {
        return violation.place().isEmpty() ? "book" : violation.place();
    }

    private static StatusRuntimeException unknown(UnknownResourceException missing) {
        List<Message> details = new ArrayList<>();
        Unknown first = missing.unknown().getFirst();
        details.add(info(
                first.kind().reason(),
                Map.of("field", first.field(), "name", Texts.shorten(first.name(), GrpcLimits.CODE_LENGTH))));
        for (Unknown unknown : missing.unknown()) {
            details.add(resource(
                    unknown.kind().words(), Texts.shorten(unknown.name(), GrpcLimits.CODE_LENGTH), unknown.message()));
        }
        return status(
                Code.NOT_FOUND,
                Texts.shorten(String.valueOf(missing.getMessage()), GrpcLimits.ERROR_MESSAGE_LENGTH),
                details);
    }

    private static StatusRuntimeException stale(StaleInputException stale) {
        String message = String.valueOf(stale.getMessage());
        Map<String, String> ages = Map.of(
                "market", Texts.shorten(stale.market(), GrpcLimits.CODE_LENGTH),
                "as_of", stale.asOf().toString(),
                "age_seconds", StaleInputException.seconds(stale.age()),
                "limit_seconds", StaleInputException.seconds(stale.limit()));
        String reason = "STALE_INPUT";
        return status(
                Code.FAILED_PRECONDITION,
                message,
                List.of(
                        info(reason, ages),
                        PreconditionFailure.newBuilder()
                                .addViolations(PreconditionFailure.Violation.newBuilder()
                                        .setType(reason)
                                        .setSubject(Texts.shorten(stale.market(), GrpcLimits.CODE_LENGTH))
                                        .setDescription(message))
                                .build()));
    }

    private static StatusRuntimeException taken(NameTakenException taken) {
        String message = Texts.shorten(String.valueOf(taken.getMessage()), GrpcLimits.ERROR_MESSAGE_LENGTH);
        String name = Texts.shorten(taken.name(), GrpcLimits.CODE_LENGTH);
        return status(
                Code.ALREADY_EXISTS,
                message,
                List.of(
                        info(taken.kind().name() + "_EXISTS", Map.of("name", name)),
                        resource(taken.kind().words(), name, message)));
    }

    private static ResourceInfo resource(String words, String name, String description) {
        return ResourceInfo.newBuilder()
                .setResourceType("margrid.io/" + words.replace(' ', '-'))
                .setResourceName(name)
                .setDescription(description)
                .build();
    }

    /// The status of bytes that are no message.
    ///
    /// @param type   what they should be
    /// @param reason why they are not
    /// @return INVALID_ARGUMENT
    static StatusRuntimeException malformed(String type, String reason) {
        return status(
                Code.INVALID_ARGUMENT,
                "the bytes of the request are no %s: %s".formatted(type, reason),
                List.of(info("MALFORMED_MESSAGE", Map.of("type", type))));
    }

    /// The status of a message that is too long, after decompression if it came compressed.
    ///
    /// @param most bytes that a message may have
    /// @return RESOURCE_EXHAUSTED
    static StatusRuntimeException tooLarge(int most) {
        return status(
                Code.RESOURCE_EXHAUSTED,
                "a request message has at most %d bytes; send books in several messages of a RevalueBooks stream"
                        .formatted(most),
                List.of(info("MESSAGE_TOO_LARGE", Map.of("limit", Integer.toString(most)))));
    }

    /// The status of a call that comes before or after the server admits calls.
    ///
    /// @param state the server's
    /// @return UNAVAILABLE
    static StatusRuntimeException notServing(ServingState state) {
        boolean starting = state == ServingState.SERVING_STATE_STARTING;
        return status(
                Code.UNAVAILABLE,
                starting
                        ? "the server is starting; try again soon"
                        : "the server is ending and takes no new calls; try another, or try again",
                List.of(info(reason(state), Map.of()), retryInfo(RETRY_ELSEWHERE)));
    }

    /// The status of a call that comes while more come than are answered.
    ///
    /// @param wait  how long it would have to wait
    /// @param retry when to come again
    /// @return UNAVAILABLE
    static Refusal overloaded(Duration wait, Duration retry) {
        return Refusal.of(message(
                Code.UNAVAILABLE,
                "more calls come than can be answered, and this one would wait %d ms; try again later"
                        .formatted(wait.toMillis()),
                List.of(info(OverloadGuard.OVERLOAD, Map.of()), retryInfo(retry))));
    }

    /// The status of a call whose deadline comes before its turn.
    ///
    /// @param wait how long it would have to wait
    /// @return DEADLINE_EXCEEDED
    static StatusRuntimeException tooLate(Duration wait) {
        return refused(RefusedException.beforeItsTurn(wait));
    }

    /// Reason of the refusal of calls in a state.
    ///
    /// @param state the server's
    /// @return in UPPER_SNAKE
    static String reason(ServingState state) {
        return state == ServingState.SERVING_STATE_STARTING ? "STARTING" : "DRAINING";
    }

    private static StatusRuntimeException outOfMemory(OutOfMemoryError failure) {
        LOG.log(Level.ERROR, "no memory left for a request", failure);
        return status(
                Code.RESOURCE_EXHAUSTED,
                "the server has no memory left for this request; try again later or send less",
                List.of(info("OUT_OF_MEMORY", Map.of())));
    }

    /// The device that the server was told to use has failed, and the guard has logged it.
    private static StatusRuntimeException backend(BackendException failure) {
        boolean batchOnly = failure.fault().isOfBatchOnly();
        return status(
                batchOnly ? Code.RESOURCE_EXHAUSTED : Code.UNAVAILABLE,
                Texts.shorten(String.valueOf(failure.getMessage()), GrpcLimits.ERROR_MESSAGE_LENGTH),
                List.of(info(
                        batchOnly ? "BACKEND_MEMORY" : "BACKEND_FAULT",
                        Map.of("fault", failure.fault().name()))));
    }

    /// The batcher did not take the work, or dropped it. Not logged: whoever overloads a server must not fill its
    /// disk.
    private static StatusRuntimeException refused(RefusedException refused) {
        Code code = switch (refused.reason()) {
            case QUEUE_FULL, DRAINING -> Code.UNAVAILABLE;
            case TENANT_QUOTA, QUEUE_MEMORY, JOB_TOO_LARGE -> Code.RESOURCE_EXHAUSTED;
            case DEADLINE -> Code.DEADLINE_EXCEEDED;
            case CANCELLED -> Code.CANCELLED;
        };
        List<Message> details = new ArrayList<>();
        details.add(info(refused.reason().name(), Map.of()));
        if (refused.retryAfter().isPositive()) {
            details.add(retryInfo(refused.retryAfter()));
        }
        return status(code, String.valueOf(refused.getMessage()), details);
    }

    private static StatusRuntimeException unexpected(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "incident " + incident, failure);
        return status(
                Code.INTERNAL,
                "the server failed; its log has the cause under incident " + incident,
                List.of(info("INCIDENT", Map.of("incident", incident))));
    }

    private static RetryInfo retryInfo(Duration retry) {
        return RetryInfo.newBuilder()
                .setRetryDelay(Durations.fromNanos(retry.toNanos()))
                .build();
    }

    private static ErrorInfo info(String reason, Map<String, String> metadata) {
        return ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(DOMAIN)
                .putAllMetadata(metadata)
                .build();
    }

    private static StatusRuntimeException status(Code code, String message, List<? extends Message> details) {
        return StatusProto.toStatusRuntimeException(message(code, message, details));
    }

    private static Status message(Code code, String message, List<? extends Message> details) {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(Texts.ascii(message));
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return status.build();
    }
}
