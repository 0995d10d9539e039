package io.margrid.kernels.cuda;

import io.margrid.kernels.Tool;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes the PTX that is committed: the script `kernels/make_ptx` runs it to write the file, a test to compare.
final class MakePtx {
    /// The oldest processor that nvcc 13 compiles for. The driver translates for every later one.
    static final String ARCHITECTURE = "compute_75";

    /// That no product and sum are joined is what the port's bits rest on; the others are nvcc's defaults,
    /// named so that a change of defaults changes nothing.
    private static final List<String> OPTIONS =
            List.of("-ptx", "-arch=" + ARCHITECTURE, "-fmad=false", "-prec-div=true", "-prec-sqrt=true", "-ftz=false");

    /// The version of PTX that the file claims, in place of nvcc's own.
    ///
    /// nvcc stamps its newest, which drivers older than itself refuse whatever is inside. The kernels use
    /// nothing newer than 6.3, and `ptxas` checks that against the number. 7.0 is the version of CUDA 11.0, the
    /// first driver with `cuDevicePrimaryCtxRelease_v2`, so that a smaller number would bring no further
    /// driver.
    static final String PTX_VERSION = "7.0";

    private static final Pattern RELEASE = Pattern.compile("release [0-9.]+, V([0-9.]+)");
    private static final Pattern VERSION_LINE = Pattern.compile("^\\.version .*$", Pattern.MULTILINE);

    private MakePtx() {}

    /// Writes the file.
    ///
    /// @param args where to
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("margrid-ptx");
        try {
            Files.writeString(Path.of(args[0]), make(folder));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(MakePtx::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compiles the kernels.
    ///
    /// @param folder for the text and what becomes of it; no path gets into the PTX
    /// @return the whole file
    static String make(Path folder) throws IOException {
        Path text = folder.resolve("margrid_kernels.cu");
        Path ptx = folder.resolve("margrid_kernels.ptx");
        Files.writeString(text, KernelSource.assemble(KernelDialect.CUDA));
        List<String> command = new ArrayList<>(List.of(Tool.require("nvcc").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", ptx.toString(), text.toString()));
        Tool.run(command);
        String body = VERSION_LINE.matcher(Files.readString(ptx)).replaceFirst(".version " + PTX_VERSION);
        return header(release()) + body;
    }

    /// The first line of the file.
    ///
    /// @param release of nvcc
    static String header(String release) {
        return "// margrid kernels, SHA-256 of the CUDA text %s, nvcc %s %s, .version set to %s\n"
                .formatted(
                        KernelSource.hash(KernelSource.assemble(KernelDialect.CUDA)),
                        release,
                        String.join(" ", OPTIONS),
                        PTX_VERSION);
    }

    /// The release of the nvcc on the path.
    static String release() {
        String text = Tool.run(List.of(Tool.require("nvcc").toString(), "--version"));
        Matcher release = RELEASE.matcher(text);
        if (!release.find()) {
            throw new AssertionError("nvcc does not say its release: " + text);
        }
        return release.group(1);
    }
}
