package io.margrid.host.cli;

import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.margin.ParameterSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Lists parameter sets, or prints one.
@Command(name = "params", description = "List parameter sets, or print one (a user's file is checked).")
final class ParamsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID|FILE", arity = "0..1", description = "the set to print")
    private @Nullable String id;

    ParamsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ParameterStore store = ParameterStore.shipped();
        PrintWriter out = console.out();
        if (id != null) {
            ParameterStore.Entry entry = store.resolve(id);
            out.println(entry.json().strip());
            console.notes(List.of("sha256 " + entry.parameters().sha256()));
            return ExitCodes.OK;
        }
        for (ParameterStore.Entry entry : store.all()) {
            ParameterSet set = entry.parameters();
            out.println("%s%s".formatted(set.id(), set.id().equals(ParameterStore.DEFAULT_ID) ? "  (default)" : ""));
            out.println("  as of %s, %s".formatted(set.asOf(), set.evidence()));
            out.println("  for: " + String.join(", ", set.covers()));
            out.println("  source: " + set.source());
            entry.notes().forEach(note -> out.println("  note: " + note));
            out.println("  sha256 " + set.sha256());
        }
        return ExitCodes.OK;
    }
}
