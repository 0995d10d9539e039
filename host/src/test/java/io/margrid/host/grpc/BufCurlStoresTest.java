package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.grpc.Status;
import io.margrid.host.engine.MarginEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Snapshots and parameter sets by a client that is not ours, over a real connection.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BufCurlStoresTest {
    private static final String MARKETS = "/margrid.v1.MarketService/";
    private static final String PARAMETERS = "/margrid.v1.ParameterService/";

    private final Buf buf = Buf.find();
    private final MarginEngine engine = Fixture.engine();
    private MargridServer server;

    @BeforeAll
    void start() throws IOException {
        server = MargridServer.start(0, engine, Fixture.content());
    }

    @AfterAll
    void close() {
        server.close();
        engine.close();
    }

    private Buf.Run curl(String path, String data) throws IOException, InterruptedException {
        return buf.curl(server.port(), path, "-d", data);
    }

    private JsonObject answer(String path, String data) throws IOException, InterruptedException {
        Buf.Run run = curl(path, data);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exit()).isZero();
        return JsonParser.parseString(run.output()).getAsJsonObject();
    }

    /// A call that is refused with a gRPC code, which the program gives shifted by three bits.
    private void assertRefused(String path, String data, Status.Code code, String... texts)
            throws IOException, InterruptedException {
        Buf.Run run = curl(path, data);
        assertThat(run.exit()).isEqualTo(code.value() << 3);
        assertThat(run.errors()).contains(texts).contains("google.rpc.ErrorInfo");
    }

    private static String market(String id, double index) {
        return """
            {"id": "%s", "pairs": [{"pair": "btc_usd", "index_price": %s, "as_of": "2024-06-17T09:00:00Z"}],
             "futures": [{"instrument": "BTC-PERPETUAL", "mark_price": 65510}]}
            """.formatted(id, index);
    }

    private JsonObject publish(String id, double index) throws IOException, InterruptedException {
        return answer(MARKETS + "PublishSnapshot", "{\"market\": %s}".formatted(market(id, index)))
                .getAsJsonObject("snapshot");
    }

    @Test
    void publishedSnapshotsCanBeGotAndNamed() throws IOException, InterruptedException {
        JsonObject published = publish("got", 65_500.0);
        assertThat(published.get("sha256").getAsString()).hasSize(64);
        assertThat(published.get("inputAge").getAsString()).endsWith("s");
        JsonObject got = answer(MARKETS + "GetSnapshot", "{\"snapshot_id\": \"got\"}");
        assertThat(got.getAsJsonObject("snapshot").get("sha256")).isEqualTo(published.get("sha256"));
        assertThat(got.getAsJsonObject("market").get("id").getAsString()).isEqualTo("got");
        JsonObject report =
                answer("/margrid.v1.MarginService/ComputeMargin", """
                    {"snapshot_id": "got", "book": {"positions": [{"instrument": "BTC-PERPETUAL", "size": 1.5}]}}
                    """).getAsJsonObject("report");
        assertThat(report.getAsJsonObject("market").get("sha256")).isEqualTo(published.get("sha256"));
    }

    @Test
    void updatesAreAnsweredInOrder() throws IOException, InterruptedException {
        publish("base", 65_500.0);
        Buf.Run run = curl(MARKETS + "PublishUpdates", """
            {"base_snapshot_id": "base", "changes": {"id": "first", "futures": [
              {"instrument": "BTC-28JUN24", "mark_price": 65700}]}}
            {"changes": {"id": "second"}, "removed_instruments": ["BTC-PERPETUAL"]}
            """);
        assertThat(run.exit()).isZero();
        assertThat(run.output())
                .containsSubsequence("\"first\"", "\"futureCount\": 2", "\"second\"", "\"futureCount\": 1");
    }

    @Test
    void aBadUpdateEndsTheStream() throws IOException, InterruptedException {
        publish("before", 65_500.0);
        Buf.Run run = curl(MARKETS + "PublishUpdates", """
            {"base_snapshot_id": "before", "changes": {"id": "kept"}}
            {"removed_instruments": ["BTC-28JUN24"]}
            """);
        assertThat(run.exit()).isEqualTo(Status.Code.INVALID_ARGUMENT.value() << 3);
        assertThat(run.output()).contains("\"kept\"");
        assertThat(run.errors()).contains("removed_instruments[0]: is not in the base", "google.rpc.BadRequest");
    }

    @Test
    void pagesFollowEachOther() throws IOException, InterruptedException {
        publish("page-1", 65_500.0);
        publish("page-2", 65_500.0);
        JsonObject page = answer(MARKETS + "ListSnapshots", "{\"page_size\": 1}");
        String token = page.get("nextPageToken").getAsString();
        JsonObject next =
                answer(MARKETS + "ListSnapshots", "{\"page_size\": 1, \"page_token\": \"%s\"}".formatted(token));
        assertThat(next.getAsJsonArray("snapshots").get(0))
                .isNotEqualTo(page.getAsJsonArray("snapshots").get(0));
        assertRefused(
                MARKETS + "ListSnapshots",
                "{\"page_token\": \"x\"}",
                Status.Code.INVALID_ARGUMENT,
                "page_token",
                "google.rpc.BadRequest");
    }

    @Test
    void refusalsHaveTheirDetails() throws IOException, InterruptedException {
        publish("taken", 65_500.0);
        assertRefused(
                MARKETS + "PublishSnapshot",
                "{\"market\": %s}".formatted(market("taken", 65_501.0)),
                Status.Code.ALREADY_EXISTS,
                "google.rpc.ResourceInfo");
        assertRefused(
                MARKETS + "PublishSnapshot",
                "{\"market\": {\"id\": \"latest\"}}",
                Status.Code.INVALID_ARGUMENT,
                "market.id",
                "market.pairs");
        assertRefused(
                MARKETS + "GetSnapshot",
                "{\"snapshot_id\": \"nowhere\"}",
                Status.Code.NOT_FOUND,
                "google.rpc.ResourceInfo");
        assertRefused(
                "/margrid.v1.MarginService/ComputeMargin",
                "{\"book\": {}, \"snapshot_id\": \"taken\", \"max_input_age\": \"60s\"}",
                Status.Code.FAILED_PRECONDITION,
                "google.rpc.PreconditionFailure");
    }

    @Test
    void parameterSetsCanBeAddedAndGot() throws IOException, InterruptedException {
        String file = Files.readString(
                        buf.repository()
                                .resolve("host/src/main/resources/io/margrid/host/parameters/deribit-2024-06-17.json"),
                        StandardCharsets.UTF_8)
                .replace("\"deribit-2024-06-17\"", "\"added\"");
        String bytes = Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
        String add = "{\"file\": \"%s\"}".formatted(bytes);
        for (int i = 0; i < 2; i++) {
            assertThat(answer(PARAMETERS + "AddParameterSet", add)
                            .getAsJsonObject("parameterSet")
                            .get("id")
                            .getAsString())
                    .isEqualTo("added");
        }
        JsonObject got = answer(PARAMETERS + "GetParameterSet", "{\"parameter_set_id\": \"added\"}");
        assertThat(got.get("file").getAsString()).isEqualTo(bytes);
        assertThat(answer(PARAMETERS + "ListParameterSets", "{}").getAsJsonArray("parameterSets"))
                .hasSize(2);
        String other = Base64.getEncoder().encodeToString((file + "\n").getBytes(StandardCharsets.UTF_8));
        assertRefused(
                PARAMETERS + "AddParameterSet",
                "{\"file\": \"%s\"}".formatted(other),
                Status.Code.ALREADY_EXISTS,
                "google.rpc.ResourceInfo");
        for (String bad : List.of("", Base64.getEncoder().encodeToString(new byte[] {'{'}))) {
            assertRefused(
                    PARAMETERS + "AddParameterSet",
                    "{\"file\": \"%s\"}".formatted(bad),
                    Status.Code.INVALID_ARGUMENT,
                    "google.rpc.BadRequest");
        }
        assertRefused(
                PARAMETERS + "GetParameterSet",
                "{\"parameter_set_id\": \"nowhere\"}",
                Status.Code.NOT_FOUND,
                "google.rpc.ResourceInfo");
    }
}
