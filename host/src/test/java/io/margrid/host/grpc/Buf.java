package io.margrid.host.grpc;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `buf` program (npm `@bufbuild/buf`), for tests from outside.
///
/// @param program    the executable
/// @param repository root of the repository
record Buf(Path program, Path repository) {
    /// What a run gave.
    ///
    /// @param exit   exit code
    /// @param output standard output
    /// @param errors standard error
    record Run(int exit, String output, String errors) {}

    /// Finds the program: property `margrid.buf`, else where `.ci/run` installs it. Without it the test is
    /// skipped, or fails where property `margrid.skips.fail` is true.
    static Buf find() {
        Path repository = findRepository();
        String given = System.getProperty("margrid.buf", "");
        Path program = given.isEmpty()
                ? repository.resolve(".ci/tools/node_modules/.bin/buf")
                : Path.of(given).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            String reason = "no buf at %s; `npm install @bufbuild/buf` somewhere and give its path as -Dmargrid.buf"
                    .formatted(program);
            if (Boolean.getBoolean("margrid.skips.fail")) {
                fail(reason);
            }
            abort(reason);
        }
        return new Buf(program, repository);
    }

    private static Path findRepository() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("proto/buf.yaml"))) {
                return folder;
            }
        }
        throw new AssertionError("no repository around " + here);
    }

    /// Runs the program in the root of the repository.
    Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// Calls a server of this machine.
    ///
    /// @param path method, behind a slash
    Run curl(int port, String path, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "--protocol", "grpc", "--http2-prior-knowledge"));
        command.addAll(List.of(arguments));
        command.add("http://127.0.0.1:" + port + path);
        return run(command.toArray(String[]::new));
    }

    /// Runs a shell command that calls the program by its name.
    Run shell(String command) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", "buf() { \"" + program + "\" \"$@\"; }\n" + command));
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("buf", ".out");
        Path errors = Files.createTempFile("buf", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + command);
            }
            return new Run(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
