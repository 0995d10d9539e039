package io.margrid.kernels;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs that tests need and a machine may not have. A test whose program is missing is skipped, or fails where
/// property `margrid.skips.fail` is true.
public final class Tool {
    private static final long TIMEOUT_SECONDS = 120;

    private Tool() {}

    /// A program on the path.
    ///
    /// @param name its name
    /// @return where it is
    public static Path require(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw missing("there is no program " + name + " on the path");
    }

    /// Skips the test, or fails it.
    ///
    /// @param what is missing
    /// @return never
    public static RuntimeException missing(String what) {
        if (Boolean.getBoolean("margrid.skips.fail")) {
            throw new AssertionError(what);
        }
        return abort(what);
    }

    /// Runs a program to its end.
    ///
    /// @param command the program and its arguments
    /// @return what it printed
    public static String run(List<String> command) {
        return run(new ProcessBuilder(command));
    }

    /// Runs a program to its end.
    ///
    /// @param builder the program
    /// @return what it printed, on either stream
    public static String run(ProcessBuilder builder) {
        try {
            Path output = Files.createTempFile("margrid-tool", ".txt");
            try {
                Process process = builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(builder.command() + " did not end: " + Files.readString(output));
                }
                String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
                if (process.exitValue() != 0) {
                    throw new AssertionError(
                            "%s ended with %d:%n%s".formatted(builder.command(), process.exitValue(), text));
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
