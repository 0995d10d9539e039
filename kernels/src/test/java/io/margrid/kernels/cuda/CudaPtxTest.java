package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.kernels.Tool;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The committed PTX. It has not run on hardware here; it is what nvcc makes of the kernels' text, and `ptxas`,
/// which is what a driver has inside, assembles it.
class CudaPtxTest {
    private static final Pattern MADE_BY = Pattern.compile("^// .*, nvcc ([0-9.]+) ");
    private static final Pattern INSTRUCTION =
            Pattern.compile("^\\s+(?:@!?%p\\d+ )?([a-z][\\w.]*)[\\s;]", Pattern.MULTILINE);

    /// All that computes in double precision; IEEE 754 defines each to the last bit.
    ///
    /// Those that round say `.rn`, which also keeps `ptxas` and the driver from joining a product and a sum.
    private static final Set<String> ARITHMETIC =
            Set.of("add.rn", "sub.rn", "mul.rn", "fma.rn", "div.rn", "rcp.rn", "sqrt.rn", "abs", "neg", "min", "max");

    private static final Set<String> MOVES = Set.of("mov", "selp", "ld.global", "ld.global.nc", "st.global");

    @TempDir
    private static Path folder;

    private static String committed() {
        return CudaProgram.text();
    }

    private static Set<String> instructions() {
        return INSTRUCTION
                .matcher(committed())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void isOfTheKernelsAsTheyAre() {
        assertThat(committed().lines().findFirst())
                .as("run kernels/make_ptx after a change of the kernels' text")
                .hasValueSatisfying(line ->
                        assertThat(line).contains(KernelSource.hash(KernelSource.assemble(KernelDialect.CUDA))));
    }

    private static Set<String> kernels() {
        return Pattern.compile("KERNEL (\\w+)\\(")
                .matcher(KernelSource.assemble(KernelDialect.CUDA))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void hasEveryKernel() {
        assertThat(kernels()).contains("prepare", "risk_by_scenario", "worst_cells");
        for (String kernel : kernels()) {
            assertThat(committed()).contains(".visible .entry " + kernel + "(");
        }
    }

    @Test
    void computesWithExactOperationsOnly() {
        Set<String> doubles = new TreeSet<>();
        for (String instruction : instructions()) {
            if (instruction.endsWith(".f64") && !instruction.startsWith("setp.")) {
                doubles.add(instruction.substring(0, instruction.length() - ".f64".length()));
            }
        }
        assertThat(doubles).contains("mul.rn", "add.rn", "fma.rn", "div.rn", "sqrt.rn");
        doubles.removeAll(ARITHMETIC);
        doubles.removeAll(MOVES);
        assertThat(doubles).isEmpty();
    }

    @Test
    void roundsAndFlushesNothingAndCallsNobody() {
        assertThat(instructions()).hasSizeGreaterThan(30);
        for (String instruction : instructions()) {
            assertThat(instruction)
                    .doesNotContain(".ftz", ".approx", ".f32", ".f16", ".sat")
                    .doesNotStartWith("call");
        }
        assertThat(committed()).doesNotContain(".func", ".extern", ".local");
    }

    /// No number of this machine or user: the file is the same wherever it is made.
    @Test
    void namesNoPath() {
        assertThat(committed()).doesNotContain("/tmp", "/home", "margrid-ptx", ".cu\"");
    }

    @Test
    void isWhatNvccMakes() throws IOException {
        Matcher madeBy = MADE_BY.matcher(committed());
        assertThat(madeBy.find()).isTrue();
        if (!madeBy.group(1).equals(MakePtx.release())) {
            throw Tool.missing("the PTX was made by nvcc " + madeBy.group(1) + ", here is " + MakePtx.release());
        }
        Path elsewhere = Files.createDirectories(folder.resolve("another/place"));
        assertThat(MakePtx.make(elsewhere)).isEqualTo(committed());
    }

    @ParameterizedTest
    @ValueSource(ints = {75, 80, 86, 87, 89, 90, 100, 103, 120})
    void assemblesWithoutSpills(int architecture) throws IOException {
        Path ptx = Files.writeString(folder.resolve("kernels.ptx"), committed());
        String report = Tool.run(List.of(
                Tool.require("ptxas").toString(),
                "-arch=sm_" + architecture,
                "-v",
                "--warn-on-spills",
                "-o",
                folder.resolve("kernels.cubin").toString(),
                ptx.toString()));
        List<String> frames =
                report.lines().filter(line -> line.contains("stack frame")).toList();
        assertThat(frames)
                .hasSameSizeAs(kernels())
                .allMatch(
                        line -> line.strip().equals("0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads"));
        assertThat(report).doesNotContain("warning", "error");
    }
}
