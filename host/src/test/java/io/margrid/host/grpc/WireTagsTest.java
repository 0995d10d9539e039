package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WireTagsTest {
    private static final int FIELD = 7;

    @Test
    void aTextIsDelimitedAndOfItsField() throws IOException {
        int tag = tag(out -> out.writeString(FIELD, "BTC"));
        assertThat(WireTags.isDelimited(tag)).isTrue();
        assertThat(WireTags.isDelimited(tag, FIELD)).isTrue();
        assertThat(WireTags.isDelimited(tag, FIELD + 1)).isFalse();
    }

    @Test
    void numbersAreNot() throws IOException {
        for (int tag : new int[] {
            tag(out -> out.writeInt32(FIELD, 1)),
            tag(out -> out.writeDouble(FIELD, 1.0)),
            tag(out -> out.writeFixed32(FIELD, 1))
        }) {
            assertThat(WireTags.isDelimited(tag)).isFalse();
            assertThat(WireTags.isDelimited(tag, FIELD)).isFalse();
        }
    }

    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private static int tag(Field field) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        field.write(out);
        out.flush();
        return CodedInputStream.newInstance(bytes.toByteArray()).readTag();
    }
}
