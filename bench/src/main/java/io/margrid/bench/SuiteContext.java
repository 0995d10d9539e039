package io.margrid.bench;

/// What suites share.
///
/// @param quick   whether less measuring time will do
/// @param peers   which other programs to measure beside
/// @param pinning where processes run
/// @param natives peers that are not Java
/// @param report  where findings go
record SuiteContext(boolean quick, PeerChoice peers, Pinning pinning, NativePeers natives, Report report) {
    /// Says on standard error what is going on.
    void progress(String what) {
        System.err.println(what + " ...");
    }
}
