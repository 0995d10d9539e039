package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every methodology has a page, whose example is what the program answers.
class MethodologyPagesTest {
    private static final Path FOLDER = Repository.root().resolve("docs/methodologies");

    static List<String> pages() {
        return Models.ids();
    }

    private static String page(String id) throws IOException {
        return Files.readString(FOLDER.resolve(id + ".md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theExampleIsTheAnswer(String id) throws IOException {
        PageExamples.areTheAnswers(id + ".md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageNamesTheShippedSetAndWhatIsLeftOut(String id) throws IOException {
        Methodology methodology = Models.find(id).orElseThrow();
        assertThat(page(id)).contains(methodology.defaultSet()).contains("--model " + id);
        assertThat(page(id)).contains("## Not covered");
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        for (String id : Models.ids()) {
            assertThat(index).contains("(" + id + ".md)");
        }
    }
}
