package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.Position;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private static long count(Message message, long most) throws InvalidProtocolBufferException {
        return MessageParts.count(message.toByteArray(), message.getDescriptorForType(), most);
    }

    @Test
    void countsMessagesAndTexts() throws InvalidProtocolBufferException {
        assertThat(count(ComputeMarginRequest.getDefaultInstance(), 10)).isZero();
        ComputeMarginRequest request = ComputeMarginRequest.newBuilder()
                .setModel("deribit-spm")
                .setBook(Book.newBuilder()
                        .addPositions(Position.newBuilder().setInstrument("A").setSize(1.0))
                        .addPositions(Position.getDefaultInstance())
                        .setPacked(PackedPositions.newBuilder()
                                .addInstruments("B")
                                .addInstruments("")
                                .addInstrumentIndex(0)
                                .addInstrumentIndex(1)
                                .addSizes(1.0)
                                .addSizes(2.0)))
                .build();
        // Model, book, two positions, one name, packed, two names; packed numbers are no parts.
        assertThat(count(request, 100)).isEqualTo(8);
    }

    @Test
    void unknownFieldsCount() throws InvalidProtocolBufferException {
        UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                .addVarint(1)
                .addFixed64(2)
                .addLengthDelimited(ByteString.copyFromUtf8("x"))
                .build();
        Book book = Book.newBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(1_000, field).build())
                .build();
        assertThat(count(book, 100)).isEqualTo(3);
    }

    @Test
    void stopsOneBeyondTheLimit() throws InvalidProtocolBufferException {
        Book.Builder book = Book.newBuilder();
        for (int i = 0; i < 50; i++) {
            book.addPositions(Position.getDefaultInstance());
        }
        assertThat(count(book.build(), 50)).isEqualTo(50);
        assertThat(count(book.build(), 49)).isEqualTo(50);
        assertThat(count(book.build(), 0)).isEqualTo(1);
        ComputeMarginRequest nested =
                ComputeMarginRequest.newBuilder().setBook(book).build();
        assertThat(count(nested, 10)).isEqualTo(11);
    }

    @Test
    void garbageIsNoMessage() {
        byte[][] garbage = {
            {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}, {0x0a, 0x05, 0x0a}, {0x0a, (byte) 0x80}, {0x07},
        };
        for (byte[] bytes : garbage) {
            assertThatThrownBy(() -> MessageParts.count(bytes, ComputeMarginRequest.getDescriptor(), 10))
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }
}
