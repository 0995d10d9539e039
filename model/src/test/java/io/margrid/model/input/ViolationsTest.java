package io.margrid.model.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    @Test
    void nothingFoundThrowsNothing() {
        Violations violations = new Violations();
        assertThat(violations.isEmpty()).isTrue();
        assertThat(violations.size()).isZero();
        assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void everythingFoundIsThrownInOrder() {
        Violations violations = new Violations();
        violations.add("book.csv:2", "first");
        violations.addAll(List.of(new Violation("", "second"), new Violation("positions[3].size", "third")));
        assertThat(violations.size()).isEqualTo(3);
        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("book.csv:2: first\nsecond\npositions[3].size: third");
    }

    @Test
    void aListOnceTakenStays() {
        Violations violations = new Violations();
        violations.add("a", "b");
        List<Violation> taken = violations.toList();
        violations.add("c", "d");
        assertThat(taken).containsExactly(new Violation("a", "b"));
    }

    @Test
    void oneViolationIsAnExceptionToo() {
        InvalidInputException exception = new InvalidInputException("params", "is missing");
        assertThat(exception).hasMessage("params: is missing");
        assertThat(exception.violations()).containsExactly(new Violation("params", "is missing"));
    }
}
