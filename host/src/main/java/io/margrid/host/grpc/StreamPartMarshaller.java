package io.margrid.host.grpc;

import com.google.protobuf.CodedInputStream;
import io.grpc.MethodDescriptor;
import io.margrid.v1.Book;
import io.margrid.v1.BookBlock;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the messages of `RevalueBooks`, plain books in them as [PackedBook]s: objects that are made of their
/// bytes and looked at once cost a server as much as the margins do.
///
/// Whatever is out of the ordinary is left to the generated reader, and so are the words about bytes that are no
/// message.
final class StreamPartMarshaller implements MethodDescriptor.Marshaller<StreamPart> {
    private final MethodDescriptor.Marshaller<RevalueBooksRequest> generated;

    private StreamPartMarshaller(MethodDescriptor.Marshaller<RevalueBooksRequest> generated) {
        this.generated = generated;
    }

    /// A method with its requests read so.
    static MethodDescriptor<StreamPart, RevalueBooksResponse> method(
            MethodDescriptor<RevalueBooksRequest, RevalueBooksResponse> method) {
        return method.toBuilder(new StreamPartMarshaller(method.getRequestMarshaller()), method.getResponseMarshaller())
                .build();
    }

    @Override
    public StreamPart parse(InputStream stream) {
        byte[] bytes;
        try {
            bytes = stream.readAllBytes();
        } catch (IOException e) {
            throw StatusErrors.malformed(
                    RevalueBooksRequest.getDescriptor().getFullName(), String.valueOf(e.getMessage()));
        }
        return books(bytes)
                .<StreamPart>map(StreamPart.Books::new)
                .orElseGet(() -> of(generated.parse(new ByteArrayInputStream(bytes))));
    }

    /// The books of a message that is a block of books and nothing else.
    private static Optional<List<StreamBook>> books(byte[] bytes) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            if (!WireTags.isDelimited(in.readTag(), RevalueBooksRequest.BOOKS_FIELD_NUMBER)
                    || in.readRawVarint32() != bytes.length - in.getTotalBytesRead()) {
                return Optional.empty();
            }
            List<StreamBook> books = new ArrayList<>();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (!WireTags.isDelimited(tag, BookBlock.BOOKS_FIELD_NUMBER)) {
                    return Optional.empty();
                }
                int length = in.readRawVarint32();
                int from = in.getTotalBytesRead();
                in.skipRawBytes(length);
                Optional<PackedBook> packed = PackedBook.read(bytes, from, length);
                books.add(
                        packed.isPresent()
                                ? packed.get()
                                : new StreamBook.Whole(Book.parser().parseFrom(bytes, from, length)));
            }
            return Optional.of(books);
        } catch (IOException e) {
            // The generated reader will say so.
            return Optional.empty();
        }
    }

    /// A part as it is of a message.
    private static StreamPart of(RevalueBooksRequest message) {
        return switch (message.getPartCase()) {
            case HEADER -> new StreamPart.Header(message.getHeader());
            case BOOKS ->
                new StreamPart.Books(message.getBooks().getBooksList().stream()
                        .<StreamBook>map(StreamBook.Whole::new)
                        .toList());
            case PART_NOT_SET -> new StreamPart.Nothing();
        };
    }

    /// Encodes nothing: a server only reads requests.
    @Override
    public InputStream stream(StreamPart part) {
        throw new IllegalStateException("requests of a stream are only read here");
    }
}
