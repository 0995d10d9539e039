package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.BookDraft;
import io.margrid.model.input.Violation;
import java.util.List;

/// What tests of [BookFileReader] share.
class BookFixture {
    static LoadedBooks csv(String content) {
        return BookFileReader.read(Sources.text("book.csv", content));
    }

    static LoadedBooks json(String content) {
        return BookFileReader.read(Sources.text("book.json", content));
    }

    static BookDraft only(LoadedBooks books) {
        assertThat(books.drafts()).hasSize(1);
        return books.drafts().getFirst();
    }

    static List<String> violations(String name, String content) {
        SourceFile source = Sources.text(name, content);
        List<String> failure = Sources.violations(() -> BookFileReader.read(source));
        return failure.isEmpty()
                ? BookFileReader.read(source).allViolations().stream()
                        .map(Violation::toString)
                        .toList()
                : failure;
    }

    /// Each line as `place of size=instrument size`.
    static List<String> lines(BookDraft draft) {
        return draft.lines().stream()
                .map(line ->
                        "%s=%s %s".formatted(draft.places().place(line.row(), "size"), line.instrument(), line.size()))
                .toList();
    }

    static List<String> problems(BookDraft draft) {
        return draft.problems().stream().map(Violation::toString).toList();
    }
}
