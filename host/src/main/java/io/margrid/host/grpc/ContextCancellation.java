package io.margrid.host.grpc;

import io.grpc.Context;
import io.margrid.host.engine.Cancellation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A call is given up when its context is cancelled, which its deadline does, too.
final class ContextCancellation implements Cancellation {
    private final Context context;
    private final Map<Runnable, Context.CancellationListener> listeners = new ConcurrentHashMap<>();

    /// @param context of the call
    ContextCancellation(Context context) {
        this.context = context;
    }

    @Override
    public boolean isCancelled() {
        return context.isCancelled();
    }

    /// Runs the action on a thread of its own. A context that is cancelled already calls while it holds its
    /// monitor, which [#isCancelled] wants as well: the batcher asks that under its lock, and the action takes
    /// that lock.
    @Override
    public void onCancel(Runnable action) {
        Context.CancellationListener listener = _ -> action.run();
        listeners.put(action, listener);
        context.addListener(listener, Thread::startVirtualThread);
    }

    @Override
    public void forget(Runnable action) {
        Context.CancellationListener listener = listeners.remove(action);
        if (listener != null) {
            context.removeListener(listener);
        }
    }
}
