package io.margrid.host.grpc;

import com.google.protobuf.util.Timestamps;
import io.margrid.model.deribit.DeribitInstruments;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads the terms of contracts that a market brings with it.
final class ContractReader {
    private static final Pattern NAME = Pattern.compile("[\\p{Graph}]{1,64}");

    private ContractReader() {}

    /// Reads contracts.
    ///
    /// @param contracts  the messages
    /// @param field      path of their list
    /// @param violations takes everything wrong with them
    /// @return those with nothing wrong, by name
    static Map<String, Instrument> read(List<Contract> contracts, String field, Violations violations) {
        Map<String, Instrument> known = HashMap.newHashMap(contracts.size());
        for (int i = 0; i < contracts.size(); i++) {
            Contract contract = contracts.get(i);
            String place = "%s[%d]".formatted(field, i);
            int before = violations.size();
            Optional<Instrument> instrument = read(contract, place, violations);
            if (violations.size() == before && known.put(contract.getInstrument(), instrument.orElseThrow()) != null) {
                violations.add(
                        place + ".instrument",
                        "repeats an earlier contract: \"%s\"".formatted(contract.getInstrument()));
            }
        }
        return known;
    }

    private static Optional<Instrument> read(Contract contract, String place, Violations violations) {
        int before = violations.size();
        Optional<CurrencyPair> pair = Optional.empty();
        try {
            pair = Optional.of(CurrencyPair.parse(Texts.shorten(contract.getPair(), GrpcLimits.CODE_LENGTH)));
        } catch (IllegalArgumentException e) {
            violations.add(place + ".pair", String.valueOf(e.getMessage()));
        }
        name(contract.getInstrument(), pair, place + ".instrument", violations);
        boolean option = contract.getKind() == ContractKind.CONTRACT_KIND_CALL
                || contract.getKind() == ContractKind.CONTRACT_KIND_PUT;
        if (!option && contract.getKind() != ContractKind.CONTRACT_KIND_FUTURE) {
            violations.add(place + ".kind", "is required: a future, a call or a put");
        }
        if (contract.getSettlement() == io.margrid.v1.Settlement.UNRECOGNIZED) {
            violations.add(place + ".settlement", "is not a known value: %d".formatted(contract.getSettlementValue()));
        }
        positive(option, contract.hasContractSize(), contract.getContractSize(), place + ".contract_size", violations);
        positive(option, contract.hasStrike(), contract.getStrike(), place + ".strike", violations);
        if (!option && contract.hasStrike()) {
            violations.add(place + ".strike", "is of options only: %s".formatted(contract.getStrike()));
        }
        Optional<Instant> expiry = Optional.empty();
        if (contract.hasExpiresAt()) {
            if (Timestamps.isValid(contract.getExpiresAt())) {
                expiry = Optional.of(Instant.ofEpochSecond(
                        contract.getExpiresAt().getSeconds(),
                        contract.getExpiresAt().getNanos()));
            } else {
                violations.add(place + ".expires_at", "is not a valid timestamp");
            }
        } else if (option) {
            violations.add(place + ".expires_at", "is required");
        }
        return violations.size() == before
                ? Optional.of(
                        option
                                ? option(contract, pair.orElseThrow(), expiry.orElseThrow())
                                : future(contract, pair.orElseThrow(), expiry))
                : Optional.empty();
    }

    /// A name may look like one of Deribit's, but not like that of a contract on the same pair.
    private static void name(String name, Optional<CurrencyPair> pair, String place, Violations violations) {
        if (!NAME.matcher(name).matches()) {
            violations.add(
                    place,
                    "must have 1 to 64 characters, no blanks and no control characters: \"%s\""
                            .formatted(Texts.shorten(name, GrpcLimits.CODE_LENGTH)));
            return;
        }
        try {
            Instrument known = DeribitInstruments.parse(name);
            if (pair.isEmpty() || known.pair().equals(pair.get())) {
                violations.add(
                        place, "is the name of a Deribit instrument, whose terms are known: \"%s\"".formatted(name));
            }
        } catch (IllegalArgumentException notOne) {
            // As it mostly is: nothing else gives it terms.
        }
    }

    private static void positive(boolean required, boolean given, double value, String place, Violations violations) {
        if (given && !(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            violations.add(place, "must be above 0 and finite: %s".formatted(value));
        } else if (!given && required) {
            violations.add(place, "is required");
        }
    }

    private static Instrument option(Contract contract, CurrencyPair pair, Instant expiry) {
        return new OptionContract(
                contract.getInstrument(),
                pair,
                settlement(contract),
                contract.getContractSize(),
                expiry,
                contract.getStrike(),
                contract.getKind() == ContractKind.CONTRACT_KIND_CALL ? OptionType.CALL : OptionType.PUT);
    }

    private static Instrument future(Contract contract, CurrencyPair pair, Optional<Instant> expiry) {
        return new FutureContract(
                contract.getInstrument(),
                pair,
                settlement(contract),
                contract.hasContractSize() ? OptionalDouble.of(contract.getContractSize()) : OptionalDouble.of(1.0),
                expiry);
    }

    private static Settlement settlement(Contract contract) {
        return contract.getSettlement() == io.margrid.v1.Settlement.SETTLEMENT_INVERSE
                ? Settlement.INVERSE
                : Settlement.LINEAR;
    }

    /// The terms of a contract as a message, where its name does not tell them.
    ///
    /// @param instrument a contract
    /// @return empty for Deribit's instruments
    static Optional<Contract> message(Instrument instrument) {
        if (DeribitInstruments.knows(instrument)) {
            return Optional.empty();
        }
        Contract.Builder message = Contract.newBuilder()
                .setInstrument(instrument.name())
                .setPair(instrument.pair().key())
                .setSettlement(
                        instrument.settlement() == Settlement.INVERSE
                                ? io.margrid.v1.Settlement.SETTLEMENT_INVERSE
                                : io.margrid.v1.Settlement.SETTLEMENT_LINEAR)
                .setKind(ContractKind.CONTRACT_KIND_FUTURE);
        instrument
                .expiry()
                .ifPresent(expiry -> message.setExpiresAt(com.google.protobuf.Timestamp.newBuilder()
                        .setSeconds(expiry.getEpochSecond())
                        .setNanos(expiry.getNano())));
        if (instrument instanceof OptionContract option) {
            message.setKind(
                            option.type() == OptionType.CALL
                                    ? ContractKind.CONTRACT_KIND_CALL
                                    : ContractKind.CONTRACT_KIND_PUT)
                    .setContractSize(option.contractSize())
                    .setStrike(option.strike());
        } else if (instrument instanceof FutureContract future) {
            future.contractSize().ifPresent(message::setContractSize);
        }
        return Optional.of(message.build());
    }
}
