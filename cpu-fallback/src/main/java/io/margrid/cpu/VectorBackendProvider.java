package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.VectorStorage;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Offers [VectorBackend] where the Vector API module is present and vectors have at least four lanes.
///
/// With two lanes each call makes objects by the million, and the backend is eight times slower than the scalar
/// one, as measured on x86; other processors with two lanes have not been measured.
///
/// Refers to the backend by name only, so that this class loads without the incubator module.
public final class VectorBackendProvider implements RevaluationBackendProvider {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String BACKEND = "io.margrid.cpu.VectorBackend";
    private static final int LEAST_LANES = 4;

    private final VectorStorage storage;

    /// For `ServiceLoader`.
    public VectorBackendProvider() {
        this(VectorStorage.FLOAT64);
    }

    /// Offers the backend that keeps vectors in a certain way.
    VectorBackendProvider(VectorStorage storage) {
        this.storage = storage;
    }

    @Override
    public String id() {
        return storage.named("vector");
    }

    @Override
    public BackendProbe probe() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return new BackendProbe.Unusable(
                    "the module " + MODULE + " is not loaded", "start Java with --add-modules " + MODULE);
        }
        String vm = System.getProperty("java.vm.name", "");
        if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
            return new BackendProbe.Unusable(
                    "the Vector API is known to be fast on HotSpot only; this is " + vm, "use a HotSpot JDK");
        }
        if (System.getProperty("java.vm.info", "").contains("interpreted")) {
            return new BackendProbe.Unusable("the JVM runs interpreted (-Xint)", "start Java without -Xint");
        }
        try {
            VectorSettings.read();
        } catch (IllegalArgumentException e) {
            return new BackendProbe.Unusable(String.valueOf(e.getMessage()), "correct it or leave it out");
        }
        try {
            BackendInfo info =
                    (BackendInfo) lookup("describe", MethodType.methodType(BackendInfo.class, VectorStorage.class))
                            .invoke(storage);
            int lanes = (int) lookup("lanes", MethodType.methodType(int.class)).invoke();
            if (lanes < LEAST_LANES) {
                return new BackendProbe.Unusable(
                        "vectors of %d doubles are slower than plain Java".formatted(lanes),
                        "run on a processor with AVX2 or AVX-512, or take " + storage.named("scalar"));
            }
            return new BackendProbe.Usable(
                    info,
                    switch (storage) {
                        case FLOAT64 -> BackendProbe.Rank.VECTOR;
                        case FLOAT32 -> BackendProbe.Rank.BY_NAME_ONLY;
                    });
        } catch (Throwable e) {
            return new BackendProbe.Unusable(
                    "the Vector API does not start: " + e, "use JDK 25 as built by its vendor");
        }
    }

    @Override
    public RevaluationBackend open() {
        try {
            return (RevaluationBackend)
                    lookup("create", MethodType.methodType(RevaluationBackend.class, VectorStorage.class))
                            .invoke(storage);
        } catch (Throwable e) {
            throw new IllegalStateException("the Vector API does not start", e);
        }
    }

    private static MethodHandle lookup(String method, MethodType type) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return lookup.findStatic(lookup.findClass(BACKEND), method, type);
    }
}
