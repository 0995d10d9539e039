package io.margrid.bench;

/// A program that was to be timed did not start, died, hung, or answered something else.
final class PeerException extends Exception {
    private final String why;

    PeerException(String why) {
        super(why);
        this.why = why;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
