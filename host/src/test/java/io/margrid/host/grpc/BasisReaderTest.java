package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.input.Violations;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.RevalueBooksHeader;
import org.junit.jupiter.api.Test;

/// What a request's fields mean, and where messages say that they stand.
class BasisReaderTest {
    private final ServerContent content = Fixture.content();

    private BasisReader read(BasisFields fields, Violations violations) {
        return BasisReader.read(content, fields, Fixture.CLOCK.instant(), violations);
    }

    private BasisReader read(RevalueBooksHeader.Builder header, Violations violations) {
        return read(BasisFields.of(header.build()), violations);
    }

    @Test
    void headerAndRequestMeanTheSame() {
        Violations violations = new Violations();
        MarginBasis header = read(RevalueBooksHeader.newBuilder().setSnapshotId("latest"), violations)
                .orThrow(violations);
        MarginBasis request = read(BasisFields.of(ComputeMarginRequest.getDefaultInstance()), violations)
                .orThrow(violations);
        assertThat(header.market()).isEqualTo(request.market());
        assertThat(header.parameters()).isEqualTo(request.parameters()).isSameAs(Fixture.PARAMETERS);
        assertThat(header.model().id()).isEqualTo(request.model().id()).isEqualTo("deribit-spm");
        assertThat(header.market().stored()).isEqualTo(content.snapshots().find("small"));
    }

    @Test
    void inlineMarketsAreNotStored() {
        Violations violations = new Violations();
        MarginBasis basis = read(RevalueBooksHeader.newBuilder().setMarket(Fixture.market()), violations)
                .orThrow(violations);
        assertThat(basis.market().stored()).isEmpty();
        assertThat(basis.market().snapshot().id()).isEqualTo("mine");
    }

    @Test
    void placesOfAHeaderBeginWithIt() {
        RevalueBooksHeader.Builder header = RevalueBooksHeader.newBuilder()
                .setMarket(Fixture.market())
                .setModel("no model")
                .setParameterSetId("no set");
        header.getMarketBuilder().getOptionsBuilder(1).setMarkIvPercent(-1.0);
        header.getMaxInputAgeBuilder().setSeconds(-1);
        Violations violations = new Violations();
        BasisReader reader = read(header, violations);
        assertThat(reader.allKnown()).isFalse();
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> reader.orThrow(violations));
        assertThat(e.violations())
                .extracting(Violation::place)
                .containsExactly(
                        "header.market.options[1].mark_iv_percent",
                        "header.max_input_age",
                        "header.parameter_set_id",
                        "header.model");
    }

    @Test
    void unknownNamesAloneAreNotFound() {
        Violations violations = new Violations();
        BasisReader reader = read(RevalueBooksHeader.newBuilder().setSnapshotId("nowhere"), violations);
        UnknownResourceException e =
                catchThrowableOfType(UnknownResourceException.class, () -> reader.orThrow(violations));
        assertThat(e.unknown())
                .singleElement()
                .isEqualTo(new UnknownResourceException.Unknown(
                        UnknownResourceException.Kind.SNAPSHOT, "header.snapshot_id", "nowhere"));
    }

    @Test
    void staleMarketsAreRefusedLast() {
        RevalueBooksHeader.Builder header = RevalueBooksHeader.newBuilder();
        header.getMaxInputAgeBuilder().setNanos(1);
        Violations none = new Violations();
        BasisReader reader = read(header, none);
        assertThat(catchThrowableOfType(StaleInputException.class, () -> reader.orThrow(none)))
                .hasMessageContaining("\"small\"");
        Violations other = new Violations();
        other.add("header.view", "is not a known value: 9");
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> reader.orThrow(other)))
                .isNotNull();
    }
}
