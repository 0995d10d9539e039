package io.margrid.host.grpc;

import io.grpc.stub.StreamObserver;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.Limits;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import io.margrid.v1.GetConfigurationRequest;
import io.margrid.v1.GetConfigurationResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.ModelInfo;
import io.margrid.v1.ServerLimits;
import io.margrid.v1.ServingState;
import io.margrid.v1.SystemServiceGrpc;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// `margrid.v1.SystemService`: what the server is, has, does and was told.
final class SystemGrpcService extends SystemServiceGrpc.SystemServiceImplBase {
    private final MarginEngine engine;
    private final ServerContent content;
    private final ServerSetup setup;
    private final Supplier<ServingState> state;
    private final InstantSource clock;

    SystemGrpcService(
            MarginEngine engine,
            ServerContent content,
            ServerSetup setup,
            Supplier<ServingState> state,
            InstantSource clock) {
        this.engine = engine;
        this.content = content;
        this.setup = setup;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public void getServerInfo(GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> observer) {
        Unary.answer(observer, this::info);
    }

    @Override
    public void getStatistics(GetStatisticsRequest request, StreamObserver<GetStatisticsResponse> observer) {
        Unary.answer(observer, () -> StatisticsMessages.statistics(setup.metrics(), state.get(), clock.instant()));
    }

    @Override
    public void getConfiguration(GetConfigurationRequest request, StreamObserver<GetConfigurationResponse> observer) {
        Unary.answer(observer, this::configuration);
    }

    private GetConfigurationResponse configuration() {
        GetConfigurationResponse.Builder message = GetConfigurationResponse.newBuilder();
        setup.configuration().settings().forEach(setting -> message.addEntries(StatisticsMessages.entry(setting)));
        return message.build();
    }

    private GetServerInfoResponse info() {
        ParameterSet defaults = content.parameters().defaults().parameters();
        List<StoredSnapshot> snapshots = content.snapshots().list(Long.MAX_VALUE, Integer.MAX_VALUE);
        Instant now = clock.instant();
        GetServerInfoResponse.Builder info = GetServerInfoResponse.newBuilder()
                .setVersion(content.version())
                .setBackend(ReportMessages.backend(engine.backend()))
                .setDefaultSnapshotId(
                        snapshots.isEmpty() ? "" : snapshots.getFirst().id())
                .setDefaultParameterSetId(defaults.id())
                .setDefaultModel(Models.DEFAULT)
                .setLimits(ServerLimits.newBuilder()
                        .setPositionsPerBook(Limits.POSITIONS_PER_BOOK)
                        .setQuotesPerMarket(GrpcLimits.QUOTES_PER_MARKET)
                        .setPassThroughPerBook(GrpcLimits.PASS_THROUGH_PER_BOOK)
                        .setMessageBytes(setup.settings().messageBytes()));
        snapshots.stream()
                .sorted(Comparator.comparing(StoredSnapshot::id))
                .forEach(snapshot -> info.addSnapshots(MarketMessages.info(snapshot, now)));
        content.parameters().all().forEach(set -> info.addParameterSets(ReportMessages.parameterSet(set.parameters())));
        for (Methodology one : Models.all()) {
            content.parameters().defaultOf(one).ifPresent(set -> {
                MarginModel model = one.model(set);
                info.addModels(ModelInfo.newBuilder()
                        .setId(model.id())
                        .setTitle(model.title())
                        .setParameterSetId(set.id())
                        .addAllLimits(model.limits()));
            });
        }
        return info.build();
    }
}
