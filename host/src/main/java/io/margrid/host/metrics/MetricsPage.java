package io.margrid.host.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Executors;

/// The HTTP server of `/metrics`, beside the server itself so that it answers while that is busy or ends.
public final class MetricsPage implements AutoCloseable {
    private final HTTPServer server;

    private MetricsPage(HTTPServer server) {
        this.server = server;
    }

    /// Serves metrics in Prometheus' text format or OpenMetrics, as the reader asks.
    ///
    /// @param host    name or address of this machine
    /// @param port    TCP port; 0 takes a free one
    /// @param metrics what to show
    /// @return the page, being served
    /// @throws IOException if the address cannot be bound
    public static MetricsPage serve(String host, int port, ServerMetrics metrics) throws IOException {
        return new MetricsPage(HTTPServer.builder()
                .inetAddress(InetAddress.getByName(host))
                .port(port)
                .registry(metrics.registry())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .buildAndStart());
    }

    /// The port that the page is served on.
    ///
    /// @return the port
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
