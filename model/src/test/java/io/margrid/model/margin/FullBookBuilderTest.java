package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import io.margrid.model.book.BookBuilder;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullBookBuilderTest {
    private static final int CALL = 0;
    private static final int ETH = 1;
    private static final int LINEAR = 2;
    private static final int PERPETUAL = 3;
    private static final int PUT = 4;
    private static final List<Instrument> INSTRUMENTS = instruments(
            "BTC-28AUG26-70000-C", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL", "BTC-PERPETUAL", "BTC-25SEP26-70000-P");
    private static final PassThroughAmounts GIVEN = new PassThroughAmounts(1.0, 2.0, 3.0, 4.0);

    private static List<Instrument> instruments(String... names) {
        return List.of(names).stream().map(DeribitInstruments::parse).toList();
    }

    @Test
    void accountsBecomeLinesByCurrencyAndRowsBySetInCanonicalOrder() {
        FullBookBuilder builder = new FullBookBuilder(INSTRUMENTS);
        builder.account("a");
        builder.position(LINEAR, 1.0);
        builder.position(PUT, 2.0);
        builder.position(ETH, 3.0);
        builder.position(CALL, 4.0);
        builder.position(PERPETUAL, 5.0);
        builder.passThrough("usdt", GIVEN);
        builder.passThrough("btc", GIVEN);
        builder.account("empty");
        builder.account("b");
        builder.position(ETH, -7.0);
        FullBook book = builder.build();

        assertThat(book.instruments())
                .isEqualTo(
                        INSTRUMENTS.stream().sorted(Instrument.CANONICAL_ORDER).toList());
        assertThat(book.accounts()).containsExactly("a", "empty", "b");
        assertThat(book.firstLine()).containsExactly(0, 4, 4, 5);
        assertThat(codes(book)).containsExactly("btc", "eth", "usdc", "usdt", "eth");
        assertThat(book.passThrough())
                .containsExactly(
                        GIVEN, PassThroughAmounts.NONE, PassThroughAmounts.NONE, GIVEN, PassThroughAmounts.NONE);
        assertThat(book.firstRow()).containsExactly(0, 1, 2, 3, 3, 4);
        assertThat(book.table().rowStart()).containsExactly(0, 3, 4, 5, 6);
        assertThat(names(book))
                .containsExactly(
                        "BTC-PERPETUAL",
                        "BTC-28AUG26-70000-C",
                        "BTC-25SEP26-70000-P",
                        "ETH-PERPETUAL",
                        "BTC_USDC-PERPETUAL",
                        "ETH-PERPETUAL");
        assertThat(book.table().quantity()).startsWith(5.0, 4.0, 2.0, 3.0, 1.0, -7.0);
        assertThat(book.firstRowOf(1)).isEqualTo(book.firstRowOf(2)).isEqualTo(3);
        assertThat(book.runs().runStart()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(book.runs().firstRun()).containsExactly(0, 3, 4, 5, 6);
    }

    @Test
    void runsAreNeighboursOfOneExpiry() {
        FullBookBuilder builder = new FullBookBuilder(instruments(
                "BTC-28AUG26", "BTC-28AUG26-70000-C", "BTC-28AUG26-70000-P", "BTC-28AUG26-80000-C", "BTC-25SEP26-1-C"));
        builder.account("a");
        for (int i = 0; i < 5; i++) {
            builder.position(i, 1.0);
        }
        FullBook book = builder.build();
        // The future, three options of its expiry, one of another.
        assertThat(book.runs().runStart()).containsExactly(0, 1, 4, 5);
        assertThat(book.kinds())
                .extracting(Instrument::name)
                .containsExactly("BTC-28AUG26", "BTC-28AUG26-70000-C", "BTC-25SEP26-1-C");
        assertThat(book.runKind()).containsExactly(0, 1, 2);
    }

    @Test
    void linesOfOneInstrumentAreAddedAsDecimals() {
        FullBookBuilder builder = new FullBookBuilder(INSTRUMENTS);
        builder.account("a");
        BookBuilder reference = new BookBuilder("a");
        for (String size : List.of("0.1", "0.2", "-0.7", "1e-18", "0.4")) {
            builder.position(CALL, Double.parseDouble(size));
            reference.add(INSTRUMENTS.get(CALL), new BigDecimal(size));
        }
        builder.position(PERPETUAL, -0.0);
        FullBook book = builder.build();
        assertThat(book.table().entries()).isEqualTo(2);
        assertThat(book.table().quantity()[1])
                .isEqualTo(1e-18)
                .isEqualTo(reference.build().positions().getFirst().quantity());
        assertThat(Double.doubleToRawLongBits(book.table().quantity()[0])).isZero();
    }

    @Test
    void nobodyIsAnEmptyBook() {
        FullBook book = new FullBookBuilder(List.of()).build();
        assertThat(book.accounts()).isEmpty();
        assertThat(book.lines()).isZero();
        assertThat(book.table().rows()).isZero();
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        assertThatThrownBy(() -> new FullBookBuilder(List.of(INSTRUMENTS.get(0), INSTRUMENTS.get(0))))
                .hasMessage("instrument repeats: BTC-28AUG26-70000-C");
        FullBookBuilder builder = new FullBookBuilder(INSTRUMENTS);
        assertThatThrownBy(() -> builder.position(CALL, 1.0)).hasMessage("begin an account first");
        assertThatThrownBy(() -> builder.passThrough("btc", GIVEN)).hasMessage("begin an account first");
        builder.account("a");
        assertThatThrownBy(() -> builder.position(CALL, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account a, BTC-28AUG26-70000-C: quantity must be finite and at most 1.0E12: NaN");
        builder.position(CALL, Limits.QUANTITY_MAX);
        assertThatThrownBy(() -> builder.position(CALL, Math.nextUp(Limits.QUANTITY_MAX)))
                .isInstanceOf(IllegalArgumentException.class);
        builder.position(CALL, Limits.QUANTITY_MAX);
        assertThatThrownBy(builder::build)
                .hasMessage("account a: sum of the lines of BTC-28AUG26-70000-C is too large, at most 1.0E12:"
                        + " 2000000000000");
    }

    @Test
    void positionsOfAnAccountAreLimited() {
        FullBookBuilder builder = new FullBookBuilder(INSTRUMENTS);
        builder.account("a");
        for (int p = 0; p < Limits.POSITIONS_PER_BOOK; p++) {
            builder.position(CALL, 0.0);
        }
        assertThatThrownBy(() -> builder.position(CALL, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account a: at most 100000 positions");
    }

    private static List<String> codes(FullBook book) {
        return Arrays.stream(book.currency()).mapToObj(book.currencies()::get).toList();
    }

    private static List<String> names(FullBook book) {
        return Arrays.stream(book.table().instrument(), 0, book.table().entries())
                .mapToObj(i -> book.instruments().get(i).name())
                .toList();
    }
}
