package io.margrid.host.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.metrics.CallMetrics;
import io.margrid.host.report.ReportContext;
import io.margrid.host.report.ReportMessages;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.market.PairMarket;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.RevalueBooksResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `margrid.v1.MarginService`: read, evaluate, write. Blocks; runs on virtual threads. Streams are
/// [RevalueBooksCall]s.
final class MarginGrpcService extends MarginServiceGrpc.MarginServiceImplBase {
    private final MarginEngine engine;
    private final RequestReader reader;
    private final CallMetrics metrics;
    private final ServerContent content;
    private final StreamSettings streams;
    private final InstantSource clock;

    MarginGrpcService(
            MarginEngine engine,
            ServerContent content,
            CallMetrics metrics,
            StreamSettings streams,
            InstantSource clock) {
        this.engine = engine;
        this.content = content;
        this.reader = new RequestReader(content, clock);
        this.metrics = metrics;
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public void computeMargin(ComputeMarginRequest request, StreamObserver<ComputeMarginResponse> observer) {
        Unary.answer(observer, () -> compute(request));
    }

    /// What is served: the generated definition, but for the messages of the stream, which [StreamPartMarshaller]
    /// reads.
    ServerServiceDefinition definition() {
        MethodDescriptor<StreamPart, RevalueBooksResponse> stream =
                StreamPartMarshaller.method(MarginServiceGrpc.getRevalueBooksMethod());
        ServerServiceDefinition generated = bindService();
        ServiceDescriptor plain = generated.getServiceDescriptor();
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(plain.getName()).setSchemaDescriptor(plain.getSchemaDescriptor());
        plain.getMethods().forEach(method -> descriptor.addMethod(isStream(method) ? stream : method));
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        for (ServerMethodDefinition<?, ?> method : generated.getMethods()) {
            if (!isStream(method.getMethodDescriptor())) {
                definition.addMethod(method);
            }
        }
        return definition
                .addMethod(stream, ServerCalls.asyncBidiStreamingCall(this::streamBooks))
                .build();
    }

    private static boolean isStream(MethodDescriptor<?, ?> method) {
        return method.getFullMethodName()
                .equals(MarginServiceGrpc.getRevalueBooksMethod().getFullMethodName());
    }

    private StreamObserver<StreamPart> streamBooks(StreamObserver<RevalueBooksResponse> observer) {
        return new RevalueBooksCall(
                engine, content, clock, streams, (ServerCallStreamObserver<RevalueBooksResponse>) observer);
    }

    private ComputeMarginResponse compute(ComputeMarginRequest request) {
        StageTimes times = CallWatch.stages();
        CallTerms terms = CallContext.terms(request.getPriority(), CallTerms.Priority.INTERACTIVE);
        MarginRequest read = reader.read(request);
        MarginBasis basis = read.basis();
        basis.market().snapshot().pairs().values().stream()
                .map(PairMarket::asOf)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> metrics.inputAge(Duration.between(oldest, clock.instant())));
        times.mark("read");
        EngineAnswer answer = engine.evaluate(
                basis.model(), basis.market().snapshot(), basis.market().use(), List.of(read.draft()), terms, times);
        return switch (answer.results().getFirst()) {
            case AccountResult.Refused refused -> throw new InvalidInputException(refused.violations());
            case AccountResult.Margined margined -> {
                MarginReport.Builder report = write(read, answer, margined).toBuilder();
                report.setMarket(MarketMessages.info(basis.market(), clock.instant()));
                times.mark("write");
                report.addAllStageTimes(ReportMessages.stageTimes(times.nanos()));
                yield ComputeMarginResponse.newBuilder().setReport(report).build();
            }
        };
    }

    private static MarginReport write(MarginRequest read, EngineAnswer answer, AccountResult.Margined margined) {
        MarginBasis basis = read.basis();
        List<String> notes = Stream.concat(basis.market().built().notes().stream(), margined.notes().stream())
                .toList();
        ReportContext context = new ReportContext(
                basis.parameters(),
                basis.market().snapshot(),
                answer.backend(),
                notes,
                read.draft().rowsRead(),
                Map.of());
        return ReportMessages.of(margined.report(), context, read.view());
    }
}
