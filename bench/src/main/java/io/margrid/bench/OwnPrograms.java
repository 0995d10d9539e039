package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Margrid's backends of the processor as programs of a suite.
final class OwnPrograms {
    static final String SCALAR = "margrid-scalar";
    static final String VECTOR = "margrid-vector";
    static final String VECTOR_256 = "margrid-vector-256";

    private OwnPrograms() {}

    /// The programs, the fastest first.
    ///
    /// @param main      what serves a backend by the protocol of peers; takes its id
    /// @param tolerance largest difference allowed
    /// @param leftOut   is told of a backend that this machine cannot use
    static List<Program> of(Class<?> main, double tolerance, Consumer<String> leftOut) {
        List<Program> programs = new ArrayList<>();
        if (usable("vector", leftOut)) {
            programs.add(program(VECTOR, "Margrid `vector`", List.of(), main, "vector", tolerance));
            if (MachineFacts.avx512()) {
                programs.add(program(
                        VECTOR_256,
                        "Margrid `vector`, held to 256 bit",
                        List.of("-XX:UseAVX=2"),
                        main,
                        "vector",
                        tolerance));
            }
        }
        programs.add(program(SCALAR, "Margrid `scalar`", List.of(), main, "scalar", tolerance));
        return programs;
    }

    private static Program program(
            String name, String title, List<String> options, Class<?> main, String backend, double tolerance) {
        return new Program(name, title, Program.java(options, main, backend), tolerance);
    }

    private static boolean usable(String id, Consumer<String> leftOut) {
        for (Candidate candidate : Backends.onClassPath().candidates()) {
            if (candidate.id().equals(id)
                    && candidate.probe() instanceof BackendProbe.Unusable(String reason, String _)) {
                leftOut.accept("margrid-%s: %s".formatted(id, reason));
                return false;
            }
        }
        return true;
    }
}
