package io.margrid.bench;

import java.io.IOException;
import java.util.Set;
import java.util.SplittableRandom;

/// Something that a client does to a server in a soak.
///
/// @param name     what tables call it
/// @param share    how often, beside the others
/// @param expected outcomes that are right
/// @param act      does it
record SoakAction(String name, int share, Set<String> expected, Act act) {
    /// What is done.
    @FunctionalInterface
    interface Act {
        /// Does it once.
        ///
        /// @param random what to choose by
        /// @return the outcome: the code of a call's status, or a word
        /// @throws IllegalStateException if an answer is wrong
        /// @throws IOException           if a connection cannot be made
        String run(SplittableRandom random) throws IOException, InterruptedException;
    }
}
