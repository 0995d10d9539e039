package io.margrid.bench;

/// Work that is timed beside other work: a process, or code of this one.
interface Contender extends AutoCloseable {
    /// What it is called in tables.
    String name();

    /// Works for one sample.
    ///
    /// @return nanoseconds an item
    double sample() throws PeerException, InterruptedException;

    @Override
    void close();
}
