package io.margrid.host.engine;

import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginReport;
import java.util.List;

/// What became of one account: a report or the reasons why there is none.
public sealed interface AccountResult {
    /// The account's name.
    ///
    /// @return as in the book
    String account();

    /// The account was margined.
    ///
    /// @param report the report
    /// @param notes  what a reader should know, for example that lines were summed
    record Margined(MarginReport report, List<String> notes) implements AccountResult {
        @Override
        public String account() {
            return report.account();
        }
    }

    /// The account cannot be margined; others are not touched by that.
    ///
    /// @param account    the account's name
    /// @param violations every reason
    record Refused(String account, List<Violation> violations) implements AccountResult {}
}
