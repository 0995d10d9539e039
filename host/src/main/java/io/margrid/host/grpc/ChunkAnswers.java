package io.margrid.host.grpc;

import com.google.rpc.Status;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.revaluation.BackendInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of the books of a chunk, before it is put into messages.
///
/// @param first    0-based place of the first book in the stream
/// @param books    the books
/// @param outcomes one for each book
/// @param totals   the figures that [InColumns] outcomes mean, if there are any
/// @param backends who computed
/// @param weight   of the books, see [BookBatch]
record ChunkAnswers(
        long first,
        List<StreamBook> books,
        List<Outcome> outcomes,
        @Nullable MarginTotals totals,
        Set<BackendInfo> backends,
        long weight) {

    /// What became of one book.
    sealed interface Outcome {}

    /// Its margins are an account of the totals.
    ///
    /// @param account index of the account
    record InColumns(int account) implements Outcome {}

    /// It has a report.
    ///
    /// @param report the margin
    /// @param notes  what a reader should know
    record Reported(MarginReport report, List<String> notes) implements Outcome {}

    /// It was refused.
    ///
    /// @param status as of a call with this book
    record Refused(Status status) implements Outcome {}
}
