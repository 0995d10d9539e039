package io.margrid.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A program that runs [ChosenBackendTest] where there is no Maven. Ends with 1 if a test fails or is skipped.
final class ContractRun {
    private static final int FEWEST_TESTS = 60;

    private ContractRun() {}

    /// Prints a line for each test, and how many there were.
    ///
    /// @param args none; property `margrid.contract.backend` names the backend
    public static void main(String[] args) {
        Lines lines = new Lines();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(ChosenBackendTest.class))
                        .build(),
                lines);
        System.out.printf(
                "contract: %d tests passed, %d failed or were skipped%n", lines.passed.get(), lines.failed.get());
        // A class that is not found has no tests, and no failures either.
        System.exit(lines.failed.get() == 0 && lines.passed.get() >= FEWEST_TESTS ? 0 : 1);
    }

    private static final class Lines implements TestExecutionListener {
        private final AtomicInteger passed = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private long start;

        @Override
        public void executionStarted(TestIdentifier test) {
            start = System.nanoTime();
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            if (!test.isTest() && successful) {
                return;
            }
            (successful ? passed : failed).incrementAndGet();
            System.out.printf(
                    "%s %5d ms  %s%n",
                    successful ? "passed" : "FAILED", (System.nanoTime() - start) / 1_000_000, test.getDisplayName());
            result.getThrowable().ifPresent(error -> error.printStackTrace(System.out));
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            failed.incrementAndGet();
            System.out.printf("SKIPPED  %s: %s%n", test.getDisplayName(), reason);
        }
    }
}
