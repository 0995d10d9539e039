package io.margrid.host.deribit;

import io.margrid.host.engine.BookDraft;
import io.margrid.model.input.Violation;
import java.util.List;
import java.util.stream.Stream;

/// Books read from a file.
///
/// @param drafts     one for each account, in order of first appearance
/// @param notes      what a reader should know, for example that tags were ignored
/// @param violations faults that any account may suffer from, such as a row of no account: with one of them no
///     draft may be margined, only looked through for more faults
public record LoadedBooks(List<BookDraft> drafts, List<String> notes, List<Violation> violations) {
    /// Copies the lists.
    public LoadedBooks {
        drafts = List.copyOf(drafts);
        notes = List.copyOf(notes);
        violations = List.copyOf(violations);
    }

    /// Everything that is wrong with the file by itself.
    ///
    /// @return faults of the file, then of each account
    public List<Violation> allViolations() {
        return Stream.concat(violations.stream(), drafts.stream().flatMap(draft -> draft.problems().stream()))
                .toList();
    }
}
