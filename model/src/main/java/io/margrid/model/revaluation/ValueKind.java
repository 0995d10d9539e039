package io.margrid.model.revaluation;

/// How one unit of an instrument is valued in a scenario. The codes are part of the port: kernels switch on them.
///
/// With forward `F`, scenario price factor `p`, relative move `m`, the base value `v0` and the Black-76 value `B`:
public enum ValueKind {
    /// Profit in quote currency: `F * m`.
    LINEAR_FUTURE(0),
    /// Profit in coin: `m / (1 + m)`.
    INVERSE_FUTURE(1),
    /// Profit in quote currency of a call: `B(F p) - v0`.
    LINEAR_CALL(2),
    /// Profit in quote currency of a put: `B(F p) - v0`.
    LINEAR_PUT(3),
    /// Profit in coin of a call: `B(F p) / (F p) - v0`.
    INVERSE_CALL(4),
    /// Profit in coin of a put: `B(F p) / (F p) - v0`.
    INVERSE_PUT(5);

    /// The lowest code of an option; futures are below it.
    public static final int FIRST_OPTION_CODE = 2;

    /// The lowest code of an inverse option.
    public static final int FIRST_INVERSE_OPTION_CODE = 4;

    private final int code;

    ValueKind(int code) {
        this.code = code;
    }

    /// The kind's number in columns.
    ///
    /// @return 0 to 5
    public int code() {
        return code;
    }

    /// Whether a code stands for an option.
    ///
    /// @param code a code
    /// @return false for futures
    public static boolean isOption(int code) {
        return code >= FIRST_OPTION_CODE;
    }

    /// The kind that counts the same contract's profit in quote currency.
    ///
    /// @param code a code
    /// @return the code of the linear kind; the same for linear ones
    public static int linear(int code) {
        if (isOption(code)) {
            return isInverseOption(code) ? code - (INVERSE_CALL.code - LINEAR_CALL.code) : code;
        }
        return LINEAR_FUTURE.code;
    }

    /// Whether an option's code stands for a put; puts are the odd codes.
    ///
    /// @param optionCode an option's code
    /// @return false for calls
    public static boolean isPut(int optionCode) {
        return (optionCode & 1) == 1;
    }

    /// Whether an option's code stands for a value in coin.
    ///
    /// @param optionCode an option's code
    /// @return false for values in quote currency
    public static boolean isInverseOption(int optionCode) {
        return optionCode >= FIRST_INVERSE_OPTION_CODE;
    }
}
