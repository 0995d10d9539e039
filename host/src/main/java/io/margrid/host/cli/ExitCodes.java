package io.margrid.host.cli;

/// What the program tells its caller.
final class ExitCodes {
    /// All went well.
    static final int OK = 0;

    /// A check failed: figures differ, a mark is off, the program itself is at fault.
    static final int FAILED = 1;

    /// The input or the command line is wrong.
    static final int BAD_INPUT = 2;

    /// A backend that the user named failed at the work. The same call may succeed later, or on another backend.
    static final int BACKEND_FAILED = 3;

    private ExitCodes() {}
}
