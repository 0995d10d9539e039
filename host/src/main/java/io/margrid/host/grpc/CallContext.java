package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.margrid.host.engine.CallTerms;
import io.margrid.v1.Priority;
import java.util.concurrent.TimeUnit;

/// The terms of the current call: tenant, deadline and cancellation from its context, priority from its request.
final class CallContext {
    private CallContext() {}

    /// The terms of the current call.
    ///
    /// @param priority    as in the request
    /// @param unspecified what counts if it says nothing
    /// @return terms that are good for as long as the call runs
    /// @throws io.margrid.model.input.InvalidInputException if the call's tenant is no name
    static CallTerms terms(Priority priority, CallTerms.Priority unspecified) {
        String tenant = Tenant.current();
        Context context = Context.current();
        Deadline deadline = context.getDeadline();
        long deadlineNanos = deadline == null
                ? CallTerms.NO_DEADLINE
                : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
        return new CallTerms(tenant, priority(priority, unspecified), deadlineNanos, new ContextCancellation(context));
    }

    private static CallTerms.Priority priority(Priority priority, CallTerms.Priority unspecified) {
        return switch (priority) {
            case PRIORITY_INTERACTIVE -> CallTerms.Priority.INTERACTIVE;
            case PRIORITY_BULK -> CallTerms.Priority.BULK;
            case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> unspecified;
        };
    }
}
