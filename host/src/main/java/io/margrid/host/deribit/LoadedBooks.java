package io.margrid.host.deribit;

import io.margrid.host.engine.BookDraft;
import java.util.List;

/// Books read from a file.
///
/// @param drafts one for each account, in order of first appearance
/// @param notes  what a reader should know, for example that tags were ignored
public record LoadedBooks(List<BookDraft> drafts, List<String> notes) {
    /// Copies the lists.
    public LoadedBooks {
        drafts = List.copyOf(drafts);
        notes = List.copyOf(notes);
    }
}
