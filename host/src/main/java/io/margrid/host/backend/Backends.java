package io.margrid.host.backend;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// Chooses a backend among those on the class path.
///
/// `auto` takes the highest rank that is usable and gives the known answer to the last bit. A backend that the
/// user named is taken or the program stops: a forced choice never falls back silently.
public final class Backends {
    /// Automatic choice.
    public static final String AUTO = "auto";

    private static final System.Logger LOG = System.getLogger(Backends.class.getName());

    private Backends() {}

    /// Every backend on the class path, probed: highest rank first, unusable ones last.
    ///
    /// @return at least the scalar backend in a complete installation
    public static List<Candidate> candidates() {
        return candidates(ServiceLoader.load(RevaluationBackendProvider.class));
    }

    /// The given backends, probed: highest rank first, unusable ones last.
    ///
    /// @param providers the backends
    /// @return one candidate each
    static List<Candidate> candidates(Iterable<RevaluationBackendProvider> providers) {
        List<Candidate> candidates = new ArrayList<>();
        for (RevaluationBackendProvider provider : providers) {
            candidates.add(new Candidate(provider, provider.probe()));
        }
        candidates.sort(Comparator.comparingInt((Candidate c) -> -c.rank()).thenComparing(Candidate::id));
        return candidates;
    }

    /// Opens a backend.
    ///
    /// @param name a backend's short name, or [#AUTO]
    /// @return a backend that gave the known answer; the caller closes it
    /// @throws InvalidInputException if the named backend does not exist or cannot be used
    /// @throws IllegalStateException if no backend can be used
    public static RevaluationBackend open(String name) {
        return open(name, candidates());
    }

    /// Opens one of the candidates.
    ///
    /// @param name       a backend's short name, or [#AUTO]
    /// @param candidates highest rank first
    /// @return a backend that gave the known answer
    static RevaluationBackend open(String name, List<Candidate> candidates) {
        return name.equals(AUTO) ? automatic(candidates) : named(name, candidates);
    }

    private static RevaluationBackend automatic(List<Candidate> candidates) {
        List<String> reasons = new ArrayList<>();
        for (Candidate candidate : candidates) {
            switch (candidate.probe()) {
                case BackendProbe.Unusable unusable -> reasons.add(candidate.id() + ": " + unusable.reason());
                case BackendProbe.Usable _ -> {
                    Trial trial = Trial.of(candidate);
                    if (trial.backend().isPresent()) {
                        reasons.forEach(reason -> LOG.log(System.Logger.Level.INFO, "backend not used: {0}", reason));
                        return trial.backend().get();
                    }
                    reasons.add(candidate.id() + ": " + trial.failure());
                    LOG.log(System.Logger.Level.WARNING, "backend {0} not used: {1}", candidate.id(), trial.failure());
                }
            }
        }
        throw new IllegalStateException("no backend can be used: " + String.join("; ", reasons));
    }

    private static RevaluationBackend named(String name, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (candidate.id().equals(name)) {
                if (candidate.probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
                    throw new InvalidInputException(
                            "backend", "%s cannot be used: %s; %s".formatted(name, reason, remedy));
                }
                Trial trial = Trial.of(candidate);
                return trial.backend()
                        .orElseThrow(
                                () -> new InvalidInputException("backend", "%s: %s".formatted(name, trial.failure())));
            }
        }
        throw new InvalidInputException(
                "backend",
                "\"%s\" is none of auto, %s"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        candidates.stream().map(Candidate::id).toList())));
    }
}
