package io.margrid.host.grpc;

import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import java.time.Duration;

/// How a server talks to its clients.
///
/// @param host             address to listen on
/// @param port             TCP port; 0 takes a free one
/// @param drain            how long calls in progress may take to end
/// @param messageBytes     most bytes of one request message
/// @param connectionAge    after how long a connection is closed; zero for never
/// @param connectionGrace  how long calls of such a connection may take to end
/// @param keepalive        after how long without a sign of life a client is pinged
/// @param keepaliveTimeout how long its answer may take
/// @param clientPing       how far apart a client's own pings must be
/// @param clientPingIdle   whether a client may ping while it has no call in progress
public record ServerSettings(
        String host,
        int port,
        Duration drain,
        int messageBytes,
        Duration connectionAge,
        Duration connectionGrace,
        Duration keepalive,
        Duration keepaliveTimeout,
        Duration clientPing,
        boolean clientPingIdle) {
    /// The transport reads this many times as much as a message may have. What is longer than a message may be but
    /// not longer than that gets an answer with details; of what is longer still the transport itself refuses the
    /// header.
    private static final int READ_FACTOR = 4;

    /// The settings of a configuration.
    ///
    /// @param configuration the values in force
    /// @return the settings
    public static ServerSettings of(Configuration configuration) {
        return new ServerSettings(
                configuration.get(Keys.SERVER_HOST),
                configuration.getInt(Keys.SERVER_PORT),
                Duration.ofSeconds(configuration.get(Keys.SERVER_DRAIN_SECONDS)),
                configuration.getInt(Keys.SERVER_MESSAGE_BYTES),
                Duration.ofSeconds(configuration.get(Keys.SERVER_MAX_CONNECTION_AGE_SECONDS)),
                Duration.ofSeconds(configuration.get(Keys.SERVER_MAX_CONNECTION_AGE_GRACE_SECONDS)),
                Duration.ofSeconds(configuration.get(Keys.SERVER_KEEPALIVE_SECONDS)),
                Duration.ofSeconds(configuration.get(Keys.SERVER_KEEPALIVE_TIMEOUT_SECONDS)),
                Duration.ofSeconds(configuration.get(Keys.SERVER_CLIENT_PING_SECONDS)),
                configuration.get(Keys.SERVER_CLIENT_PING_IDLE));
    }

    /// Most bytes of a message that the transport reads.
    ///
    /// @return bytes
    int readBytes() {
        return READ_FACTOR * messageBytes;
    }
}
