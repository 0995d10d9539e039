package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.v1.AddParameterSetRequest;
import io.margrid.v1.GetParameterSetRequest;
import io.margrid.v1.GetParameterSetResponse;
import io.margrid.v1.ListParameterSetsRequest;
import io.margrid.v1.ListParameterSetsResponse;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.ParameterServiceGrpc;
import io.margrid.v1.ParameterSet;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Parameter sets, over a real stub.
class ParameterGrpcServiceTest {
    private static final String BTC = "deribit-2024-06-17";

    private final InProcess server = start();
    private final ParameterServiceGrpc.ParameterServiceBlockingStub stub =
            ParameterServiceGrpc.newBlockingStub(server.channel());

    private static InProcess start() {
        ParameterStore sets = ParameterStore.shipped();
        return new InProcess(
                Fixture.engine(),
                new ServerContent(
                        new SnapshotStore(List.of(Fixture.snapshot("small")), StoreLimits.DEFAULT, Fixture.CLOCK),
                        ParameterLibrary.of(sets.defaults(), sets.all()),
                        Optional.empty(),
                        "test"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ParameterSet add(String file) {
        return stub.addParameterSet(AddParameterSetRequest.newBuilder()
                        .setFile(ByteString.copyFromUtf8(file))
                        .build())
                .getParameterSet();
    }

    private StatusRuntimeException refused(String file) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> add(file));
    }

    private GetParameterSetResponse get(String id) {
        return stub.getParameterSet(
                GetParameterSetRequest.newBuilder().setParameterSetId(id).build());
    }

    private String named(String id) {
        return get(BTC).getFile().toStringUtf8().replace('"' + BTC + '"', '"' + id + '"');
    }

    private static String sha256(ByteString file) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.toByteArray()));
    }

    @Test
    void listsTheDefaultFirst() {
        ListParameterSetsResponse list = stub.listParameterSets(ListParameterSetsRequest.getDefaultInstance());
        assertThat(list.getDefaultParameterSetId()).isEqualTo(ParameterStore.DEFAULT_ID);
        assertThat(list.getParameterSets(0).getId()).isEqualTo(ParameterStore.DEFAULT_ID);
        assertThat(list.getParameterSetsList())
                .extracting(ParameterSet::getId)
                .containsExactlyInAnyOrderElementsOf(ParameterStore.shipped().ids());
    }

    @Test
    void filesHaveTheirHash() throws NoSuchAlgorithmException {
        for (String id : ParameterStore.shipped().ids()) {
            GetParameterSetResponse set = get(id);
            assertThat(set.getParameterSet().getId()).isEqualTo(id);
            assertThat(sha256(set.getFile())).isEqualTo(set.getParameterSet().getSha256());
        }
        assertThat(get("").getParameterSet().getId()).isEqualTo(ParameterStore.DEFAULT_ID);
    }

    @Test
    void anAddedSetIsUsedAndNamed() throws NoSuchAlgorithmException {
        ParameterSet added = add(named("mine"));
        assertThat(added.getId()).isEqualTo("mine");
        assertThat(sha256(get("mine").getFile())).isEqualTo(added.getSha256());
        MarginServiceGrpc.MarginServiceBlockingStub margins = MarginServiceGrpc.newBlockingStub(server.channel());
        MarginReport mine = margins.computeMargin(
                        request().setParameterSetId("mine").build())
                .getReport();
        MarginReport shipped =
                margins.computeMargin(request().setParameterSetId(BTC).build()).getReport();
        assertThat(mine.getParameterSet()).isEqualTo(added);
        assertThat(mine.getCurrenciesList()).isEqualTo(shipped.getCurrenciesList());
        assertThat(stub.listParameterSets(ListParameterSetsRequest.getDefaultInstance())
                        .getParameterSetsList())
                .last()
                .isEqualTo(added);
    }

    @Test
    void aNameHasOneFile() {
        ParameterSet added = add(named("mine"));
        assertThat(add(named("mine"))).isEqualTo(added);
        for (String id : List.of("mine", BTC)) {
            StatusRuntimeException e = refused(named(id) + "\n");
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
            assertThat(InProcess.info(e).getReason()).isEqualTo("PARAMETER_SET_EXISTS");
            ResourceInfo resource = InProcess.detail(e, ResourceInfo.class);
            assertThat(resource.getResourceType()).isEqualTo("margrid.io/parameter-set");
            assertThat(resource.getResourceName()).isEqualTo(id);
        }
    }

    @Test
    void everythingWrongWithAFileIsTold() {
        StatusRuntimeException e = refused(named("mine")
                .replace("\"mm_factor\": 0.8", "\"mm_factor\": -1")
                .replace("\"price_range\": 0.16", "\"price_range\": \"x\", \"more\": 1"));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.fields(e))
                .contains("file $.currency_pair.btc_usd.price_range", "file $.currency_pair.btc_usd.more")
                .anyMatch(field -> field.startsWith("file $.general"));
    }

    @Test
    void whatIsNoFileIsTold() {
        assertThat(InProcess.fields(refused(""))).containsExactly("file");
        assertThat(InProcess.fields(refused("[1]"))).containsExactly("file");
        assertThat(InProcess.violations(refused("{\"model_params\": {}}")))
                .singleElement()
                .asString()
                .startsWith("file: has no name in it");
        assertThat(InProcess.fields(refused(named("a\\u0007" + "b".repeat(300)))))
                .containsExactly("file $.id");
    }

    @Test
    void longSourcesAreRefused() {
        String source = "\"source\": \"";
        String file = named("mine").replaceFirst("\"source\": \"[^\"]*", source);
        add(file.replace(source, source + "x".repeat(1_000)).replace("mine", "longest"));
        assertThat(InProcess.violations(refused(file.replace(source, source + "x".repeat(1_001)))))
                .containsExactly("file $.source: must have at most 1000 characters: 1001");
    }

    @Test
    void sizeIsLimited() {
        String file = named("mine");
        String padded = file + " ".repeat(GrpcLimits.PARAMETER_FILE_BYTES - file.length());
        StatusRuntimeException e = refused(padded + " ");
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("PARAMETER_FILE_TOO_LARGE");
        assertThat(add(padded).getId()).isEqualTo("mine");
    }

    @Test
    void unknownSetsAreNotFound() {
        StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, () -> get("nowhere"));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(InProcess.info(e).getReason()).isEqualTo("UNKNOWN_PARAMETER_SET");
    }
}
