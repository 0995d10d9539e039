package io.margrid.host.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// The process: memory, collector, threads, descriptors. Names are those that Prometheus' own clients use.
final class JvmMetrics {
    private static final double MILLIS = 1e3;

    private JvmMetrics() {}

    static void register(PrometheusRegistry registry) {
        memory(registry);
        collectors(registry);
        threads(registry);
        process(registry);
    }

    private static void memory(PrometheusRegistry registry) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        GaugeWithCallback.builder()
                .name("jvm_memory_used_bytes")
                .help("Memory in use, by area.")
                .labelNames("area")
                .callback(callback -> {
                    callback.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
                    callback.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_memory_committed_bytes")
                .help("Memory taken from the system, by area.")
                .labelNames("area")
                .callback(callback -> {
                    callback.call((double) memory.getHeapMemoryUsage().getCommitted(), "heap");
                    callback.call((double) memory.getNonHeapMemoryUsage().getCommitted(), "nonheap");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_memory_max_bytes")
                .help("Most memory that may be taken, by area; -1 for no limit.")
                .labelNames("area")
                .callback(callback -> {
                    callback.call((double) memory.getHeapMemoryUsage().getMax(), "heap");
                    callback.call((double) memory.getNonHeapMemoryUsage().getMax(), "nonheap");
                })
                .register(registry);
        List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
        GaugeWithCallback.builder()
                .name("jvm_buffer_pool_used_bytes")
                .help("Memory of buffers outside the heap, by pool.")
                .labelNames("pool")
                .callback(
                        callback -> pools.forEach(pool -> callback.call((double) pool.getMemoryUsed(), pool.getName())))
                .register(registry);
    }

    private static void collectors(PrometheusRegistry registry) {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        CounterWithCallback.builder()
                .name("jvm_gc_collections_total")
                .help("Garbage collections, by collector.")
                .labelNames("gc")
                .callback(callback ->
                        collectors.forEach(gc -> callback.call((double) gc.getCollectionCount(), gc.getName())))
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_seconds_total")
                .help("Time of garbage collections, by collector.")
                .labelNames("gc")
                .callback(callback ->
                        collectors.forEach(gc -> callback.call(gc.getCollectionTime() / MILLIS, gc.getName())))
                .register(registry);
    }

    private static void threads(PrometheusRegistry registry) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        GaugeWithCallback.builder()
                .name("jvm_threads_current")
                .help("Platform threads.")
                .callback(callback -> callback.call(threads.getThreadCount()))
                .register(registry);
    }

    private static void process(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("process_start_time_seconds")
                .help("When the process was started, in seconds since 1970.")
                .callback(callback ->
                        callback.call(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS))
                .register(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            CounterWithCallback.builder()
                    .name("process_cpu_seconds_total")
                    .help("Processor time of the process.")
                    .callback(callback -> callback.call(system.getProcessCpuTime() / Bounds.NANOS))
                    .register(registry);
            GaugeWithCallback.builder()
                    .name("process_open_fds")
                    .help("Descriptors in use.")
                    .callback(callback -> callback.call((double) system.getOpenFileDescriptorCount()))
                    .register(registry);
            GaugeWithCallback.builder()
                    .name("process_max_fds")
                    .help("Most descriptors.")
                    .callback(callback -> callback.call((double) system.getMaxFileDescriptorCount()))
                    .register(registry);
        }
    }
}
