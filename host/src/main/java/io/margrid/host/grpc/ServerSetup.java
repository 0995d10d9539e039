package io.margrid.host.grpc;

import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import java.time.InstantSource;
import java.util.List;

/// How a server is configured and who counts.
///
/// @param configuration the values in force
/// @param metrics       what is counted
public record ServerSetup(Configuration configuration, ServerMetrics metrics) {
    /// A setup that only this machine reaches, with defaults in all else, and counters of its own.
    ///
    /// @param port    TCP port; 0 takes a free one
    /// @param engine  computes
    /// @param version of the program
    /// @param clock   the time
    /// @return the setup
    static ServerSetup plain(int port, MarginEngine engine, String version, InstantSource clock) {
        ConfigLayer.Line line = new ConfigLayer.Line("port", Keys.SERVER_PORT.name(), Integer.toString(port));
        Configuration configuration = Configuration.of(List.of(new ConfigLayer(ConfigSource.FLAG, List.of(line))));
        return new ServerSetup(
                configuration,
                new ServerMetrics(
                        version,
                        configuration.get(Keys.BATCH_CELLS),
                        MetricSources.of(engine::backend),
                        clock.instant()));
    }

    /// How the server talks to its clients.
    ///
    /// @return the part of the configuration that is about it
    ServerSettings settings() {
        return ServerSettings.of(configuration);
    }
}
