package io.margrid.kernels.cuda;

import io.margrid.kernels.Tool;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The driver of the tests, `fake_libcuda.c`, with the kernels' CUDA text compiled for the processor: the very
/// text that nvcc gets, its prelude included.
///
/// Once it is loaded, whatever asks for `libcuda.so.1` in this process gets it, since that is the name it has.
final class FakeCuda {
    static final String LIBRARY = "libcuda.so.1";

    /// Orders in which work is done.
    static final int LATE = 0;

    static final int AT_ONCE = 1;

    private static final Pattern KERNEL = Pattern.compile("KERNEL (\\w+)\\(([^)]*)\\)");

    /// What nvcc knows by itself.
    private static final String LANGUAGE = """
        #include <cmath>
        #include <cstring>
        #define __global__
        #define __device__
        struct fake_triple { unsigned x, y, z; };
        static thread_local fake_triple blockIdx, threadIdx, blockDim, gridDim;
        static inline long long __double_as_longlong(double x) { long long y; std::memcpy(&y, &x, 8); return y; }
        static inline double __longlong_as_double(long long x) { double y; std::memcpy(&y, &x, 8); return y; }
        """;

    private static @Nullable FakeCuda loaded;

    private final Path folder;
    private final SymbolLookup library;

    private FakeCuda(Path folder) throws IOException {
        this.folder = folder;
        this.library = SymbolLookup.libraryLookup(build(folder), Arena.global());
    }

    /// The driver of this process, built and loaded when it is first asked for.
    static synchronized FakeCuda load() throws IOException {
        if (loaded == null) {
            Path folder = Files.createTempDirectory("margrid-fake-cuda");
            folder.toFile().deleteOnExit();
            for (String name : List.of("kernels.cpp", "kernels.o", LIBRARY)) {
                folder.resolve(name).toFile().deleteOnExit();
            }
            loaded = new FakeCuda(folder);
        }
        return loaded;
    }

    /// The library's folder, for processes of their own.
    Path folder() {
        return folder;
    }

    /// Builds the driver.
    ///
    /// @param folder  where to
    /// @param options of the C compiler
    /// @return the library
    static Path build(Path folder, String... options) throws IOException {
        Path kernels = folder.resolve("kernels.o");
        if (!Files.exists(kernels)) {
            Path text = Files.writeString(folder.resolve("kernels.cpp"), kernels());
            Tool.run(List.of(
                    Tool.require("g++").toString(),
                    "-std=c++17",
                    "-O2",
                    "-march=native",
                    "-ffp-contract=off",
                    "-fPIC",
                    "-c",
                    "-o",
                    kernels.toString(),
                    text.toString()));
        }
        Path library = folder.resolve(LIBRARY);
        List<String> command = new ArrayList<>(
                List.of(Tool.require("gcc").toString(), "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-shared",
                "-Wl,-soname," + LIBRARY,
                "-o",
                library.toString(),
                // Surefire starts tests in the module's folder.
                Path.of("src/test/c/fake_libcuda.c").toAbsolutePath().toString(),
                kernels.toString(),
                "-lstdc++",
                "-lm",
                "-lpthread"));
        Tool.run(command);
        return library;
    }

    private static String kernels() {
        String kernels = KernelSource.assemble(KernelDialect.CUDA);
        StringBuilder runs = new StringBuilder();
        List<String> rows = new ArrayList<>();
        Matcher kernel = KERNEL.matcher(kernels);
        while (kernel.find()) {
            List<String> arguments = new ArrayList<>();
            List<String> sizes = new ArrayList<>();
            for (String parameter : kernel.group(2).split(",", -1)) {
                String type = parameter
                        .strip()
                        .replaceAll("\\w+$", "")
                        .replace("RESTRICT", "")
                        .strip();
                arguments.add("*(%s*) a[%d]".formatted(type, arguments.size()));
                sizes.add("sizeof(%s)".formatted(type));
            }
            String name = kernel.group(1);
            runs.append("""
                static void run_%1$s(void** a, const unsigned* grid, const unsigned* block) {
                    gridDim = {grid[0], grid[1], grid[2]};
                    blockDim = {block[0], block[1], block[2]};
                    for (blockIdx.z = 0; blockIdx.z < gridDim.z; blockIdx.z++)
                    for (blockIdx.y = 0; blockIdx.y < gridDim.y; blockIdx.y++)
                    for (blockIdx.x = 0; blockIdx.x < gridDim.x; blockIdx.x++)
                    for (threadIdx.y = 0; threadIdx.y < blockDim.y; threadIdx.y++)
                    for (threadIdx.x = 0; threadIdx.x < blockDim.x; threadIdx.x++)
                        %1$s(%2$s);
                }
                """.formatted(name, String.join(", ", arguments)));
            rows.add("{\"%1$s\", %2$d, {%3$s}, run_%1$s}".formatted(name, sizes.size(), String.join(", ", sizes)));
        }
        String table = """
            extern "C" {
            struct kernel {
                const char* name;
                int parameters;
                unsigned char size[16];
                void (*run)(void**, const unsigned*, const unsigned*);
            };
            extern const kernel fake_kernels[] = {%s};
            extern const int fake_kernel_count = sizeof fake_kernels / sizeof fake_kernels[0];
            }
            """.formatted(String.join(",\n", rows));
        return LANGUAGE + kernels + runs + table;
    }

    private Object call(String name, FunctionDescriptor type, Object... arguments) {
        try {
            return Linker.nativeLinker()
                    .downcallHandle(library.find(name).orElseThrow(), type)
                    .invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void set(String name, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            Object[] natives = Arrays.stream(arguments)
                    .map(argument -> argument instanceof String text ? arena.allocateFrom(text) : argument)
                    .toArray();
            MemoryLayout[] layouts = Arrays.stream(arguments)
                    .map(argument -> argument instanceof String ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT)
                    .toArray(MemoryLayout[]::new);
            call(name, FunctionDescriptor.ofVoid(layouts), natives);
        }
    }

    /// One device, no faults, work done as late as possible.
    void reset() {
        set("fake_reset");
    }

    void devices(int count) {
        set("fake_devices", count);
    }

    void device(int index, String name, int multiprocessors, int kilohertz, int major, int minor) {
        set("fake_device", index, name, multiprocessors, kilohertz, major, minor);
    }

    void version(int version) {
        set("fake_version", version);
    }

    /// Sets when work is done.
    ///
    /// @param order [#LATE], [#AT_ONCE], or the seed of random moments
    void order(int order) {
        set("fake_order", order);
    }

    /// Makes one call answer a code.
    ///
    /// @param symbol of the driver
    /// @param at     which call of it from now on, from 1
    /// @param code   the answer
    void answer(String symbol, int at, int code) {
        set("fake_fault", symbol, at, 1, code);
    }

    /// Makes one call and every later one, whichever it is, answer a code, as a lost device does.
    void lose(String symbol, int at, int code) {
        set("fake_fault", symbol, at, 2, code);
    }

    /// Makes one call sleep.
    void hang(String symbol, int at, int milliseconds) {
        set("fake_fault", symbol, at, 3, milliseconds);
    }

    /// Makes one copy wrong by a bit.
    void flip(String symbol, int at) {
        set("fake_fault", symbol, at, 4, 0);
    }

    /// Makes one call of a symbol and every later one of it do nothing, as if it had been forgotten.
    void skip(String symbol, int at) {
        set("fake_fault", symbol, at, 5, 0);
    }

    /// Whether the fault that was set has happened.
    boolean happened() {
        return (int) call("fake_happened", FunctionDescriptor.of(ValueLayout.JAVA_INT)) != 0;
    }

    /// What was not given back: contexts, modules, memories, streams, events.
    int held() {
        return (int) call("fake_held", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    }

    /// The first wrong use of the driver, or nothing.
    String violation() {
        MemorySegment text = (MemorySegment) call("fake_violation", FunctionDescriptor.of(ValueLayout.ADDRESS));
        return text.reinterpret(1024).getString(0);
    }
}
