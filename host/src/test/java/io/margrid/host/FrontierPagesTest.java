package io.margrid.host;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages about what goes beyond a methodology: their examples are what the program answers.
class FrontierPagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"cross-exchange.md", "procyclicality.md", "correlation.md", "stablecoins.md"})
    void theExamplesAreTheAnswers(String page) throws IOException {
        PageExamples.areTheAnswers(page);
    }
}
