package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.log.LineBudget;
import io.margrid.host.log.LogFields;
import io.margrid.host.metrics.CallMetrics;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/// Sees every call from its headers to its end, whoever ends it: counts it, times its stages, logs it if it
/// failed.
///
/// A tracer, not an interceptor, since only tracers see what the transport ends by itself: messages that are too
/// long, clients that are gone, deadlines, methods that do not exist.
final class CallWatch extends ServerStreamTracer.Factory {
    /// Time until the call's own code begins: reading and decoding of the message, start of its thread.
    static final String RECEIVE = "receive";

    /// Time from the last stage to the end of a good call: encoding and sending.
    static final String SEND = "send";

    /// Time from the last stage to the end of a call that failed.
    static final String FAILED = "failed";

    /// The whole time of a call that told no stages.
    static final String OTHER = "other";

    /// Methods that do not exist, together.
    static final String UNKNOWN_METHOD = "unknown";

    private static final System.Logger LOG = System.getLogger(CallWatch.class.getName());
    private static final String OURS = "margrid.";
    private static final Metadata.Key<String> TENANT =
            Metadata.Key.of("margrid-tenant", Metadata.ASCII_STRING_MARSHALLER);
    private static final int LINES_PER_SECOND = 10;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Context.Key<StageTimes> STAGES = Context.key("margrid-stages");

    private final CallMetrics metrics;
    private final Set<String> methods;
    private final LongSupplier nanoClock;
    private final Map<Status.Code, LineBudget> budgets = new EnumMap<>(Status.Code.class);

    /// @param metrics   counts
    /// @param methods   full names of the methods that exist
    /// @param nanoClock the time, as `System.nanoTime` tells it
    CallWatch(CallMetrics metrics, Set<String> methods, LongSupplier nanoClock) {
        this.metrics = metrics;
        this.methods = Set.copyOf(methods);
        this.nanoClock = nanoClock;
        for (Status.Code code : Status.Code.values()) {
            budgets.put(code, new LineBudget(LINES_PER_SECOND, nanoClock));
        }
    }

    /// The clock of the current call's stages. The time until now becomes the stage [#RECEIVE].
    ///
    /// @return the clock; one that nobody reads where there is no such call
    static StageTimes stages() {
        StageTimes current = STAGES.get();
        StageTimes times = current == null ? new StageTimes() : current;
        times.mark(RECEIVE);
        return times;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        String method = methods.contains(fullMethodName) ? fullMethodName : UNKNOWN_METHOD;
        String tenant = headers.get(TENANT);
        return new Tracer(method, tenant == null ? "" : tenant);
    }

    private final class Tracer extends ServerStreamTracer {
        private final String method;
        private final String tenant;
        private final StageTimes times = new StageTimes(nanoClock);
        /// Not from the tracer's making on: a call whose headers gRPC cannot read, such as a deadline that is
        /// none, is reset without an end that anybody is told of.
        private volatile boolean started;

        Tracer(String method, String tenant) {
            this.method = method;
            this.tenant = tenant;
        }

        @Override
        public Context filterContext(Context context) {
            start();
            return context.withValue(STAGES, times);
        }

        private void start() {
            started = true;
            metrics.started();
        }

        @Override
        public void streamClosed(Status status) {
            if (!started) {
                // Refused before it had a context.
                start();
            }
            boolean staged = !times.nanos().isEmpty();
            long nanos = times.end(!staged ? OTHER : status.isOk() ? SEND : FAILED);
            metrics.ended(method, status.getCode().name(), nanos, times.nanos());
            if (!status.isOk() && method.startsWith(OURS)) {
                log(method, status.getCode(), tenant, nanos);
            }
        }
    }

    /// Neither the status' text nor its details, which repeat what the request holds.
    private void log(String method, Status.Code code, String tenant, long nanos) {
        LineBudget budget = budgets.get(code);
        OptionalLong left = budget == null ? OptionalLong.of(0) : budget.take();
        if (left.isEmpty()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method);
        fields.put("code", code.name());
        fields.put("tenant", Texts.shorten(tenant, GrpcLimits.CODE_LENGTH));
        fields.put("millis", nanos / NANOS_PER_MILLI);
        if (left.getAsLong() > 0) {
            fields.put("left_out", left.getAsLong());
        }
        LOG.log(level(code), "call failed {0}", new LogFields(fields));
    }

    /// What an operator should look at is a warning; what a client did is not.
    private static Level level(Status.Code code) {
        return switch (code) {
            case INTERNAL, UNKNOWN, DATA_LOSS, UNAVAILABLE, RESOURCE_EXHAUSTED -> Level.WARNING;
            default -> Level.INFO;
        };
    }
}
