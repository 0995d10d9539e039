package io.margrid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./margrid bench`: measures Margrid beside other programs, with everything in one run so that ratios mean
/// something. How to run and read it: `Bench.md`.
@Command(
        name = "margrid bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed beside the peers found on this machine, and prints tables of ratios.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:Margrid failed at the work or gave a wrong answer", "2:bad command line"})
public final class Bench implements Callable<Integer> {
    /// All suites, in the order in which they run.
    private static final List<Suite> SUITES = List.of(
            new PricingSuite(), //
            new AggregationSuite(), //
            new FullBookSuite(), //
            new RpcSuite(), //
            new StreamSuite(), //
            new LoadSuite());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE",
            description = "what to measure: ${COMPLETION-CANDIDATES} (default: all)",
            completionCandidates = SuiteNames.class)
    private List<String> suites = List.of();

    @Option(names = "--quick", description = "less measuring time, wider intervals")
    private boolean quick;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            description = "peers to measure beside: ${COMPLETION-CANDIDATES}, or none (default: all)",
            completionCandidates = PeerNames.class)
    private List<String> peers = List.of();

    @Option(
            names = "--core",
            paramLabel = "N",
            description = "core that timed processes are pinned to (default: the last)")
    private Optional<Integer> core = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "write a result file")
    private Optional<Path> markdown = Optional.empty();

    private Bench() {}

    private static final class SuiteNames extends ArrayList<String> {
        SuiteNames() {
            super(SUITES.stream().map(Suite::name).toList());
        }
    }

    private static final class PeerNames extends ArrayList<String> {
        PeerNames() {
            super(SUITES.stream()
                    .flatMap(suite -> suite.peers().stream())
                    .sorted()
                    .distinct()
                    .toList());
        }
    }

    /// Runs and ends the process.
    ///
    /// @param args the command line, see `--help`
    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    /// The command line, to be executed.
    static CommandLine command() {
        return new CommandLine(new Bench())
                .addSubcommand(new SoakCommand())
                .setExecutionExceptionHandler((exception, line, _) -> {
                    line.getErr().println("error: " + exception.getMessage());
                    if (!(exception instanceof IllegalStateException || exception instanceof IOException)) {
                        exception.printStackTrace(line.getErr());
                    }
                    return 1;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Suite> chosen = chosen();
        SuiteContext context = new SuiteContext(
                quick,
                peerChoice(),
                pinning(),
                new NativePeers(Path.of(System.getProperty("margrid.root", "."))),
                new Report());
        context.report()
                .begin("Margrid measured: %s"
                        .formatted(chosen.stream().map(Suite::name).collect(Collectors.joining(", "))));
        context.report().line("- Timed processes: " + context.pinning().description());
        for (Suite suite : chosen) {
            context.report().line("- Suite `%s`: %s".formatted(suite.name(), suite.what()));
        }
        for (Suite suite : chosen) {
            suite.run(context);
        }
        if (markdown.isPresent()) {
            Files.writeString(markdown.get(), context.report().text());
        }
        return 0;
    }

    private List<Suite> chosen() {
        for (String name : suites) {
            if (SUITES.stream().noneMatch(suite -> suite.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "suite: \"%s\" is none of %s".formatted(name, String.join(", ", new SuiteNames())));
            }
        }
        return SUITES.stream()
                .filter(suite -> suites.isEmpty() || suites.contains(suite.name()))
                .toList();
    }

    private Pinning pinning() throws InterruptedException {
        Pinning pinning = core.isPresent() ? Pinning.to(core.get()) : Pinning.to(MachineFacts.lastProcessor());
        if (core.isPresent() && pinning.prefix().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "core: " + pinning.description());
        }
        return pinning;
    }

    private PeerChoice peerChoice() {
        try {
            return PeerChoice.of(peers, new PeerNames());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
