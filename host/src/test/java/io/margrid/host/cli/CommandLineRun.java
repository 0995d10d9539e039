package io.margrid.host.cli;

import io.margrid.host.report.Palette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;

/// One run of the program in this process.
///
/// @param code exit code
/// @param out  standard output
/// @param err  standard error
public record CommandLineRun(int code, String out, String err) {
    /// Runs the program.
    ///
    /// @param args the command line
    /// @return what it printed
    public static CommandLineRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), Palette.PLAIN);
        int code = Main.run(args, console, Clock.systemUTC());
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
