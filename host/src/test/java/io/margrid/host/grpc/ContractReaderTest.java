package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violation;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.v1.Contract;
import io.margrid.v1.ContractKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractReaderTest {
    private static final Instant EXPIRY = Instant.parse("2026-12-25T08:00:00.000000001Z");
    private static final CurrencyPair PAIR = new CurrencyPair("sol", "usdt");

    private static Contract.Builder option() {
        return Contract.newBuilder()
                .setInstrument("SOL-200-C")
                .setKind(ContractKind.CONTRACT_KIND_CALL)
                .setPair("sol_usdt")
                .setContractSize(10.0)
                .setStrike(200.0)
                .setExpiresAt(Timestamp.newBuilder().setSeconds(EXPIRY.getEpochSecond()));
    }

    private static Contract.Builder future() {
        return Contract.newBuilder()
                .setInstrument("SOLUSDT")
                .setKind(ContractKind.CONTRACT_KIND_FUTURE)
                .setPair("SOL_USDT");
    }

    private static List<String> refusals(Contract.Builder... contracts) {
        Violations violations = new Violations();
        ContractReader.read(
                Arrays.stream(contracts).map(Contract.Builder::build).toList(), "market.contracts", violations);
        return violations.toList().stream().map(Violation::toString).toList();
    }

    static List<Instrument> contracts() {
        return List.of(
                new OptionContract("o", PAIR, Settlement.LINEAR, 10.0, EXPIRY, 200.0, OptionType.CALL),
                new OptionContract("p", PAIR, Settlement.INVERSE, 0.1, EXPIRY, 150.0, OptionType.PUT),
                new FutureContract("f", PAIR, Settlement.INVERSE, OptionalDouble.of(5.0), Optional.of(EXPIRY)),
                new FutureContract("s", PAIR, Settlement.LINEAR, OptionalDouble.of(1.0), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whatIsWrittenIsRead(Instrument contract) {
        Violations violations = new Violations();
        Contract message = ContractReader.message(contract).orElseThrow();
        assertThat(ContractReader.read(List.of(message), "contracts", violations))
                .containsOnlyKeys(contract.name())
                .containsValue(contract);
        assertThat(violations.size()).isZero();
    }

    @Test
    void termsThatANameTellsAreNotWritten() {
        assertThat(ContractReader.message(DeribitInstruments.parse("BTC-PERPETUAL")))
                .isEmpty();
    }

    @Test
    void aFutureNeedsNeitherSizeNorExpiry() {
        Violations violations = new Violations();
        assertThat(ContractReader.read(List.of(future().build()), "contracts", violations))
                .containsValue(new FutureContract(
                        "SOLUSDT", PAIR, Settlement.LINEAR, OptionalDouble.of(1.0), Optional.empty()));
        assertThat(violations.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SOL USDT", "SOL\nUSDT"})
    void namesAreGraphic(String name) {
        assertThat(refusals(future().setInstrument(name)))
                .containsExactly("market.contracts[0].instrument: must have 1 to 64 characters, no blanks and no"
                        + " control characters: \"%s\"".formatted(name));
        assertThat(refusals(future().setInstrument("x".repeat(65)))).hasSize(1);
        assertThat(refusals(future().setInstrument("x".repeat(64)))).isEmpty();
    }

    @Test
    void namesOfDeribitAreTaken() {
        assertThat(refusals(future().setInstrument("BTC-PERPETUAL").setPair("btc_usd")))
                .containsExactly("market.contracts[0].instrument: is the name of a Deribit instrument, whose terms are"
                        + " known: \"BTC-PERPETUAL\"");
    }

    /// Deribit's rules read the name as one on `solusdt_usd`.
    @Test
    void namesThatLookLikeDeribitsOnAnotherPairAreFree() {
        assertThat(refusals(future().setInstrument("SOLUSDT-25DEC26").setPair("sol_usdt")))
                .isEmpty();
    }

    @Test
    void repeatsAreRefusedWhereTheyStand() {
        assertThat(refusals(future(), option(), future()))
                .containsExactly("market.contracts[2].instrument: repeats an earlier contract: \"SOLUSDT\"");
    }

    @Test
    void pairsHaveTwoCodes() {
        assertThat(refusals(future().setPair("solusdt")))
                .containsExactly(
                        "market.contracts[0].pair: a pair is written base_quote, for example btc_usd: \"solusdt\"");
    }

    @Test
    void kindAndSettlementAreKnownValues() {
        assertThat(refusals(future().clearKind()))
                .containsExactly("market.contracts[0].kind: is required: a future, a call or a put");
        assertThat(refusals(future().setKindValue(9)))
                .containsExactly("market.contracts[0].kind: is required: a future, a call or a put");
        assertThat(refusals(future().setSettlementValue(9)))
                .containsExactly("market.contracts[0].settlement: is not a known value: 9");
    }

    @Test
    void optionsNeedAllTheirTerms() {
        assertThat(refusals(future(), option().clearContractSize().clearStrike().clearExpiresAt()))
                .containsExactly(
                        "market.contracts[1].contract_size: is required",
                        "market.contracts[1].strike: is required",
                        "market.contracts[1].expires_at: is required");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, Double.POSITIVE_INFINITY, Double.NaN})
    void sizesAndStrikesAreAboveZero(double value) {
        assertThat(refusals(option().setContractSize(value).setStrike(value), future().setContractSize(value)))
                .containsExactly(
                        "market.contracts[0].contract_size: must be above 0 and finite: " + value,
                        "market.contracts[0].strike: must be above 0 and finite: " + value,
                        "market.contracts[1].contract_size: must be above 0 and finite: " + value);
    }

    @Test
    void futuresHaveNoStrike() {
        assertThat(refusals(future().setStrike(200.0)))
                .containsExactly("market.contracts[0].strike: is of options only: 200.0");
    }

    @Test
    void expiriesAreTimestamps() {
        assertThat(refusals(option().setExpiresAt(Timestamp.newBuilder().setNanos(-1))))
                .containsExactly("market.contracts[0].expires_at: is not a valid timestamp");
    }

    @Test
    void refusedContractsAreLeftOut() {
        Violations violations = new Violations();
        assertThat(ContractReader.read(
                        List.of(future().setPair("").build(), option().build()), "contracts", violations))
                .containsOnlyKeys("SOL-200-C");
        assertThat(violations.size()).isEqualTo(1);
    }
}
