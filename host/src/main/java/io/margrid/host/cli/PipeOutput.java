package io.margrid.host.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Output that may be a pipe. Once its reader has gone, as `head` does, the rest is dropped in silence; every
/// other failure is passed on.
final class PipeOutput extends FilterOutputStream {
    /// What systems say of a pipe without a reader has this word in it, in every language.
    private static final String PIPE = "pipe";

    private boolean gone;

    PipeOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(PIPE)) {
                throw e;
            }
            gone = true;
        }
    }
}
