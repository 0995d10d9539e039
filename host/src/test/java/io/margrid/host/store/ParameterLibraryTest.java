package io.margrid.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLibraryTest {
    private static final DeribitParameters SOME =
            ParameterStore.shipped().defaults().deribit();

    private static ParameterStore.Entry entry(String id, String sha256, String json) {
        DeribitParameters set = new DeribitParameters(
                id,
                SOME.asOf(),
                SOME.evidence(),
                SOME.source(),
                sha256,
                SOME.pairs(),
                SOME.currencies(),
                SOME.general(),
                SOME.extendedMoves(),
                SOME.standardFutures(),
                SOME.assumptions());
        return new ParameterStore.Entry(set, List.of(), json);
    }

    private static List<String> ids(ParameterLibrary library) {
        return library.all().stream().map(set -> set.parameters().id()).toList();
    }

    @Test
    void beginsWithTheDefault() {
        ParameterStore shipped = ParameterStore.shipped();
        ParameterLibrary library = ParameterLibrary.of(shipped.defaults(), shipped.all());
        assertThat(ids(library).getFirst()).isEqualTo(ParameterStore.DEFAULT_ID);
        assertThat(ids(library)).containsExactlyInAnyOrderElementsOf(shipped.ids());
        assertThat(library.find("")).contains(library.defaults());
        assertThat(library.find(ParameterStore.DEFAULT_ID)).contains(library.defaults());
        assertThat(library.find("nowhere")).isEmpty();
    }

    @Test
    void anotherStateOfAShippedSetTakesItsPlace() {
        ParameterStore shipped = ParameterStore.shipped();
        ParameterStore.Entry other = entry(ParameterStore.DEFAULT_ID, "00", "{}");
        ParameterLibrary library = ParameterLibrary.of(other, shipped.all());
        assertThat(library.find(ParameterStore.DEFAULT_ID)).contains(other);
        assertThat(ids(library)).hasSameSizeAs(shipped.ids());
    }

    @Test
    void addedSetsFollowInTheirOrder() {
        ParameterLibrary library = new ParameterLibrary(List.of(entry("m", "0", "")));
        library.add(entry("z", "1", ""));
        library.add(entry("a", "2", ""));
        assertThat(ids(library)).containsExactly("m", "z", "a");
    }

    @Test
    void aNameHasOneFile() {
        ParameterLibrary library = new ParameterLibrary(List.of(entry("m", "0", "")));
        ParameterStore.Entry added = library.add(entry("a", "1", ""));
        assertThat(library.add(entry("a", "1", ""))).isSameAs(added);
        for (String id : List.of("a", "m")) {
            NameTakenException e =
                    catchThrowableOfType(NameTakenException.class, () -> library.add(entry(id, "2", "")));
            assertThat(e.kind()).isEqualTo(NameTakenException.Kind.PARAMETER_SET);
            assertThat(e.name()).isEqualTo(id);
        }
        assertThat(ids(library)).containsExactly("m", "a");
    }

    @Test
    void numberIsLimited() {
        ParameterLibrary library = new ParameterLibrary(List.of(entry("m", "0", "")));
        for (int i = 0; i < ParameterLibrary.ADDED_MAX; i++) {
            library.add(entry("set" + i, "1", ""));
        }
        StoreFullException e =
                catchThrowableOfType(StoreFullException.class, () -> library.add(entry("more", "1", "")));
        assertThat(e.reason()).isEqualTo(StoreFullException.Reason.TOO_MANY_PARAMETER_SETS);
        assertThat(e.limit()).isEqualTo(1_000);
        assertThat(e.given()).isEqualTo(1_001);
        assertThat(library.add(entry("set7", "1", "")).parameters().id()).isEqualTo("set7");
    }

    @Test
    void bytesAreLimited() {
        String half = " ".repeat((int) (ParameterLibrary.ADDED_BYTES_MAX / 2));
        ParameterLibrary library = new ParameterLibrary(List.of(entry("m", "0", half)));
        library.add(entry("a", "1", half));
        library.add(entry("b", "1", half));
        StoreFullException e = catchThrowableOfType(StoreFullException.class, () -> library.add(entry("c", "1", "x")));
        assertThat(e.reason()).isEqualTo(StoreFullException.Reason.PARAMETER_SETS_TOO_LARGE);
        assertThat(e.given()).isEqualTo(ParameterLibrary.ADDED_BYTES_MAX + 1);
        assertThat(ids(library)).containsExactly("m", "a", "b");
    }

    @Test
    void theStartHasSetsOfDifferentNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterLibrary(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterLibrary(List.of(entry("m", "0", ""), entry("m", "1", ""))))
                .withMessageContaining("m");
    }
}
