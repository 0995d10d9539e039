package io.margrid.kernels.cdialect;

import io.margrid.kernels.Tool;
import io.margrid.kernels.device.DeviceMemory;
import io.margrid.kernels.device.HostDriver;
import io.margrid.kernels.device.KernelCall;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import io.margrid.model.revaluation.BackendInfo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kernels as C on this machine's processor, called through foreign functions, one work item after the other.
final class CDriver extends HostDriver {
    private static final Pattern KERNEL = Pattern.compile("KERNEL (\\w+)\\(([^)]*)\\)");
    private static final int MOST_ARGUMENTS = 16;
    private static final long MEMORY = 1L << 30;

    private final Arena arena = Arena.ofShared();
    private final SymbolLookup library;
    private final boolean lanesAreInstruments;

    CDriver(Path library, boolean lanesAreInstruments) {
        this.library = SymbolLookup.libraryLookup(library, arena);
        this.lanesAreInstruments = lanesAreInstruments;
    }

    /// Compiles the kernels, with a loop over the work items for each.
    ///
    /// @param folder  where the text and the library go
    /// @param options of the compiler, besides those that decide arithmetic
    static Path compile(Path folder, String... options) throws IOException {
        String kernels = KernelSource.assemble(KernelDialect.C);
        Path text = folder.resolve("margrid_kernels.c");
        Path library = folder.resolve("libmargrid_kernels.so");
        Files.writeString(text, kernels + loops(kernels));
        List<String> command = new ArrayList<>(List.of(
                Tool.require("gcc").toString(),
                "-std=c11",
                "-pedantic",
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-Wno-sign-conversion",
                "-Werror",
                "-ffp-contract=off",
                "-fPIC",
                "-shared",
                "-o",
                library.toString(),
                text.toString(),
                "-lm"));
        command.addAll(1, List.of(options));
        Tool.run(command);
        return library;
    }

    /// For each kernel a function `run_NAME(arguments, items0, items1)`.
    private static String loops(String kernels) {
        StringBuilder loops = new StringBuilder("\n");
        Matcher kernel = KERNEL.matcher(kernels);
        while (kernel.find()) {
            List<String> arguments = new ArrayList<>();
            for (String parameter : kernel.group(2).split(",", -1)) {
                String type = parameter.strip().replaceAll("\\w+$", "").strip();
                boolean pointer = type.contains("*");
                arguments.add("%s(%s%s) a[%d]"
                        .formatted(
                                pointer ? "" : "*",
                                type.replace("RESTRICT", ""),
                                pointer ? "" : "*",
                                arguments.size()));
            }
            loops.append("""
                void run_%1$s(void** a, i64 items0, i64 items1) {
                    for (margrid_global_id[1] = 0; margrid_global_id[1] < items1; margrid_global_id[1]++) {
                        for (margrid_global_id[0] = 0; margrid_global_id[0] < items0; margrid_global_id[0]++) {
                            %1$s(%2$s);
                        }
                    }
                }
                """.formatted(kernel.group(1), String.join(", ", arguments)));
        }
        return loops.toString();
    }

    @Override
    public BackendInfo info() {
        return new BackendInfo("c", "cpu/c/gcc", "the kernels as C, for tests");
    }

    @Override
    public boolean lanesAreInstruments() {
        return lanesAreInstruments;
    }

    @Override
    public long memoryLimit() {
        return MEMORY;
    }

    @Override
    public KernelCall kernel(String name) {
        MethodHandle run = Linker.nativeLinker()
                .downcallHandle(
                        library.find("run_" + name).orElseThrow(),
                        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        MemorySegment arguments = arena.allocate(ValueLayout.ADDRESS, MOST_ARGUMENTS);
        MemorySegment numbers = arena.allocate(ValueLayout.JAVA_INT, MOST_ARGUMENTS);
        return new KernelCall() {
            private int next;

            @Override
            public KernelCall with(DeviceMemory memory) {
                arguments.setAtIndex(ValueLayout.ADDRESS, next++, segment(memory));
                return this;
            }

            @Override
            public KernelCall with(int value) {
                numbers.setAtIndex(ValueLayout.JAVA_INT, next, value);
                arguments.setAtIndex(ValueLayout.ADDRESS, next, numbers.asSlice(4L * next));
                next++;
                return this;
            }

            @Override
            public void launch(long items0, long items1) {
                next = 0;
                try {
                    // More items than there is work, as a device with groups of items has.
                    run.invokeExact(arguments, items0 + 3, items1 + 3);
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
