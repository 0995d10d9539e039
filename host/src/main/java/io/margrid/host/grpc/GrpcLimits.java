package io.margrid.host.grpc;

import io.margrid.model.Limits;
import java.time.Duration;

/// The bounds of requests and error answers, beside those of [Limits].
public final class GrpcLimits {
    /// Bytes of one request message unless the server is configured otherwise. A full book in a full market takes
    /// some 10 MB.
    public static final int MESSAGE_BYTES = 16 << 20;

    /// Messages, texts and byte strings inside one request message. A full book in a full market has some 400,000.
    public static final int MESSAGE_PARTS = 1_000_000;

    /// Pairs, options and futures of an inline market, together.
    public static final int QUOTES_PER_MARKET = 100_000;

    /// Bytes of the file of a parameter set.
    public static final int PARAMETER_FILE_BYTES = 1 << 20;

    /// Characters of the source of a parameter set, which every report repeats.
    public static final int PARAMETER_SOURCE_LENGTH = 1_000;

    /// Snapshots of one page of a list.
    public static final int PAGE_SIZE = 1_000;

    /// Snapshots of one page of a list if the request does not say.
    public static final int PAGE_SIZE_DEFAULT = 100;

    /// Settlement currencies with pass-through amounts.
    public static final int PASS_THROUGH_PER_BOOK = 1_000;

    /// Assets that an account has balances in.
    public static final int BALANCES_PER_BOOK = 1_000;

    /// Characters of an account's or market's name.
    public static final int NAME_LENGTH = 256;

    /// Characters of an instrument's, pair's or currency's name.
    public static final int CODE_LENGTH = 64;

    /// Names of instruments that the books of a stream share.
    public static final int SHARED_INSTRUMENTS = 100_000;

    /// How far ahead of the server's clock a market may be.
    public static final Duration AS_OF_AHEAD = Duration.ofDays(1);

    /// Most violations that one error answer lists.
    public static final int LISTED_VIOLATIONS = 1_000;

    /// Bytes of listed violations that an error answer carries unless the call asks for more.
    ///
    /// Status and details travel as HTTP/2 headers, the details in base64 with the message in them a second time,
    /// and common clients refuse headers of more than 8 KiB, losing the whole answer.
    public static final int ERROR_BYTES = 3_300;

    /// Characters of an error answer's message unless the call asks for more.
    public static final int ERROR_MESSAGE_LENGTH = 1_000;

    /// Most bytes of listed violations that a call can ask for.
    public static final int ERROR_BYTES_MAX = 1 << 20;

    /// The same for a book of a stream, of whose answers a server holds many.
    public static final int STREAM_ERROR_BYTES_MAX = 16 << 10;

    /// Characters that an error answer shows of any text.
    public static final int ERROR_TEXT_LENGTH = 300;

    private GrpcLimits() {}
}
