package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.BookDraft;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Balances, and columns of what was agreed for a position.
class CsvBooksTest extends BookFixture {
    private static final String HEADER = "instrument,size,entry_price,leverage,extra_margin\n";

    @Test
    void termsAndBalancesAreTaken() {
        BookDraft draft = only(csv(HEADER + """
            BTC-PERPETUAL,1,60000.5,10,0.25
            ETH-PERPETUAL,2,,,
            SOL_USDC-PERPETUAL,-3,,2,
            balance:usdc,-12.5,,,
            Balance: BTC,1e-3,,,
            """));
        assertThat(draft.problems()).isEmpty();
        assertThat(lines(draft))
                .containsExactly(
                        "book.csv:2, column size=BTC-PERPETUAL 1",
                        "book.csv:3, column size=ETH-PERPETUAL 2",
                        "book.csv:4, column size=SOL_USDC-PERPETUAL -3");
        assertThat(draft.rowsRead()).isEqualTo(5);
        assertThat(draft.terms())
                .isEqualTo(new AccountTerms(
                        Map.of("usdc", -12.5, "btc", 0.001),
                        Map.of(
                                "BTC-PERPETUAL",
                                new PositionTerms(
                                        OptionalDouble.of(60_000.5), OptionalDouble.of(10.0), OptionalDouble.of(0.25)),
                                "SOL_USDC-PERPETUAL",
                                new PositionTerms(
                                        OptionalDouble.empty(), OptionalDouble.of(2.0), OptionalDouble.empty()))));
    }

    @Test
    void everyAccountHasItsOwn() {
        LoadedBooks books = csv("""
            account,leverage,instrument,size
            A,5,BTC-PERPETUAL,1
            B,6,BTC-PERPETUAL,1
            B,,balance:usdc,7
            """);
        assertThat(books.drafts().getFirst().terms().balances()).isEmpty();
        assertThat(books.drafts().getLast().terms().balances()).containsExactly(Map.entry("usdc", 7.0));
        assertThat(books.drafts())
                .extracting(draft -> draft.terms().position("BTC-PERPETUAL").leverage())
                .containsExactly(OptionalDouble.of(5.0), OptionalDouble.of(6.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BTC-PERPETUAL,1,sixty,,|:2, column entry_price: must be a decimal number such as 12.5: \"sixty\"",
                "BTC-PERPETUAL,1,,10x,|:2, column leverage: must be a decimal number such as 12.5: \"10x\"",
                "BTC-PERPETUAL,1,,,NaN|:2, column extra_margin: must be a decimal number such as 12.5: \"NaN\"",
                "BTC-PERPETUAL,1,-1,,|:2: entry_price must be 0.0 or more and finite: -1.0",
                "BTC-PERPETUAL,1,1e999999999,,|:2: entry_price must be 0.0 or more and finite: Infinity",
                "BTC-PERPETUAL,1,,0.5,|:2: leverage must be 1.0 or more and at most 1000.0: 0.5",
                "BTC-PERPETUAL,1,,,-2|:2: extra_margin must be 0.0 or more and finite: -2.0",
                "balance:usdc,1,,5,|:2: a balance has no entry price, leverage or extra margin",
                "balance:usdc,1e999999999,,,|:2, column size: the balance of usdc must be finite: Infinity",
                "balance:us dc,1,,,|:2, column size: the asset of a balance must be a lower-case code such as usdc:"
                        + " \"us dc\"",
                "balance:,1,,,|:2, column size: the asset of a balance must be a lower-case code such as usdc: \"\"",
                "balance:usdc,1'000,,,|:2, column size: must be a decimal number of base coins such as -12.5, without"
                        + " thousands separators: \"1'000\"",
            })
    void badValuesAreNamed(String row, String problem) {
        assertThat(violations("book.csv", HEADER + row + "\n")).containsExactly("book.csv" + problem);
    }

    @Test
    void everyBadValueOfARowIsTold() {
        assertThat(violations("book.csv", HEADER + "BTC-PERPETUAL,one,two,three,four\n"))
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith("book.csv:2, column size: "))
                .anyMatch(problem -> problem.startsWith("book.csv:2, column extra_margin: "));
    }

    @Test
    void whatStandsTwiceMustAgree() {
        assertThat(violations("book.csv", HEADER + """
            BTC-PERPETUAL,1,,5,
            BTC-PERPETUAL,2,,5,
            BTC-PERPETUAL,3,,,
            BTC-PERPETUAL,4,,6,
            balance:usdc,1,,,
            balance:USDC,1,,,
            """))
                .containsExactlyInAnyOrder(
                        "book.csv:5: lines of BTC-PERPETUAL differ in entry price, leverage or extra margin; give one"
                                + " line",
                        "book.csv:7, column size: the balance of usdc stands here a second time",
                        "some lines of BTC-PERPETUAL have an entry price, leverage or extra margin and others none;"
                                + " give one line");
    }
}
