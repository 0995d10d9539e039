package io.margrid.kernels.cuda;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// A program that asks every provider of the class path, which makes each binding load its native library, and
/// runs the known answer on CUDA.
final class CudaRun {
    private CudaRun() {}

    /// A process that runs it.
    ///
    /// @param drivers folder in which libcuda.so.1 is looked for first
    /// @param options of Java
    static ProcessBuilder process(Path drivers, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CudaRun.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("LD_LIBRARY_PATH", drivers.toAbsolutePath().normalize().toString());
        return builder;
    }

    /// Prints what each provider found.
    public static void main(String[] args) {
        for (RevaluationBackendProvider provider : ServiceLoader.load(RevaluationBackendProvider.class)) {
            BackendProbe probe = provider.probe();
            System.out.println(provider.id() + ": " + probe);
            if (provider.id().equals("cuda") && probe instanceof BackendProbe.Usable) {
                try (RevaluationBackend backend = provider.open()) {
                    System.out.println("known answer: " + KnownAnswer.reproducedBy(backend));
                }
            }
        }
    }
}
