package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Limits of connections, on a socket of our own that speaks just enough HTTP/2.
class ConnectionsTest {
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0};
    private static final byte[] PING_FRAME = {0, 0, 8, PING, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

    private final MarginEngine engine = Fixture.engine();

    @AfterEach
    void close() {
        engine.close();
    }

    private MargridServer start(String key, String value) throws IOException {
        Configuration configuration = Configuration.of(List.of(new ConfigLayer(
                ConfigSource.FLAG,
                List.of(
                        new ConfigLayer.Line("--set", "server.port", "0"),
                        new ConfigLayer.Line("--set", key, value)))));
        ServerMetrics metrics = new ServerMetrics("test", 1_000, MetricSources.of(engine::backend), Instant.now());
        MargridServer server = MargridServer.start(engine, Fixture.content(), new ServerSetup(configuration, metrics));
        server.admit();
        return server;
    }

    private static Socket connect(MargridServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(EMPTY_SETTINGS);
        out.flush();
        return socket;
    }

    /// Payloads of the GOAWAY frames that come until the server closes. Answers its pings.
    private static List<String> goAways(Socket socket) throws IOException {
        List<String> found = new ArrayList<>();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int high = in.read();
            if (high < 0) {
                return found;
            }
            int length = (high << 16) | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == GOAWAY) {
                found.add(new String(payload, 8, length - 8, StandardCharsets.US_ASCII));
            } else if (type == PING && flags == 0) {
                byte[] pong = PING_FRAME.clone();
                pong[4] = 1;
                System.arraycopy(payload, 0, pong, 9, 8);
                socket.getOutputStream().write(pong);
            }
        }
    }

    @Test
    void connectionsAreClosedAtTheirAge() throws IOException {
        try (MargridServer server = start("server.max-connection-age-seconds", "1");
                Socket socket = connect(server)) {
            assertThat(goAways(socket)).contains("max_age");
        }
    }

    @Test
    void clientsThatPingTooOftenAreToldAndClosed() throws IOException {
        try (MargridServer server = start("server.client-ping-seconds", "3600");
                Socket socket = connect(server)) {
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(PING_FRAME);
            }
            assertThat(goAways(socket)).contains("too_many_pings");
        }
    }
}
