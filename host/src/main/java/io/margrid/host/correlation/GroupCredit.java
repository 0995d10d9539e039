package io.margrid.host.correlation;

import java.util.List;

/// The correlation credit of a group of coins in `portfolio-generic`: the lowest correlation of two of its coins,
/// and nothing if that is negative. That a correlation is taken as the credit is our choice.
///
/// @param name   of the group
/// @param coins  its coins
/// @param lowest the pair that decides
/// @param credit 0 to 1
public record GroupCredit(String name, List<String> coins, CorrelationMatrix.Pair lowest, double credit) {
    /// Copies the list.
    public GroupCredit {
        coins = List.copyOf(coins);
    }

    /// From a matrix.
    ///
    /// @param name   of the group
    /// @param coins  two or more coins of the matrix
    /// @param matrix correlations
    /// @return the credit
    /// @throws IllegalArgumentException if the coins make no group of the matrix
    public static GroupCredit of(String name, List<String> coins, CorrelationMatrix matrix) {
        CorrelationMatrix.Pair lowest = matrix.lowest(coins);
        return new GroupCredit(name, coins, lowest, Math.max(0.0, lowest.value()));
    }
}
