package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.input.Violation;
import io.margrid.v1.Balance;
import io.margrid.v1.Book;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// What a book holds beside its positions' sizes.
class BookReaderTest {
    private static Balance.Builder balance(String asset, double amount) {
        return Balance.newBuilder().setAsset(asset).setAmount(amount);
    }

    private static AccountTerms terms(Book.Builder book) {
        assertThat(problems(book)).isEmpty();
        return BookReader.read(book.build(), Map.of()).terms();
    }

    private static List<String> problems(Book.Builder book) {
        return BookReader.read(book.build(), Map.of()).problems().stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void balancesAndTermsAreTaken() {
        Book.Builder book = Fixture.book().addBalances(balance("usdc", -12.5)).addBalances(balance("btc", 0.0));
        book.getPositionsBuilder(0).setEntryPrice(65_000.0);
        book.getPositionsBuilder(3).setLeverage(5.0).setExtraMargin(0.25);
        assertThat(terms(book))
                .isEqualTo(new AccountTerms(
                        Map.of("usdc", -12.5, "btc", 0.0),
                        Map.of(
                                Fixture.PERPETUAL,
                                new PositionTerms(
                                        OptionalDouble.of(65_000.0), OptionalDouble.empty(), OptionalDouble.empty()),
                                Fixture.FUTURE,
                                new PositionTerms(
                                        OptionalDouble.empty(), OptionalDouble.of(5.0), OptionalDouble.of(0.25)))));
        assertThat(terms(Fixture.book())).isSameAs(AccountTerms.NONE);
    }

    @Test
    void problemsOfBalancesStandAtTheirPlaces() {
        assertThat(problems(Fixture.book()
                        .addBalances(balance("usdc", 1.0))
                        .addBalances(balance("usdc", 2.0))
                        .addBalances(balance("USDT", 1.0))
                        .addBalances(balance("eth", Double.NaN))
                        .addBalances(Balance.newBuilder().setAsset("btc"))))
                .containsExactlyInAnyOrder(
                        "book.balances[1]: the balance of usdc stands here a second time",
                        "book.balances[2]: the asset of a balance must be a lower-case code such as usdc: \"USDT\"",
                        "book.balances[3]: the balance of eth must be finite: NaN",
                        "book.balances[4].amount: is required; an amount of 0 has to be sent as such");
    }

    @Test
    void problemsOfTermsStandAtTheirPosition() {
        Book.Builder book = Fixture.book();
        book.getPositionsBuilder(0).setEntryPrice(-1.0);
        book.getPositionsBuilder(1).setLeverage(0.0);
        book.getPositionsBuilder(2).setExtraMargin(Double.NaN);
        book.getPositionsBuilder(3).setLeverage(3.0);
        book.addPositions(Fixture.position(Fixture.FUTURE, 1.0).setLeverage(4.0));
        assertThat(problems(book))
                .containsExactlyInAnyOrder(
                        "book.positions[0]: entry_price must be 0.0 or more and finite: -1.0",
                        "book.positions[1]: leverage must be 1.0 or more and at most 1000.0: 0.0",
                        "book.positions[2]: extra_margin must be 0.0 or more and finite: NaN",
                        "book.positions[4]: lines of BTC-28JUN24 differ in entry price, leverage or extra margin;"
                                + " give one line");
    }

    @Test
    void balancesAreLimited() {
        Book.Builder most = Book.newBuilder();
        for (int i = 0; i < 1_000; i++) {
            most.addBalances(balance("c" + i, 1.0));
        }
        assertThat(terms(most).balances()).hasSize(1_000);
        Book more = most.addBalances(balance("usdc", 1.0)).build();
        assertThatThrownBy(() -> BookReader.read(more, Map.of()))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("book.balances: at most 1000 balances: 1001");
    }
}
