package io.margrid.bench;

import java.io.IOException;
import java.util.Set;

/// Measurements that `./margrid bench NAME` runs.
interface Suite {
    /// How a user names it.
    String name();

    /// What it measures, in a few words.
    String what();

    /// Other programs that it can measure Margrid beside.
    default Set<String> peers() {
        return Set.of();
    }

    /// Measures, and adds its sections to the report.
    ///
    /// @param context what the user asked for, and where findings go
    /// @throws IllegalStateException if Margrid itself fails at the work, or gives a wrong answer
    void run(SuiteContext context) throws IOException, InterruptedException;
}
