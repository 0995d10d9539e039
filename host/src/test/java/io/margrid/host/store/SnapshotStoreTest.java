package io.margrid.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.model.market.MarketSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
    private static final Instant NOW = Instant.parse("2024-06-17T09:00:01.5Z");
    private static final int THREADS = 8;
    private static final int PUBLISHED = 50;

    private static MarketSnapshot market(String id) {
        return Quotes.small(65_000.0).build(id).snapshot();
    }

    private static SnapshotStore store(int snapshots, long bytes) {
        return new SnapshotStore(
                List.of(market("first"), market("second")),
                new StoreLimits(snapshots, bytes),
                InstantSource.fixed(NOW));
    }

    private static SnapshotStore store(int snapshots) {
        return store(snapshots, StoreLimits.DEFAULT.bytes());
    }

    private static List<String> ids(SnapshotStore store) {
        return store.list(Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                .map(StoredSnapshot::id)
                .toList();
    }

    private static String latest(SnapshotStore store) {
        return store.latest().orElseThrow().id();
    }

    @Test
    void beginsWithTheFirstOfTheStart() {
        SnapshotStore store = store(2);
        assertThat(latest(store)).isEqualTo("first");
        assertThat(store.find("")).isEqualTo(store.find("latest"));
        assertThat(ids(store)).containsExactly("first", "second");
        assertThat(store.find("second").orElseThrow().publishedAt()).isEqualTo(NOW);
        assertThat(store.find("third")).isEmpty();
        assertThat(store.find("inline")).isEmpty();
    }

    @Test
    void canBeginWithNothing() {
        SnapshotStore store = new SnapshotStore(List.of(), StoreLimits.DEFAULT, InstantSource.fixed(NOW));
        assertThat(store.latest()).isEmpty();
        assertThat(ids(store)).isEmpty();
        store.publish("a", Quotes.small(1.0));
        assertThat(latest(store)).isEqualTo("a");
    }

    @Test
    void theLastPublishedIsTheLatest() {
        SnapshotStore store = store(5);
        store.publish("a", Quotes.small(1.0));
        store.publish("b", Quotes.small(2.0));
        assertThat(latest(store)).isEqualTo("b");
        assertThat(ids(store)).containsExactly("b", "a", "first", "second");
    }

    @Test
    void theSameAgainIsTheSameSnapshotAndNotTheLatest() {
        SnapshotStore store = store(5);
        StoredSnapshot a = store.publish("a", Quotes.small(1.0));
        store.publish("b", Quotes.small(1.0));
        assertThat(store.publish("a", Quotes.small(1.0))).isSameAs(a);
        assertThat(latest(store)).isEqualTo("b");
        assertThat(store.publish("first", Quotes.small(65_000.0)).id()).isEqualTo("first");
        assertThat(ids(store)).hasSize(4);
    }

    @Test
    void aNameThatIsTakenStays() {
        SnapshotStore store = store(5);
        for (String id : List.of("a", "first")) {
            store.publish("a", Quotes.small(1.0));
            NameTakenException e =
                    catchThrowableOfType(NameTakenException.class, () -> store.publish(id, Quotes.small(2.0)));
            assertThat(e.name()).isEqualTo(id);
            assertThat(e.kind()).isEqualTo(NameTakenException.Kind.SNAPSHOT);
            assertThat(e).hasMessageContaining(store.find(id).orElseThrow().sha256());
        }
    }

    @Test
    void theOldestIsDroppedButNotThoseOfTheStart() {
        SnapshotStore store = store(2);
        StoredSnapshot a = store.publish("a", Quotes.small(1.0));
        store.publish("b", Quotes.small(2.0));
        assertThat(ids(store)).contains("a");
        store.publish("c", Quotes.small(3.0));
        assertThat(ids(store)).containsExactly("c", "b", "first", "second");
        assertThat(a.market().optionCount()).isEqualTo(1);
        assertThat(store.publish("a", Quotes.small(4.0)).sequence()).isGreaterThan(a.sequence());
    }

    @Test
    void memoryIsBounded() {
        long each = store(1).publish("a", Quotes.small(1.0)).bytes();
        SnapshotStore store = store(100, 3 * each);
        for (int i = 0; i < 3; i++) {
            store.publish("s" + i, Quotes.small(1.0 + i));
        }
        assertThat(ids(store)).hasSize(5);
        store.publish("s3", Quotes.small(4.0));
        assertThat(ids(store)).containsExactly("s3", "s2", "s1", "first", "second");
    }

    @Test
    void whatIsTooLargeAloneIsRefused() {
        long each = store(1).publish("a", Quotes.small(1.0)).bytes();
        assertThat(store(1, each).publish("a", Quotes.small(1.0)).bytes()).isEqualTo(each);
        SnapshotStore store = store(1, each - 1);
        StoreFullException e =
                catchThrowableOfType(StoreFullException.class, () -> store.publish("a", Quotes.small(1.0)));
        assertThat(e.reason()).isEqualTo(StoreFullException.Reason.SNAPSHOT_TOO_LARGE);
        assertThat(e.limit()).isEqualTo(each - 1);
        assertThat(e.given()).isEqualTo(each);
        assertThat(latest(store)).isEqualTo("first");
    }

    @Test
    void namesAreMadeAndUnique() {
        SnapshotStore store = store(5);
        store.publish("snapshot-2024-06-17T09:00:01Z-2", Quotes.small(1.0));
        assertThat(store.publish("", Quotes.small(1.0)).id()).isEqualTo("snapshot-2024-06-17T09:00:01Z-1");
        assertThat(store.publish("", Quotes.small(1.0)).id()).isEqualTo("snapshot-2024-06-17T09:00:01Z-3");
        assertThat(store.publish("", Quotes.small(1.0)).market().id()).isEqualTo("snapshot-2024-06-17T09:00:01Z-4");
    }

    @Test
    void listsFromAPlaceOn() {
        SnapshotStore store = store(5);
        StoredSnapshot a = store.publish("a", Quotes.small(1.0));
        store.publish("b", Quotes.small(2.0));
        assertThat(store.list(Long.MAX_VALUE, 1)).extracting(StoredSnapshot::id).containsExactly("b");
        assertThat(store.list(a.sequence(), 9)).extracting(StoredSnapshot::id).containsExactly("first", "second");
    }

    @Test
    void badNamesOfTheStartAreRefused() {
        for (List<String> names : List.of(List.of("latest"), List.of("inline"), List.of(""), List.of("a", "a"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SnapshotStore(
                            names.stream().map(SnapshotStoreTest::market).toList(),
                            StoreLimits.DEFAULT,
                            InstantSource.fixed(NOW)))
                    .withMessageContaining(names.getFirst());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> store(0)).withMessageContaining("snapshots");
        assertThatIllegalArgumentException().isThrownBy(() -> store(1, 0)).withMessageContaining("bytes");
    }

    @Test
    void manyThreadsPublishAtOnce() throws Exception {
        SnapshotStore store = store(THREADS * PUBLISHED);
        List<Callable<List<StoredSnapshot>>> publishers = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            publishers.add(() -> {
                List<StoredSnapshot> made = new ArrayList<>();
                for (int i = 0; i < PUBLISHED; i++) {
                    made.add(store.publish("", Quotes.small(1.0 + i)));
                    assertThat(store.latest()).isPresent();
                }
                return made;
            });
        }
        Set<String> ids = new HashSet<>();
        Set<Long> sequences = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<StoredSnapshot>> one : threads.invokeAll(publishers)) {
                for (StoredSnapshot snapshot : one.get()) {
                    ids.add(snapshot.id());
                    sequences.add(snapshot.sequence());
                }
            }
        }
        assertThat(ids).hasSize(THREADS * PUBLISHED);
        assertThat(sequences).hasSize(THREADS * PUBLISHED);
        assertThat(ids(store)).hasSize(THREADS * PUBLISHED + 2).containsAll(ids);
    }
}
