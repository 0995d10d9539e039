package io.margrid.model.revaluation;

/// Books that a backend keeps where it computes, so that only the market travels from call to call.
///
/// While the handle is open, a batch whose [RevaluationBatch#books()] is this very table is computed from the kept
/// copy; any other table works as without. The owner closes the handle; closing the backend closes what is left.
/// To be used by the backend's thread, as the backend is.
public interface ResidentBooks extends AutoCloseable {
    /// The table that was kept.
    ///
    /// @return the same object
    BookTable table();

    /// Memory that the copy takes on a device.
    ///
    /// @return bytes; 0 where nothing is copied or after [#close]
    long deviceBytes();

    /// Frees the copy. May be called more than once.
    @Override
    void close();
}
