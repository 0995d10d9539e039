package io.margrid.model.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookBuilderTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final Instrument PERPETUAL = DeribitInstruments.parse("BTC-PERPETUAL");

    private record Line(Instrument instrument, BigDecimal size) {}

    @Test
    void orderAndSplittingOfLinesChangeNoBit() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            List<Line> whole = new ArrayList<>();
            List<Line> split = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Instrument instrument = DeribitInstruments.parse("BTC-27MAR26-%d-C".formatted(1000 * (i + 1)));
                BigDecimal size = BigDecimal.valueOf(random.nextLong(-1_000_000_000L, 1_000_000_000L), 9);
                whole.add(new Line(instrument, size));
                BigDecimal rest = size;
                for (int part = random.nextInt(4); part > 0; part--) {
                    BigDecimal some = BigDecimal.valueOf(random.nextLong(-1L << 50, 1L << 50), random.nextInt(4, 19));
                    split.add(new Line(instrument, some));
                    rest = rest.subtract(some);
                }
                split.add(new Line(instrument, rest));
            }
            Collections.shuffle(split, new Random(random.nextLong()));
            Book expected = build(whole);
            Book actual = build(split);
            assertThat(actual.positions()).as("seed %d, round %d", SEED, round).hasSameSizeAs(expected.positions());
            for (int i = 0; i < expected.positions().size(); i++) {
                assertThat(bits(actual, i)).as("seed %d, round %d", SEED, round).isEqualTo(bits(expected, i));
            }
        }
    }

    private static long bits(Book book, int position) {
        return Double.doubleToRawLongBits(book.positions().get(position).quantity());
    }

    private static Book build(List<Line> lines) {
        BookBuilder builder = new BookBuilder("a");
        lines.forEach(line -> builder.add(line.instrument(), line.size()));
        return builder.build();
    }

    @Test
    void sumsExactlyInDecimal() {
        BookBuilder builder = new BookBuilder("a");
        for (int i = 0; i < 10; i++) {
            builder.add(PERPETUAL, new BigDecimal("0.1"));
        }
        assertThat(builder.build().positions()).containsExactly(new Position(PERPETUAL, 1.0));
        assertThat(builder.repeats()).containsExactly(Map.entry(PERPETUAL, 9));
    }

    @Test
    void keepsCancelledInstrumentsAtPositiveZero() {
        BookBuilder builder = new BookBuilder("a");
        builder.add(PERPETUAL, new BigDecimal("-3"));
        builder.add(PERPETUAL, new BigDecimal("3"));
        Book book = builder.build();
        assertThat(book.positions()).hasSize(1);
        assertThat(bits(book, 0)).isZero();
    }

    @Test
    void ordersPositionsCanonically() {
        BookBuilder builder = new BookBuilder("a");
        for (String name : List.of("ETH-PERPETUAL", "BTC-27MAR26-80000-C", "BTC-PERPETUAL", "BTC-27MAR26")) {
            builder.add(DeribitInstruments.parse(name), BigDecimal.ONE);
        }
        assertThat(builder.build().positions())
                .extracting(p -> p.instrument().name())
                .containsExactly("BTC-27MAR26", "BTC-PERPETUAL", "BTC-27MAR26-80000-C", "ETH-PERPETUAL");
    }

    @Test
    void keepsPassThroughAmounts() {
        BookBuilder builder = new BookBuilder("a");
        PassThroughAmounts amounts = new PassThroughAmounts(1.0, 2.0, 3.0, 4.0);
        builder.passThrough("btc", amounts);
        Book book = builder.build();
        assertThat(book.passThrough()).isEqualTo(Map.of("btc", amounts));
        assertThat(book.passThrough("eth")).isEqualTo(PassThroughAmounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0e-999999999",
                "0e999999999",
                "1e12",
                "-1000000000000",
                "1000000000000.000000000000000000",
                "0.000000000000000001",
                "1.0000000000000000000000000000",
                "1e-18",
            })
    void takesSizesUpToTheLimits(String size) {
        assertThat(BookBuilder.problem(new BigDecimal(size))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000001, size is too large",
        "1e13, size is too large",
        "-1e12000, size is too large",
        "1e999999999, size is too large",
        "-1e2147483647, size is too large",
        "1000000000000.001, size is too large",
        "1e-19, size has too many digits after the decimal point",
        "0.1234567890123456789, size has too many digits after the decimal point",
        "1e-999999999, size has too many digits after the decimal point",
    })
    @Timeout(5)
    void refusesSizesPastTheLimits(String size, String message) {
        assertThat(BookBuilder.problem(new BigDecimal(size)))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith(message).contains(": " + new BigDecimal(size)));
    }

    @Test
    @Timeout(5)
    void zerosOfAnyScaleAddUpAtOnce() {
        BookBuilder builder = new BookBuilder("a");
        for (String size : List.of("0e-999999999", "1", "0e999999999", "123456789012.123456789012345678")) {
            builder.add(PERPETUAL, new BigDecimal(size));
        }
        assertThat(builder.build().positions()).containsExactly(new Position(PERPETUAL, 123_456_789_013.12346));
    }

    @Test
    void linesThatTogetherAreTooLargeAreNamed() {
        BookBuilder builder = new BookBuilder("a");
        builder.add(PERPETUAL, new BigDecimal("1e12"));
        assertThatCode(builder::build).doesNotThrowAnyException();
        assertThat(builder.sumProblems()).isEmpty();
        builder.add(PERPETUAL, new BigDecimal("1"));
        assertThat(builder.sumProblems())
                .containsExactly(Map.entry(
                        PERPETUAL,
                        "sum of the lines of BTC-PERPETUAL: size is too large, at most 1.0E12 base coins:"
                                + " 1000000000001"));
        assertThatCode(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quantity must be finite and at most 1.0E12");
    }
}
