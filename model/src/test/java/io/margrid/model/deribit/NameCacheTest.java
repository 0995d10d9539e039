package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private final List<String> parsed = new ArrayList<>();
    private final NameCache<StringBuilder> cache = new NameCache<>(3);

    private StringBuilder get(String name) {
        return cache.get(name, text -> {
            parsed.add(text);
            return new StringBuilder(text);
        });
    }

    @Test
    void aNameIsParsedOnce() {
        StringBuilder a = get("a");
        assertThat(get("a")).isSameAs(a);
        assertThat(get("b")).hasToString("b");
        assertThat(parsed).containsExactly("a", "b");
    }

    @Test
    void neverHoldsMoreThanItsNumber() {
        for (int i = 0; i < 100; i++) {
            assertThat(get("name" + i)).hasToString("name" + i);
            assertThat(cache.size()).isBetween(1, 3);
        }
        assertThat(get("name0")).hasToString("name0");
        assertThat(parsed).hasSize(101);
    }

    @Test
    void whatCannotBeParsedIsNotKept() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.get("x", name -> {
                        throw new IllegalArgumentException("not a name: " + name);
                    }))
                    .hasMessage("not a name: x");
        }
        assertThat(cache.size()).isZero();
    }
}
