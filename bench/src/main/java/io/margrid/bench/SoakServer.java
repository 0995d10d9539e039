package io.margrid.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import io.margrid.host.cli.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/// The process that [SoakCommand] loads: `margrid serve` itself. Answers each line of its standard input, after
/// collecting garbage, with a line `SAMPLE` and a [SoakSample], and drains when that ends.
public final class SoakServer {
    private static final System.Logger LOG = System.getLogger(SoakServer.class.getName());

    private SoakServer() {}

    /// Serves until standard input ends.
    ///
    /// @param args the arguments of `margrid`
    public static void main(String[] args) {
        Thread watcher = new Thread(SoakServer::answer, "samples");
        watcher.setDaemon(true);
        watcher.start();
        Main.main(args);
    }

    private static void answer() {
        try {
            int next = System.in.read();
            while (next >= 0) {
                if (next == '\n') {
                    System.out.println("SAMPLE " + sample().line());
                }
                next = System.in.read();
            }
        } catch (IOException | JMException e) {
            LOG.log(System.Logger.Level.ERROR, "no sample", e);
        }
        System.exit(0);
    }

    private static SoakSample sample() throws IOException, JMException {
        // The first finds what the second frees: buffers are given back by cleaners.
        for (int collection = 0; collection < 2; collection++) {
            System.gc();
        }
        // As garbage of the heap, what was given back to malloc is not held for anything.
        diagnose("systemTrimNativeHeap");
        return new SoakSample(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                pools(pool -> !pool.contains("Code")),
                pools(pool -> pool.contains("Code")),
                nativeMemory("Other"),
                nativeMemory("Total"),
                residentBytes(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                virtualThreads(),
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getOpenFileDescriptorCount());
    }

    private static long pools(Predicate<String> names) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.NON_HEAP && names.test(pool.getName()))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    /// What the virtual machine took from the system for a purpose: `Other` are buffers outside the heap, by
    /// whatever way they were taken.
    private static long nativeMemory(String purpose) throws JMException {
        return diagnose("vmNativeMemory", "summary", "scale=b")
                .lines()
                .filter(line -> line.contains(purpose) && line.contains("committed="))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*committed=(\\d+).*", "$1")))
                .findFirst()
                .orElse(0);
    }

    /// A command of those that `jcmd` has.
    private static String diagnose(String command, String... arguments) throws JMException {
        Object said = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        command,
                        arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                        arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
        return (String) said;
    }

    private static long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    << 10;
        }
    }

    /// The virtual threads that have not ended, counted in a dump of all threads.
    private static long virtualThreads() throws IOException {
        Path folder = Files.createTempDirectory("margrid-soak");
        Path dump = folder.resolve("threads.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
            try (Stream<String> lines = Files.lines(dump)) {
                return lines.filter(line -> line.contains("\"virtual\": true")).count();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}
