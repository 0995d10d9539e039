package io.margrid.host.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.margrid.host.grpc.UnknownResourceException.Kind;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.model.input.Violations;
import io.margrid.model.margin.ParameterSet;
import io.margrid.v1.AddParameterSetRequest;
import io.margrid.v1.AddParameterSetResponse;
import io.margrid.v1.GetParameterSetRequest;
import io.margrid.v1.GetParameterSetResponse;
import io.margrid.v1.ListParameterSetsRequest;
import io.margrid.v1.ListParameterSetsResponse;
import io.margrid.v1.ParameterServiceGrpc;
import java.util.List;

/// `margrid.v1.ParameterService`: keeps parameter sets and gives them back.
final class ParameterGrpcService extends ParameterServiceGrpc.ParameterServiceImplBase {
    private static final String FILE = "file";

    private final ParameterLibrary library;

    ParameterGrpcService(ParameterLibrary library) {
        this.library = library;
    }

    @Override
    public void listParameterSets(
            ListParameterSetsRequest request, StreamObserver<ListParameterSetsResponse> observer) {
        Unary.answer(observer, this::list);
    }

    private ListParameterSetsResponse list() {
        ListParameterSetsResponse.Builder list = ListParameterSetsResponse.newBuilder()
                .setDefaultParameterSetId(library.defaults().parameters().id());
        library.all().forEach(entry -> list.addParameterSets(ReportMessages.parameterSet(entry.parameters())));
        return list.build();
    }

    @Override
    public void getParameterSet(GetParameterSetRequest request, StreamObserver<GetParameterSetResponse> observer) {
        Unary.answer(observer, () -> get(request.getParameterSetId()));
    }

    private GetParameterSetResponse get(String id) {
        ParameterStore.Entry entry = library.find(id)
                .orElseThrow(() ->
                        new UnknownResourceException(List.of(new Unknown(Kind.PARAMETER_SET, "parameter_set_id", id))));
        return GetParameterSetResponse.newBuilder()
                .setParameterSet(ReportMessages.parameterSet(entry.parameters()))
                .setFile(ByteString.copyFrom(entry.bytes()))
                .build();
    }

    @Override
    public void addParameterSet(AddParameterSetRequest request, StreamObserver<AddParameterSetResponse> observer) {
        Unary.answer(observer, () -> add(request.getFile()));
    }

    private AddParameterSetResponse add(ByteString file) {
        if (file.size() > GrpcLimits.PARAMETER_FILE_BYTES) {
            throw new LimitExceededException(
                    "PARAMETER_FILE_TOO_LARGE", FILE, "bytes", GrpcLimits.PARAMETER_FILE_BYTES, file.size());
        }
        ParameterStore.Entry entry = ParameterStore.parseNamed(FILE, file.toByteArray());
        checkTexts(entry.parameters());
        return AddParameterSetResponse.newBuilder()
                .setParameterSet(ReportMessages.parameterSet(library.add(entry).parameters()))
                .build();
    }

    /// Answers and logs repeat these texts.
    private static void checkTexts(ParameterSet set) {
        Violations violations = new Violations();
        Texts.nameProblem(set.id()).ifPresent(problem -> violations.add(FILE + " $.id", problem));
        if (set.source().length() > GrpcLimits.PARAMETER_SOURCE_LENGTH) {
            violations.add(
                    FILE + " $.source",
                    "must have at most %d characters: %d"
                            .formatted(
                                    GrpcLimits.PARAMETER_SOURCE_LENGTH,
                                    set.source().length()));
        }
        violations.throwIfAny();
    }
}
