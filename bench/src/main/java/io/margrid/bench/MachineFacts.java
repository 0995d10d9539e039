package io.margrid.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a result file says about the machine. Linux tells most; elsewhere less is known.
final class MachineFacts {
    private static final List<String> VECTORS = List.of("avx2", "avx512f", "asimd", "sve");

    private MachineFacts() {}

    static String machine() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        List<String> processor = lines("/proc/cpuinfo");
        List<String> flags = VECTORS.stream().filter(flags()::contains).toList();
        String memory = system instanceof com.sun.management.OperatingSystemMXBean more
                ? ", %d MiB memory".formatted(more.getTotalMemorySize() >> 20)
                : "";
        return "processors for this process: %d, %s%s%s; %s %s%s; load average %s at the start"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        value(processor, "model name", ":").orElse(System.getProperty("os.arch")),
                        flags.isEmpty() ? "" : " (" + String.join(", ", flags) + ")",
                        memory,
                        System.getProperty("os.name"),
                        // The kernel's version without its builder's words.
                        System.getProperty("os.version").replaceFirst("-.*", ""),
                        value(lines("/etc/os-release"), "PRETTY_NAME", "=")
                                .map(name -> ", " + name.replace("\"", ""))
                                .orElse(""),
                        String.format(Locale.ROOT, "%.1f", system.getSystemLoadAverage()));
    }

    static String java() {
        return "%s %s (%s), %d MiB heap at most"
                .formatted(
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        Runtime.getRuntime().maxMemory() >> 20);
    }

    /// Processor time that this process has used so far, all threads together; the clock where that is not known.
    static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean more
                ? more.getProcessCpuTime()
                : System.nanoTime();
    }

    /// Number of the last processor that this process may use.
    static int lastProcessor() {
        return processors().getLast();
    }

    /// Numbers of the processors that this process may use.
    static List<Integer> processors() {
        return value(lines("/proc/self/status"), "Cpus_allowed_list", ":")
                .map(MachineFacts::numbers)
                .orElseGet(() -> IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .boxed()
                        .toList());
    }

    /// The numbers of a list such as `0,2-3`.
    static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(range -> range.split("-", -1))
                .flatMap(range -> IntStream.rangeClosed(
                                Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]))
                        .boxed())
                .toList();
    }

    /// Whether the processor has vectors of 512 bits.
    static boolean avx512() {
        return flags().contains("avx512f");
    }

    private static List<String> flags() {
        List<String> processor = lines("/proc/cpuinfo");
        return value(processor, "flags", ":")
                .or(() -> value(processor, "Features", ":"))
                .map(all -> List.of(all.split(" ", -1)))
                .orElse(List.of());
    }

    private static Optional<String> value(List<String> lines, String key, String sign) {
        return lines.stream()
                .filter(line -> line.startsWith(key) && line.contains(sign))
                .map(line -> line.substring(line.indexOf(sign) + 1).strip())
                .findFirst();
    }

    private static List<String> lines(String file) {
        try {
            return Files.isReadable(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
