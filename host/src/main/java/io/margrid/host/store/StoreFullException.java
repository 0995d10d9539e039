package io.margrid.host.store;

/// Something does not fit into what a server may keep.
public final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final long limit;
    private final long given;

    /// Something that does not fit.
    ///
    /// @param reason which bound it exceeds
    /// @param limit  the bound
    /// @param given  what there would be
    StoreFullException(Reason reason, long limit, long given) {
        super("%s: at most %d, this would make %d".formatted(reason.words, limit, given));
        this.reason = reason;
        this.limit = limit;
        this.given = given;
    }

    /// The bounds. Their names are reasons of error answers.
    public enum Reason {
        /// One snapshot takes more memory than all may take.
        SNAPSHOT_TOO_LARGE("bytes of a snapshot, by estimate"),
        /// Added parameter sets.
        TOO_MANY_PARAMETER_SETS("parameter sets that were added"),
        /// Bytes of the files of added parameter sets.
        PARAMETER_SETS_TOO_LARGE("bytes of the files of parameter sets that were added");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    /// Which bound.
    ///
    /// @return the reason
    public Reason reason() {
        return reason;
    }

    /// The bound.
    ///
    /// @return the most there can be
    public long limit() {
        return limit;
    }

    /// What was too much.
    ///
    /// @return what there would be
    public long given() {
        return given;
    }
}
