package io.margrid.host.cli;

import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// Lists the margin methodologies.
@Command(
        name = "models",
        description = "List the margin methodologies: what each is, where its figures are from and how well they are"
                + " known, and what it leaves out.")
final class ModelsCommand implements Callable<Integer> {
    private final Console console;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ParameterStore store = ParameterStore.shipped();
        PrintWriter out = console.out();
        for (Methodology one : Models.all()) {
            ParameterStore.Entry entry = store.find(one.defaultSet()).orElseThrow();
            ParameterSet set = entry.parameters();
            MarginModel model = one.model(set);
            out.println("%s%s".formatted(one.id(), one.id().equals(Models.DEFAULT) ? "  (default)" : ""));
            out.println("  " + model.title());
            out.println("  parameters: %s, as of %s, %s; for %s"
                    .formatted(set.id(), set.asOf(), word(set.evidence()), String.join(", ", set.covers())));
            out.println("  source: " + set.source());
            marks(set.marks(), out);
            model.limits().forEach(limit -> out.println("  left out: " + limit));
        }
        out.flush();
        return ExitCodes.OK;
    }

    /// The parts by mark, the marks in the order from best known to least.
    private static void marks(Map<String, Evidence> marks, PrintWriter out) {
        for (Evidence mark : Evidence.values()) {
            String parts = marks.entrySet().stream()
                    .filter(part -> part.getValue() == mark)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            if (!parts.isEmpty()) {
                out.println("  %s: %s".formatted(word(mark), parts));
            }
        }
    }

    private static String word(Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
