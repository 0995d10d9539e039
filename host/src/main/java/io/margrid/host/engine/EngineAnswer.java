package io.margrid.host.engine;

import io.margrid.model.revaluation.BackendInfo;
import java.util.List;

/// The answer of one call.
///
/// @param results     one for each draft, in the drafts' order
/// @param backend     who computed
/// @param instruments unique instruments revalued
/// @param cells       instruments times scenarios
public record EngineAnswer(List<AccountResult> results, BackendInfo backend, int instruments, long cells) {
    /// The accounts that were refused.
    ///
    /// @return in order
    public List<AccountResult.Refused> refused() {
        return results.stream()
                .filter(AccountResult.Refused.class::isInstance)
                .map(AccountResult.Refused.class::cast)
                .toList();
    }

    /// The accounts that were margined.
    ///
    /// @return in order
    public List<AccountResult.Margined> margined() {
        return results.stream()
                .filter(AccountResult.Margined.class::isInstance)
                .map(AccountResult.Margined.class::cast)
                .toList();
    }
}
