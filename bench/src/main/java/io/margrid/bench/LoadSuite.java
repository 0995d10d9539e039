package io.margrid.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Many callers at once: what joining calls brings, and what a server does when more come than it can answer. How
/// to run and read it: `LoadSuite.md`.
final class LoadSuite implements Suite {
    private static final LoadSections.Effort FULL = new LoadSections.Effort(80.0, 7, 1.5, 9, 150, 4.0, 10.0);
    private static final LoadSections.Effort QUICK = new LoadSections.Effort(40.0, 3, 1.0, 5, 100, 3.0, 4.0);
    private static final String HEAP = "1g";

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String what() {
        return "ComputeMargin of books of %d positions by many callers, up to three times as many as can be answered"
                .formatted(LoadWorkload.POSITIONS);
    }

    @Override
    public void run(SuiteContext context) throws IOException, InterruptedException {
        List<LoadSections.Subject> subjects = subjects();
        List<String> options = new ArrayList<>(List.of("-Xmx" + HEAP, "-XX:ActiveProcessorCount=1"));
        options.addAll(ServerProcess.options("margrid.load.options"));
        List<String> settings =
                subjects.stream().map(LoadSections.Subject::settings).toList();
        try (ServerProcess server = ServerProcess.start(options, LoadServer.class, settings);
                LoadSections sections = new LoadSections(context, context.quick() ? QUICK : FULL, subjects, server)) {
            sections.warm();
            List<Integer> all = MachineFacts.processors();
            boolean apart = pin(context, server);
            try {
                sections.measure();
            } finally {
                if (apart) {
                    unpin(all);
                }
            }
        }
    }

    private static List<LoadSections.Subject> subjects() {
        String given = System.getProperty("margrid.load.settings", "");
        String more = given.isEmpty() ? "" : "," + given;
        List<LoadSections.Subject> subjects = new ArrayList<>();
        for (String backend : List.of("vector", "opencl")) {
            if (DirectBackends.isUsable(backend)) {
                String settings = "server.port=0,backend.name=" + backend + more;
                subjects.add(new LoadSections.Subject(backend, true, settings));
                subjects.add(new LoadSections.Subject(backend, false, settings + ",batch.join=false"));
            }
        }
        return subjects;
    }

    /// Puts server and generator on processors of their own.
    private static boolean pin(SuiteContext context, ServerProcess server) throws InterruptedException {
        List<String> prefix = context.pinning().prefix();
        String core = prefix.isEmpty() ? "" : prefix.getLast();
        String others = MachineFacts.processors().stream()
                .map(String::valueOf)
                .filter(other -> !core.equals(other))
                .collect(Collectors.joining(","));
        boolean apart = !core.isEmpty()
                && !others.isEmpty()
                && Pinning.move(server.process().toHandle(), core)
                && Pinning.move(ProcessHandle.current(), others);
        context.report()
                .line(
                        apart
                                ? "- Load: servers on core %s, generator on %s, once code is compiled"
                                        .formatted(core, others)
                                : "- Load: servers and generator share all cores");
        return apart;
    }

    private static void unpin(List<Integer> processors) throws InterruptedException {
        String all = processors.stream().map(String::valueOf).collect(Collectors.joining(","));
        if (!Pinning.move(ProcessHandle.current(), all)) {
            throw new IllegalStateException("this process cannot go back to processors " + all);
        }
    }
}
