package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.margrid.v1.Book;
import io.margrid.v1.BookBlock;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PassThroughAmounts;
import io.margrid.v1.Position;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is read is what the generated reader reads, whatever the bytes.
class StreamPartMarshallerTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_261_122L);
    private static final int DELIMITED = 2;
    private static final Book PACKED = Book.newBuilder()
            .setAccount("köln")
            .setPacked(PackedPositions.newBuilder()
                    .addInstrumentIndex(7)
                    .addInstrumentIndex(300)
                    .addInstrumentIndex(70_000)
                    .addSizes(1.5)
                    .addSizes(-0.25)
                    .addSizes(Double.NaN))
            .build();

    static StreamPart part(RevalueBooksRequest message) {
        return read(message.toByteArray());
    }

    private static StreamPart read(byte[] bytes) {
        return StreamPartMarshaller.method(MarginServiceGrpc.getRevalueBooksMethod())
                .parseRequest(new ByteArrayInputStream(bytes));
    }

    private static List<StreamBook> books(byte[] bytes) {
        return ((StreamPart.Books) read(bytes)).books();
    }

    private static byte[] request(Book... books) {
        return RevalueBooksRequest.newBuilder()
                .setBooks(BookBlock.newBuilder().addAllBooks(List.of(books)))
                .build()
                .toByteArray();
    }

    /// A message with one book of these bytes.
    private static byte[] request(byte[] book) {
        return field(RevalueBooksRequest.BOOKS_FIELD_NUMBER, field(BookBlock.BOOKS_FIELD_NUMBER, book));
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeTag(number, DELIMITED);
            out.writeByteArrayNoTag(content);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void packedLinesStayBytes() {
        StreamBook book = books(request(PACKED)).getFirst();
        assertThat(book).isInstanceOf(PackedBook.class);
        assertThat(book.account()).isEqualTo("köln");
        assertThat(book.lines()).isEqualTo(3);
        assertThat(book.weight()).isEqualTo(new StreamBook.Whole(PACKED).weight());
        assertThat(book.message()).isEqualTo(PACKED);
        int[] names = new int[3];
        double[] sizes = new double[3];
        assertThat(((PackedBook) book).isComplete()).isTrue();
        ((PackedBook) book).lines(names, sizes);
        assertThat(names).containsExactly(7, 300, 70_000);
        assertThat(sizes).containsExactly(1.5, -0.25, Double.NaN);
    }

    @Test
    void columnsOfDifferentLengthAreNotComplete() {
        PackedPositions longer = PACKED.getPacked().toBuilder().addSizes(2.0).build();
        StreamBook book =
                books(request(PACKED.toBuilder().setPacked(longer).build())).getFirst();
        assertThat(((PackedBook) book).isComplete()).isFalse();
        assertThat(book.lines()).isEqualTo(4);
        assertThat(book.message().getPacked()).isEqualTo(longer);
    }

    @Test
    void whateverElseABookHasMakesItAMessage() {
        Book listed = PACKED.toBuilder()
                .addPositions(Position.newBuilder().setInstrument("BTC-PERPETUAL"))
                .build();
        Book amounts = PACKED.toBuilder()
                .addPassThrough(PassThroughAmounts.newBuilder().setCurrency("btc"))
                .build();
        Book named = PACKED.toBuilder()
                .setPacked(PACKED.getPacked().toBuilder().addInstruments("BTC-PERPETUAL"))
                .build();
        Book unknown = PACKED.toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        Book nothing = Book.newBuilder().setAccount("a").build();
        assertThat(books(request(listed, PACKED, amounts, named, unknown, nothing)))
                .usingRecursiveFieldByFieldElementComparator()
                .satisfiesExactly(
                        book -> assertThat(book).isEqualTo(new StreamBook.Whole(listed)),
                        book -> assertThat(book).isInstanceOf(PackedBook.class),
                        book -> assertThat(book).isEqualTo(new StreamBook.Whole(amounts)),
                        book -> assertThat(book).isEqualTo(new StreamBook.Whole(named)),
                        book -> assertThat(book).isEqualTo(new StreamBook.Whole(unknown)),
                        book -> assertThat(book).isEqualTo(new StreamBook.Whole(nothing)));
    }

    @Test
    void otherPartsAreReadToo() {
        RevalueBooksHeader header =
                RevalueBooksHeader.newBuilder().setSnapshotId("s").build();
        assertThat(part(RevalueBooksRequest.newBuilder().setHeader(header).build()))
                .isEqualTo(new StreamPart.Header(header));
        assertThat(part(RevalueBooksRequest.getDefaultInstance())).isEqualTo(new StreamPart.Nothing());
        assertThat(books(request())).isEmpty();
    }

    @Test
    void aMessageOfTwoBlocksIsMerged() throws IOException {
        byte[] block = request(PACKED);
        byte[] twice = new byte[2 * block.length];
        System.arraycopy(block, 0, twice, 0, block.length);
        System.arraycopy(block, 0, twice, block.length, block.length);
        assertThat(books(twice)).extracting(StreamBook::message).containsExactly(PACKED, PACKED);
    }

    /// Seeded books, with the encodings that a writer may choose and bytes that are wrong: the same messages or
    /// the same refusal as from the generated reader.
    @Test
    void readsWhatTheGeneratedReaderReads() {
        SplittableRandom random = new SplittableRandom(SEED);
        int packed = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] book = random(random);
            for (int flips = random.nextInt(3); flips > 0 && book.length > 0; flips--) {
                book[random.nextInt(book.length)] = (byte) random.nextInt(256);
            }
            byte[] request = request(book);
            RevalueBooksRequest expected = null;
            try {
                expected = RevalueBooksRequest.parseFrom(request);
            } catch (InvalidProtocolBufferException e) {
                refused++;
                assertThatThrownBy(() -> read(request))
                        .as("round %d of seed %d", round, SEED)
                        .hasRootCauseMessage(e.getMessage());
            }
            if (expected != null) {
                StreamBook read = books(request).getFirst();
                Book message = expected.getBooks().getBooks(0);
                assertThat(read.message().toByteString())
                        .as("round %d of seed %d", round, SEED)
                        .isEqualTo(message.toByteString());
                assertThat(read.lines()).isEqualTo(BookReader.lines(message));
                assertThat(read.account()).isEqualTo(message.getAccount());
                if (read instanceof PackedBook lines && lines.isComplete()) {
                    packed++;
                    assertSameLines(lines, message.getPacked());
                }
            }
        }
        assertThat(packed).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static void assertSameLines(PackedBook book, PackedPositions expected) {
        int count = (int) book.lines();
        int[] names = new int[count];
        double[] sizes = new double[count];
        book.lines(names, sizes);
        for (int k = 0; k < count; k++) {
            assertThat(names[k]).isEqualTo(expected.getInstrumentIndex(k));
            assertThat(Double.doubleToRawLongBits(sizes[k]))
                    .isEqualTo(Double.doubleToRawLongBits(expected.getSizes(k)));
        }
    }

    private static byte[] random(SplittableRandom random) {
        PackedPositions.Builder packed = PackedPositions.newBuilder();
        int lines = random.nextInt(40);
        for (int k = 0; k < lines; k++) {
            packed.addInstrumentIndex(random.nextInt() >>> (random.nextInt(9) == 0 ? 0 : 14 + random.nextInt(18)))
                    .addSizes(random.nextDouble());
        }
        if (random.nextInt(8) == 0) {
            packed.addSizes(1.0);
        }
        byte[] columns = packed.build().toByteArray();
        if (random.nextInt(4) == 0) {
            // Integers may be written with more bytes than they need.
            columns = field(PackedPositions.INSTRUMENT_INDEX_FIELD_NUMBER, longIntegers(random, lines));
        }
        byte[] book = ByteString.copyFrom(
                        Book.newBuilder().setAccount("a" + lines).build().toByteArray())
                .concat(ByteString.copyFrom(field(Book.PACKED_FIELD_NUMBER, columns)))
                .toByteArray();
        return book;
    }

    private static byte[] longIntegers(SplittableRandom random, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int k = 0; k < count; k++) {
            for (int more = random.nextInt(12); more > 0; more--) {
                bytes.write(0x80 | random.nextInt(128));
            }
            bytes.write(random.nextInt(128));
        }
        return bytes.toByteArray();
    }
}
