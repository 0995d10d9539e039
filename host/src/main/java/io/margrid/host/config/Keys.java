package io.margrid.host.config;

import io.margrid.host.config.ValueType.Choice;
import io.margrid.host.config.ValueType.Share;
import io.margrid.host.config.ValueType.Text;
import io.margrid.host.config.ValueType.Truth;
import io.margrid.host.config.ValueType.Whole;
import io.margrid.model.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every key of the server's configuration.
public final class Keys {
    private static final long MIB = 1L << 20;
    private static final long TIB = 1L << 40;
    private static final int WEEK_SECONDS = 604_800;
    private static final Text ADDRESS =
            new Text("a host name or an address of this machine", Pattern.compile("[0-9A-Za-z.:_%-]{1,253}"));
    private static final Text NAME = new Text("a name", Pattern.compile("[0-9A-Za-z._-]{1,64}"));
    private static final Text NAME_OR_FILE = new Text("a name or a file", Pattern.compile("\\P{Cntrl}{1,4096}"));

    /// Where the API is served.
    public static final ConfigKey<String> SERVER_HOST = key(
            "server.host",
            "--host",
            "",
            ADDRESS,
            "127.0.0.1",
            "Where the API is served; plain text without authentication, so others belong behind a proxy.");

    /// TCP port of the API.
    public static final ConfigKey<Long> SERVER_PORT =
            key("server.port", "--port", "", new Whole(0, 0xffff), "50051", "TCP port of the API; 0 takes a free one.");

    /// How long calls may take to end.
    public static final ConfigKey<Long> SERVER_DRAIN_SECONDS = key(
            "server.drain-seconds",
            "s",
            new Whole(0, 3_600),
            "30",
            "How long calls in progress may take to end once the process is asked to; then they are cancelled.");

    /// Bytes of a request message.
    public static final ConfigKey<Long> SERVER_MESSAGE_BYTES = key(
            "server.message-bytes",
            "bytes",
            new Whole(64 << 10, 256 * MIB),
            "16777216",
            "Most bytes of one request message; more books go into the messages of a stream.");

    /// When connections are closed.
    public static final ConfigKey<Long> SERVER_MAX_CONNECTION_AGE_SECONDS = key(
            "server.max-connection-age-seconds",
            "s",
            new Whole(0, WEEK_SECONDS),
            "0",
            "After how long a connection is closed so that clients spread over servers; 0 for never.");

    /// How long calls of an old connection may take.
    public static final ConfigKey<Long> SERVER_MAX_CONNECTION_AGE_GRACE_SECONDS = key(
            "server.max-connection-age-grace-seconds",
            "s",
            new Whole(0, 3_600),
            "30",
            "How long calls of a connection past its age may take to end.");

    /// When the server pings.
    public static final ConfigKey<Long> SERVER_KEEPALIVE_SECONDS = key(
            "server.keepalive-seconds",
            "s",
            new Whole(10, WEEK_SECONDS),
            "7200",
            "After how long without a sign of life the server pings a client.");

    /// How long a pong may take.
    public static final ConfigKey<Long> SERVER_KEEPALIVE_TIMEOUT_SECONDS = key(
            "server.keepalive-timeout-seconds",
            "s",
            new Whole(1, 3_600),
            "20",
            "How long the answer to a ping may take before the connection is closed.");

    /// How often clients may ping.
    public static final ConfigKey<Long> SERVER_CLIENT_PING_SECONDS = key(
            "server.client-ping-seconds",
            "s",
            new Whole(1, WEEK_SECONDS),
            "300",
            "How far apart a client's pings must be; one that pings more often is told too_many_pings and closed.");

    /// Whether clients without calls may ping.
    public static final ConfigKey<Boolean> SERVER_CLIENT_PING_IDLE = key(
            "server.client-ping-idle",
            "",
            new Truth(),
            "false",
            "Whether a client may ping while it has no call in progress.");

    /// How long the server warms up.
    public static final ConfigKey<Long> SERVER_WARM_UP_MILLIS = key(
            "server.warm-up-millis",
            "ms",
            new Whole(0, 60_000),
            "2000",
            "How long the server calls itself before it says SERVING, so that the first calls are fast; 0 for not.");

    /// Window of a stream of books.
    public static final ConfigKey<Long> STREAM_WINDOW_BYTES = key(
            "stream.window-bytes",
            "bytes",
            new Whole(64 << 10, 1_024 * MIB),
            "16777216",
            "Most memory of books, by estimate, that each stream of books reads ahead of its answers, but for a"
                    + " message.");

    /// From when on the server is overloaded.
    public static final ConfigKey<Long> OVERLOAD_BURST_MILLIS = key(
            "overload.burst-millis",
            "ms",
            new Whole(0, 60_000),
            "500",
            "How long calls may have to wait, by estimate, until the server says that it is overloaded; 0 for never.");

    /// How long calls wait under overload.
    public static final ConfigKey<Long> OVERLOAD_WAIT_MILLIS = key(
            "overload.wait-millis",
            "ms",
            new Whole(1, 60_000),
            "2",
            "How long calls wait while it is overloaded; those that would wait longer are refused before they are"
                    + " read.");

    /// Where metrics are served.
    public static final ConfigKey<String> METRICS_HOST =
            key("metrics.host", "", ADDRESS, "127.0.0.1", "Where metrics are served.");

    /// TCP port of the metrics.
    public static final ConfigKey<Long> METRICS_PORT = key(
            "metrics.port",
            "",
            new Whole(-1, 0xffff),
            "9464",
            "TCP port of http://HOST:PORT/metrics; 0 takes a free one, -1 serves none.");

    /// From which level on the log is shown.
    public static final ConfigKey<String> LOG_LEVEL = key(
            "log.level",
            "",
            new Choice(List.of("OFF", "SEVERE", "WARNING", "INFO", "CONFIG", "FINE", "FINER", "FINEST", "ALL")),
            "INFO",
            "From which level on the log is shown.");

    /// How the log is written.
    public static final ConfigKey<String> LOG_FORMAT = key(
            "log.format",
            "",
            new Choice(List.of("text", "json")),
            "text",
            "How the log is written: a line for people or a JSON object on a line.");

    /// Who computes.
    public static final ConfigKey<String> BACKEND_NAME = key(
            "backend.name",
            "--backend",
            "",
            NAME,
            "auto",
            "Who computes: auto, or a backend that ./margrid doctor lists, which is used or the program stops.");

    /// The parameter set of requests that name none.
    public static final ConfigKey<String> PARAMETERS_DEFAULT = key(
            "parameters.default",
            "--params",
            "",
            NAME_OR_FILE,
            "deribit-2026-02-15",
            "Parameter set of requests that name none.");

    /// Size of a batch.
    public static final ConfigKey<Long> BATCH_CELLS = key(
            "batch.cells",
            "cells",
            new Whole(4_096, Limits.CELLS),
            "4194304",
            "Most cells of a batch: instruments or rows, times scenarios.");

    /// Bound of the queue.
    public static final ConfigKey<Long> BATCH_QUEUE_JOBS = key(
            "batch.queue-jobs",
            "jobs",
            new Whole(1, 1_000_000),
            "10000",
            "Most jobs that wait for the device; what comes then is refused.");

    /// Bound of the queue.
    public static final ConfigKey<Long> BATCH_QUEUE_CELLS = key(
            "batch.queue-cells",
            "cells",
            new Whole(4_096, 1L << 40),
            "268435456",
            "Most cells that wait for the device, at least those of a batch; what comes then is refused.");

    /// Bound of the queue.
    public static final ConfigKey<Long> BATCH_QUEUE_BYTES = key(
            "batch.queue-bytes",
            "bytes",
            new Whole(MIB, TIB),
            "536870912",
            "Most memory that waiting jobs may hold, by estimate; what comes then is refused.");

    /// Bound of a tenant.
    public static final ConfigKey<Double> BATCH_TENANT_SHARE = key(
            "batch.tenant-share",
            "",
            new Share(),
            "0.5",
            "Part of the queue's jobs, cells and bytes that one tenant may take.");

    /// Delay for company.
    public static final ConfigKey<Long> BATCH_DELAY_MICROS = key(
            "batch.delay-micros",
            "us",
            new Whole(0, 1_000_000),
            "0",
            "How long a batch that is not full may wait for company.");

    /// Bound of waiting behind others.
    public static final ConfigKey<Long> BATCH_AGEING_MILLIS = key(
            "batch.ageing-millis",
            "ms",
            new Whole(0, 3_600_000),
            "250",
            "How long bulk work may be passed over while interactive work waits.");

    /// Whether jobs are joined.
    public static final ConfigKey<Boolean> BATCH_JOIN =
            key("batch.join", "", new Truth(), "true", "Whether jobs of several calls are computed in one batch.");

    /// Memory of kept vectors.
    public static final ConfigKey<Long> CACHE_BYTES = key(
            "cache.bytes",
            "bytes",
            new Whole(0, TIB),
            "268435456",
            "Most memory of risk vectors that are kept from call to call; 0 keeps none.");

    /// Bound of the snapshots.
    public static final ConfigKey<Long> SNAPSHOTS_COUNT = key(
            "snapshots.count",
            "",
            new Whole(1, 100_000),
            "64",
            "Most published snapshots that are kept; the oldest are dropped first.");

    /// Bound of the snapshots.
    public static final ConfigKey<Long> SNAPSHOTS_BYTES = key(
            "snapshots.bytes",
            "bytes",
            new Whole(MIB, TIB),
            "268435456",
            "Most memory of published snapshots, by estimate; the oldest are dropped first.");

    /// Bound of the inputs' age.
    public static final ConfigKey<Long> MARKET_MAX_AGE_SECONDS = key(
            "market.max-age-seconds",
            "s",
            new Whole(0, 315_360_000),
            "0",
            "How far the oldest input may be behind the server's clock; older ones are refused, 0 for no limit.");

    /// Every key, in order of the names.
    public static final List<ConfigKey<?>> ALL = Stream.<ConfigKey<?>>of(
                    SERVER_HOST,
                    SERVER_PORT,
                    SERVER_DRAIN_SECONDS,
                    SERVER_MESSAGE_BYTES,
                    SERVER_MAX_CONNECTION_AGE_SECONDS,
                    SERVER_MAX_CONNECTION_AGE_GRACE_SECONDS,
                    SERVER_KEEPALIVE_SECONDS,
                    SERVER_KEEPALIVE_TIMEOUT_SECONDS,
                    SERVER_CLIENT_PING_SECONDS,
                    SERVER_CLIENT_PING_IDLE,
                    SERVER_WARM_UP_MILLIS,
                    STREAM_WINDOW_BYTES,
                    OVERLOAD_BURST_MILLIS,
                    OVERLOAD_WAIT_MILLIS,
                    METRICS_HOST,
                    METRICS_PORT,
                    LOG_LEVEL,
                    LOG_FORMAT,
                    BACKEND_NAME,
                    PARAMETERS_DEFAULT,
                    BATCH_CELLS,
                    BATCH_QUEUE_JOBS,
                    BATCH_QUEUE_CELLS,
                    BATCH_QUEUE_BYTES,
                    BATCH_TENANT_SHARE,
                    BATCH_DELAY_MICROS,
                    BATCH_AGEING_MILLIS,
                    BATCH_JOIN,
                    CACHE_BYTES,
                    SNAPSHOTS_COUNT,
                    SNAPSHOTS_BYTES,
                    MARKET_MAX_AGE_SECONDS)
            .sorted(Comparator.comparing(ConfigKey::name))
            .toList();

    private Keys() {}

    private static <T> ConfigKey<T> key(
            String name, String unit, ValueType<T> type, String initial, String description) {
        return key(name, "", unit, type, initial, description);
    }

    private static <T> ConfigKey<T> key(
            String name, String flag, String unit, ValueType<T> type, String initial, String description) {
        return new ConfigKey<>(name, flag, unit, type, initial, description);
    }

    /// Range, unit and default of a key in two sentences.
    static String summary(ConfigKey<?> key) {
        String unit = key.unit().isEmpty() ? "" : ", in " + key.unit();
        String range = key.type().range();
        return "Takes %s%s. Default: %s.".formatted(range, unit, key.initial());
    }
}
