package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.market.ForwardSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client that is not ours, over a real connection, knowing the API by reflection only.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BufCurlTest {
    private static final String COMPUTE = "/margrid.v1.MarginService/ComputeMargin";

    /// An optional expected exit code, and a block of shell commands.
    private static final Pattern COMMAND =
            Pattern.compile("(?:<!-- exit: (\\d+) -->\n)?```sh\n(.*?)```", Pattern.DOTALL);

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

    private Buf.Run curl(String path, String... arguments) throws IOException, InterruptedException {
        return buf.curl(server.port(), path, arguments);
    }

    private JsonObject answer(String path, String... arguments) throws IOException, InterruptedException {
        Buf.Run run = curl(path, arguments);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exit()).isZero();
        return JsonParser.parseString(run.output()).getAsJsonObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc-v1", "grpc-v1alpha"})
    void listsMethods(String reflection) throws IOException, InterruptedException {
        Buf.Run run = curl("", "--list-methods", "--reflect-protocol", reflection);
        assertThat(run.exit()).isZero();
        assertThat(run.output())
                .contains(
                        "margrid.v1.MarginService/ComputeMargin",
                        "margrid.v1.SystemService/GetServerInfo",
                        "grpc.health.v1.Health/Check");
    }

    @Test
    void describes() throws IOException, InterruptedException {
        JsonObject answer = answer(
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "-d",
                "{\"file_containing_symbol\": \"margrid.v1.MarginService\"}");
        String file = answer.getAsJsonObject("fileDescriptorResponse")
                .getAsJsonArray("fileDescriptorProto")
                .get(0)
                .getAsString();
        assertThat(new String(Base64.getDecoder().decode(file), StandardCharsets.ISO_8859_1))
                .contains("margin_service.proto", "ComputeMargin");
    }

    @Test
    void goodCallIsAnswered() throws IOException, InterruptedException {
        String request = """
            {
              "book": {"account": "maker", "positions": [{"instrument": "BTC-PERPETUAL", "size": 1.5}]},
              "market": {
                "pairs": [{"pair": "btc_usd", "index_price": 65500, "as_of": "2024-06-17T09:00:00Z"}],
                "futures": [{"instrument": "BTC-PERPETUAL", "mark_price": 65510}]
              },
              "view": "REPORT_VIEW_TOTALS"
            }
            """;
        JsonObject report = answer(COMPUTE, "-d", request).getAsJsonObject("report");
        assertThat(report.get("account").getAsString()).isEqualTo("maker");
        assertThat(report.get("initialMarginUsd").getAsDouble()).isPositive();
        assertThat(report.getAsJsonObject("backend").get("label").getAsString()).startsWith("cpu/");
    }

    @Test
    void badCallNamesEveryField() throws IOException, InterruptedException {
        String request = """
            {"book": {"positions": [
              {"instrument": "BTC-PERPETUL", "size": 1},
              {"instrument": "BTC-PERPETUAL", "size": "NaN"}
            ]}}
            """;
        Buf.Run run = curl(COMPUTE, "-d", request);
        // The gRPC code, shifted by three bits: INVALID_ARGUMENT is 3.
        assertThat(run.exit()).isEqualTo(3 << 3);
        assertThat(run.errors())
                .contains(
                        "invalid_argument",
                        "2 violations",
                        "book.positions[0].instrument",
                        "book.positions[1].size",
                        "google.rpc.BadRequest",
                        "google.rpc.ErrorInfo");
    }

    @Test
    void unknownFieldIsRefused() throws IOException, InterruptedException {
        Buf.Run run = curl(COMPUTE, "-d", "{\"bok\": {}}");
        assertThat(run.exit()).isNotZero();
        assertThat(run.errors()).contains("bok");
    }

    @Test
    void tellsWhatItHas() throws IOException, InterruptedException {
        JsonObject info = answer("/margrid.v1.SystemService/GetServerInfo");
        assertThat(info.get("defaultSnapshotId").getAsString()).isEqualTo("small");
    }

    @Test
    void isHealthy() throws IOException, InterruptedException {
        JsonObject health = answer("/grpc.health.v1.Health/Check", "-d", "{\"service\": \"margrid.v1.MarginService\"}");
        assertThat(health.get("status").getAsString()).isEqualTo("SERVING");
    }

    @Test
    void everyCommandOfTheDocumentDoesWhatItSays() throws IOException, InterruptedException {
        // The document's calls are meant for what `./margrid serve` serves.
        try (MargridServer demo = MargridServer.start(0, engine, demoContent())) {
            runCommands(demo.port());
        }
    }

    private static ServerContent demoContent() {
        Clock clock = Clock.systemUTC();
        ParameterStore store = ParameterStore.shipped();
        return new ServerContent(
                new SnapshotStore(
                        List.of(DemoData.market(ForwardSource.PARITY, clock).snapshot()), StoreLimits.DEFAULT, clock),
                ParameterLibrary.of(store.defaults(), store.all()),
                Optional.empty(),
                "test");
    }

    private void runCommands(int port) throws IOException, InterruptedException {
        String document = Files.readString(buf.repository().resolve("docs/api.md"), StandardCharsets.UTF_8);
        Matcher commands = COMMAND.matcher(document);
        int found = 0;
        while (commands.find()) {
            String command = commands.group(2).replace(":50051", ":" + port);
            Buf.Run run = buf.shell(command);
            int exit = Optional.ofNullable(commands.group(1))
                    .map(Integer::parseInt)
                    .orElse(0);
            assertThat(run.exit()).as("%s%n%s", command, run.errors()).isEqualTo(exit);
            found++;
        }
        assertThat(found).isGreaterThan(5);
    }
}
