package io.margrid.model.revaluation;

/// A backend could not compute. The batch was fine; the machine was not.
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Fault {
        /// The device's compiler refused the program.
        COMPILE(false),
        /// Memory was asked for that the device does not have.
        MEMORY(true),
        /// A copy or a kernel was refused or failed.
        LAUNCH(false),
        /// The device does not answer any more.
        LOST(false),
        /// A computation did not end in time.
        HUNG(false),
        /// The device answered, and another backend answers differently.
        WRONG_ANSWER(false);

        private final boolean batchOnly;

        Fault(boolean batchOnly) {
            this.batchOnly = batchOnly;
        }

        /// Whether the fault belongs to the batch in hand, so that the device can go on with others.
        ///
        /// @return false if the device is not to be used before it has been tested again
        public boolean isOfBatchOnly() {
            return batchOnly;
        }
    }

    private final Fault fault;

    /// A fault.
    ///
    /// @param fault   what went wrong
    /// @param message says it with the device's own words and codes
    public BackendException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /// A fault with a cause.
    ///
    /// @param fault   what went wrong
    /// @param message says it with the device's own words and codes
    /// @param cause   what was thrown
    public BackendException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /// What went wrong.
    ///
    /// @return the fault
    public Fault fault() {
        return fault;
    }
}
