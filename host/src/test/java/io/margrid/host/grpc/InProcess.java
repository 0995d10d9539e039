package io.margrid.host.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.margrid.host.engine.MarginEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// The whole server behind an in-process channel, and error details for assertions.
final class InProcess implements AutoCloseable {
    private final MarginEngine engine;
    private final MargridServer server;
    private final ManagedChannel channel;

    InProcess(MarginEngine engine, ServerContent content) {
        this(engine, content, Fixture.CLOCK);
    }

    InProcess(MarginEngine engine, ServerContent content, InstantSource clock) {
        this.engine = engine;
        String name = UUID.randomUUID().toString();
        try {
            this.server = MargridServer.start(
                    InProcessServerBuilder.forName(name),
                    engine,
                    content,
                    ServerSetup.plain(0, engine, content.version(), clock),
                    clock);
            server.admit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.channel = InProcessChannelBuilder.forName(name).build();
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
        engine.close();
    }

    /// The status with its details.
    static Status status(StatusRuntimeException e) {
        Status status = StatusProto.fromThrowable(e);
        if (status == null) {
            throw new AssertionError("no status in " + e);
        }
        return status;
    }

    /// The only detail of a type.
    static <T extends Message> T detail(StatusRuntimeException e, Class<T> type) {
        List<Any> found = status(e).getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("%d details of type %s".formatted(found.size(), type.getSimpleName()));
        }
        try {
            return found.getFirst().unpack(type);
        } catch (InvalidProtocolBufferException x) {
            throw new AssertionError(x);
        }
    }

    static ErrorInfo info(StatusRuntimeException e) {
        return detail(e, ErrorInfo.class);
    }

    /// Violations as `field: description`.
    static List<String> violations(StatusRuntimeException e) {
        return detail(e, BadRequest.class).getFieldViolationsList().stream()
                .map(violation -> violation.getField() + ": " + violation.getDescription())
                .toList();
    }

    /// Fields of the violations.
    static List<String> fields(StatusRuntimeException e) {
        return detail(e, BadRequest.class).getFieldViolationsList().stream()
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }
}
