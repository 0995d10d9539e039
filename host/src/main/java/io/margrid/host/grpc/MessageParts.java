package io.margrid.host.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/// Counts what a message is made of without making it.
final class MessageParts {
    private MessageParts() {}

    /// Counts the messages, texts and byte strings inside an encoded message: each becomes an object, of some
    /// forty bytes or more, however short it is.
    ///
    /// @param bytes the encoded message
    /// @param type  its type
    /// @param most  where to stop
    /// @return the number of parts; one more than `most` if there are more
    /// @throws InvalidProtocolBufferException if the bytes are no such message
    static long count(byte[] bytes, Descriptor type, long most) throws InvalidProtocolBufferException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        try {
            return count(input, type, 0, most);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private static long count(CodedInputStream input, Descriptor type, long before, long most) throws IOException {
        long parts = before;
        int tag = input.readTag();
        while (tag != 0 && parts <= most) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean delimited = WireTags.isDelimited(tag);
            // Unknown fields are kept too, each as an object.
            if (field == null || (delimited && !packed(field))) {
                parts++;
            }
            if (field != null && delimited && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                int limit = input.pushLimit(input.readRawVarint32());
                parts = count(input, field.getMessageType(), parts, most);
                if (parts <= most) {
                    input.checkLastTagWas(0);
                }
                input.popLimit(limit);
            } else {
                input.skipField(tag);
            }
            tag = parts > most ? 0 : input.readTag();
        }
        return parts;
    }

    private static boolean packed(FieldDescriptor field) {
        return field.isPackable();
    }
}
