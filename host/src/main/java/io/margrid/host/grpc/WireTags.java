package io.margrid.host.grpc;

import com.google.protobuf.WireFormat;

/// What the tags of encoded messages say.
final class WireTags {
    private WireTags() {}

    /// Whether a length and so many bytes follow: a message, a text, a byte string or packed numbers.
    static boolean isDelimited(int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /// Whether a length and so many bytes of a certain field follow.
    static boolean isDelimited(int tag, int field) {
        return isDelimited(tag) && WireFormat.getTagFieldNumber(tag) == field;
    }
}
