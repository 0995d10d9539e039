package io.margrid.host.cli;

import io.margrid.host.deribit.IoFailures;
import io.margrid.host.report.Palette;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BackendException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// The program's entry.
@Command(
        name = "margrid",
        description = "Portfolio margin of crypto options books: risk matrix, initial and maintenance margin, every"
                + " component, the same bits on every backend.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:a check failed", "2:bad input", "3:the named backend failed"})
public final class Main {
    private Main() {}

    /// Runs the program and ends the process.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        LogSetup.install(args, System.getProperties());
        boolean terminal = Boolean.getBoolean("margrid.stdout.tty");
        Map<String, String> environment = System.getenv();
        Palette palette =
                Palette.of(terminal, environment.getOrDefault("NO_COLOR", ""), environment.getOrDefault("TERM", ""));
        int code = run(
                args, new Console(writer(FileDescriptor.out), writer(FileDescriptor.err), palette), Clock.systemUTC());
        Runtime.getRuntime().exit(code);
    }

    /// A writer on a descriptor itself: `System.out` swallows what goes wrong.
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new PipeOutput(new FileOutputStream(descriptor)), StandardCharsets.UTF_8),
                false);
    }

    /// Runs the program.
    ///
    /// @param args    the command line
    /// @param console where to print
    /// @param clock   the time
    /// @return an exit code
    static int run(String[] args, Console console, Clock clock) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new DemoCommand(console, clock))
                .addSubcommand(new MarginCommand(console, clock))
                .addSubcommand(new CompareCommand(console, clock))
                .addSubcommand(new VenuesCommand(console, clock))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new BacktestCommand(console))
                .addSubcommand(new CorrelationCommand(console))
                .addSubcommand(new ScenariosCommand(console))
                .addSubcommand(new ReconcileCommand(console))
                .addSubcommand(new MarksCommand(console, clock))
                .addSubcommand(new ParamsCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new ServeCommand(console, clock))
                .setOut(console.out())
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.palette() == Palette.ANSI ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((exception, _, _) -> failed(exception, console));
        // Not inherited by the commands. `bench` is the launcher's: benchmarks are no part of the program.
        line.getCommandSpec()
                .usageMessage()
                .footer("%nSpeed beside other libraries, from a checkout: ./margrid bench --help");
        int code = execute(line, args, console);
        if (console.out().checkError()) {
            console.err().println("error: cannot write the output");
            code = ExitCodes.FAILED;
        }
        console.err().flush();
        return code;
    }

    private static int execute(CommandLine line, String[] args, Console console) {
        try {
            if (args.length == 0) {
                line.usage(console.out());
                return ExitCodes.OK;
            }
            return line.execute(args);
        } catch (ParameterException e) {
            console.err().println(e.getMessage());
            return ExitCodes.BAD_INPUT;
        }
    }

    /// Prints what went wrong.
    static int failed(Exception exception, Console console) {
        console.out().flush();
        if (exception instanceof InvalidInputException invalid) {
            console.violations(invalid.violations());
            return ExitCodes.BAD_INPUT;
        }
        if (exception instanceof BackendException fault) {
            console.err().println("error: " + fault.getMessage());
            return ExitCodes.BACKEND_FAILED;
        }
        console.err().println("error: " + why(exception));
        if (Boolean.getBoolean("margrid.stacktrace")) {
            exception.printStackTrace(console.err());
        }
        return ExitCodes.FAILED;
    }

    /// A failure of a file or a socket in words. Anything else is a fault of ours, so its class is told too.
    private static String why(Exception exception) {
        Throwable failure = exception instanceof UncheckedIOException ? exception.getCause() : exception;
        return failure instanceof IOException e ? IoFailures.why(e) : exception.toString();
    }
}
