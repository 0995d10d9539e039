package io.margrid.host.backend;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Chooses a backend among those on the class path, and logs a line for each.
///
/// `auto` takes the highest rank that is usable and gives the known answer to the last bit. A backend that the
/// user named is taken or the program stops: a forced choice never falls back silently. Devices are
/// [guarded][GuardedBackend], with a backend of plain Java behind them.
public final class Backends {
    /// Automatic choice.
    public static final String AUTO = "auto";

    private static final System.Logger LOG = System.getLogger(Backends.class.getName());

    /// How long a provider may look at the machine: a driver can hang at that, too.
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<RevaluationBackendProvider> providers;
    private final GuardSettings settings;

    /// A choice among the given backends.
    ///
    /// @param providers the backends
    /// @param settings  how devices are guarded
    Backends(List<RevaluationBackendProvider> providers, GuardSettings settings) {
        this.providers = List.copyOf(providers);
        this.settings = settings;
    }

    /// The backends on the class path, guarded as system properties say.
    ///
    /// @return at least the scalar backend in a complete installation
    /// @throws InvalidInputException naming every property that is wrong
    public static Backends onClassPath() {
        List<RevaluationBackendProvider> found = new ArrayList<>();
        Iterator<RevaluationBackendProvider> loader =
                ServiceLoader.load(RevaluationBackendProvider.class).iterator();
        while (true) {
            try {
                if (!loader.hasNext()) {
                    return new Backends(found, GuardSettings.of(System.getProperties()));
                }
                found.add(loader.next());
            } catch (ServiceConfigurationError e) {
                LOG.log(Level.WARNING, "a backend cannot be loaded: " + e);
            }
        }
    }

    /// Opens a backend on the class path.
    ///
    /// @param name a backend's short name, or [#AUTO]
    /// @return a backend that gave the known answer; the caller closes it
    /// @throws InvalidInputException if the named backend does not exist or cannot be used, or a setting is wrong
    /// @throws IllegalStateException if no backend can be used
    public static RevaluationBackend open(String name) {
        return onClassPath().choose(name);
    }

    /// How devices are guarded.
    ///
    /// @return the settings
    public GuardSettings settings() {
        return settings;
    }

    /// Every backend, probed: highest rank first, unusable ones last.
    ///
    /// @return one candidate each
    public List<Candidate> candidates() {
        // All at once, since a driver takes a while to load.
        List<Probing> probes = providers.stream().map(Probing::of).toList();
        List<Candidate> candidates =
                new ArrayList<>(probes.stream().map(Probing::await).toList());
        candidates.sort(Comparator.comparingInt(Candidate::rank).reversed().thenComparing(Candidate::id));
        return candidates;
    }

    /// A probe under way, on a thread of its own.
    private record Probing(RevaluationBackendProvider provider, DeviceThread thread, Future<BackendProbe> probe) {
        static Probing of(RevaluationBackendProvider provider) {
            DeviceThread thread = new DeviceThread("probe " + provider.id());
            Future<BackendProbe> probe = thread.submit(provider::probe);
            thread.finish(() -> {});
            return new Probing(provider, thread, probe);
        }

        Candidate await() {
            try {
                return new Candidate(provider, thread.await("looking at the machine", probe, PROBE_NANOS));
            } catch (BackendException e) {
                return new Candidate(
                        provider,
                        new BackendProbe.Unusable(
                                "its probe failed: " + e.getMessage(), "repair its driver, or name another backend"));
            }
        }
    }

    /// Opens a backend.
    ///
    /// @param name a backend's short name, or [#AUTO]
    /// @return a backend that gave the known answer; the caller closes it
    /// @throws InvalidInputException if the named backend does not exist or cannot be used
    /// @throws IllegalStateException if no backend can be used
    public RevaluationBackend choose(String name) {
        return name.equals(AUTO) ? automatic() : named(name);
    }

    private RevaluationBackend automatic() {
        List<String> reasons = new ArrayList<>();
        RevaluationBackend chosen = null;
        List<Candidate> candidates = candidates();
        for (int c = 0; c < candidates.size(); c++) {
            Candidate candidate = candidates.get(c);
            String who = "backend %d of %d, %s: ".formatted(c + 1, candidates.size(), candidate.id());
            switch (candidate.probe()) {
                case BackendProbe.Unusable(String reason, String remedy) -> {
                    reasons.add(candidate.id() + ": " + reason);
                    LOG.log(Level.INFO, who + "not usable: " + reason + "; " + remedy);
                }
                case BackendProbe.Usable usable -> {
                    BackendInfo info = usable.info();
                    if (!usable.isAutomatic()) {
                        LOG.log(Level.INFO, who + "usable by name only: " + info.label());
                        continue;
                    }
                    if (chosen != null) {
                        LOG.log(Level.INFO, who + "usable: " + info.label());
                        continue;
                    }
                    try {
                        chosen = open(candidate, true, () -> candidates, settings);
                        LOG.log(Level.INFO, who + "chosen: " + info.label());
                    } catch (BackendException e) {
                        reasons.add(candidate.id() + ": " + e.getMessage());
                        LOG.log(Level.WARNING, who + "not used: " + e.getMessage());
                    }
                }
            }
        }
        if (chosen == null) {
            throw new IllegalStateException("no backend can be used: " + String.join("; ", reasons));
        }
        return chosen;
    }

    private RevaluationBackend named(String name) {
        for (RevaluationBackendProvider provider : providers) {
            if (provider.id().equals(name)) {
                Candidate candidate = Probing.of(provider).await();
                if (candidate.probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
                    throw new InvalidInputException(
                            "backend", "%s cannot be used: %s; %s".formatted(name, reason, remedy));
                }
                try {
                    RevaluationBackend backend = open(candidate, false, this::candidates, settings);
                    LOG.log(
                            Level.INFO,
                            "backend %s: named: %s"
                                    .formatted(name, backend.info().label()));
                    return backend;
                } catch (BackendException e) {
                    throw new InvalidInputException("backend", name + ": " + e.getMessage());
                }
            }
        }
        throw new InvalidInputException(
                "backend",
                "\"%s\" is none of auto, %s"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        candidates().stream().map(Candidate::id).toList())));
    }

    /// Opens a candidate for a test of it alone: guarded against hanging, and nothing computes in its place.
    ///
    /// @param candidate usable
    /// @return a backend that gave the known answer; the caller closes it
    /// @throws BackendException if it does not open, does not give the known answer, or later, if it fails
    public RevaluationBackend openAlone(Candidate candidate) {
        return open(candidate, false, this::candidates, settings.withoutCrossChecks());
    }

    /// @param all candidates to find a backend of plain Java among, once it is needed
    private static RevaluationBackend open(
            Candidate candidate, boolean substituted, Supplier<List<Candidate>> all, GuardSettings settings) {
        if (candidate.isJava()) {
            return candidate.open();
        }
        return GuardedBackend.open(
                candidate, settings, substituted, () -> plainJava(all.get()), System::nanoTime, new SplittableRandom());
    }

    /// Opens the best backend of plain Java, which checks a device and computes for it.
    private static RevaluationBackend plainJava(List<Candidate> candidates) {
        List<String> reasons = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.isJava() && candidate.isAutomatic()) {
                try {
                    return candidate.open();
                } catch (BackendException e) {
                    reasons.add(candidate.id() + ": " + e.getMessage());
                }
            }
        }
        throw new IllegalStateException("no backend of plain Java can be used: " + String.join("; ", reasons));
    }
}
