package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.instrument.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// Reads books. The content tells the form:
///
/// | form | accounts |
/// |---|---|
/// | CSV with the header `instrument,size[,account][,tag]`, columns in any order | `account`, else `default` |
/// | saved `private/get_positions` answer or its list of rows | `default` |
/// | JSON object of sizes by instrument, also under `simulated_positions` or `positions` | `default` |
/// | `{"accounts": {"NAME": …}}` with sizes by instrument, or rows, for each name | the names |
///
/// Sizes are base coins, long positive, read as exact decimals. Names and sizes are checked here, whether the
/// market has an instrument later, by the engine. A row that cannot be read becomes a problem of its account's
/// draft, so that other accounts can be margined; what leaves it open whose row it is becomes one of the file.
/// Several lines of one instrument are kept.
public final class BookFileReader {
    private BookFileReader() {}

    /// Reads a file.
    ///
    /// @param source the file, at most [SourceFile#MAX_BYTES] long
    /// @return a draft for each account
    /// @throws InvalidInputException if the file cannot be read to its end
    public static LoadedBooks read(SourceFile source) {
        return read(source, _ -> Optional.empty());
    }

    /// Reads a file that may name other contracts than Deribit's.
    ///
    /// @param source    the file, at most [SourceFile#MAX_BYTES] long
    /// @param contracts those that a market quotes, by name
    /// @return a draft for each account
    /// @throws InvalidInputException if the file cannot be read to its end
    public static LoadedBooks read(SourceFile source, Function<String, Optional<Instrument>> contracts) {
        return read(source, SourceFile.MAX_BYTES, contracts);
    }

    static LoadedBooks read(SourceFile source, long maxBytes) {
        return read(source, maxBytes, _ -> Optional.empty());
    }

    private static LoadedBooks read(
            SourceFile source, long maxBytes, Function<String, Optional<Instrument>> contracts) {
        try (BufferedReader text = SourceText.open(source, maxBytes)) {
            String first = SourceText.firstLine(text);
            if (first.startsWith("{") || first.startsWith("[") || first.startsWith("<")) {
                JsonBooks books = new JsonBooks(source.name(), contracts);
                String failure = JsonSource.read(text, books::document);
                if (!failure.isEmpty()) {
                    throw new InvalidInputException(source.name(), failure);
                }
                return books.build();
            }
            return new CsvBooks(source.name(), contracts).read(text);
        } catch (IOException e) {
            throw new InvalidInputException(source.name(), SourceText.problem(e));
        }
    }
}
