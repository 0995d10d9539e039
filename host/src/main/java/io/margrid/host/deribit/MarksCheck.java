package io.margrid.host.deribit;

import io.margrid.host.engine.MarginEngine;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.market.MarketSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/// Reprices every option of a market from its mark volatility and compares with the published mark.
///
/// A published mark is a rounded price of a rounded volatility. It is *inside the rounding* if it differs from the
/// repriced one by no more than half a unit of the chain's last price digit plus vega times half a unit of the
/// last volatility digit (0.005 points).
public final class MarksCheck {
    private static final double HALF_VOLATILITY_DIGIT = 0.5e-4;
    private static final int WORST = 10;

    private MarksCheck() {}

    /// One option.
    ///
    /// @param name     the option
    /// @param mark     published, coin (inverse) or quote currency (linear)
    /// @param model    repriced, the same unit
    /// @param rounding largest difference that rounding explains, the same unit
    public record Line(String name, double mark, double model, double rounding) {
        /// Absolute difference.
        ///
        /// @return zero or more, in the mark's unit
        public double error() {
            return Math.abs(model - mark);
        }

        /// Whether rounding explains the difference.
        ///
        /// @return true if the error is at most the rounding
        public boolean inside() {
            return error() <= rounding;
        }
    }

    /// One chain: the options of one pair.
    ///
    /// @param chain       the pair and settlement, for example `btc_usd inverse`
    /// @param options     options with a mark and a volatility
    /// @param inside      how many marks are inside the rounding
    /// @param median      of the absolute error
    /// @param p99         99th percentile of the absolute error
    /// @param max         largest absolute error
    /// @param worst       the lines farthest outside, by error over rounding
    public record Chain(
            String chain, int options, int inside, double median, double p99, double max, List<Line> worst) {
        /// Part of the marks that is inside the rounding.
        ///
        /// @return 0 to 1
        public double share() {
            return options == 0 ? 0.0 : (double) inside / options;
        }
    }

    /// Checks every chain of a market.
    ///
    /// @param market quotes with published marks
    /// @param engine reprices
    /// @return one entry per pair that has options with marks
    public static List<Chain> run(MarketSnapshot market, MarginEngine engine) {
        List<Instrument> options = market.instruments().values().stream()
                .filter(i -> i instanceof OptionContract)
                .filter(i -> market.option(i.name()).orElseThrow().markPrice().isPresent())
                .toList();
        Map<String, List<InstrumentRisk>> chains = new TreeMap<>();
        for (InstrumentRisk risk : engine.values(options, market)) {
            String chain = risk.instrument().pair() + " "
                    + risk.instrument().settlement().name().toLowerCase(Locale.ROOT);
            chains.computeIfAbsent(chain, _ -> new ArrayList<>()).add(risk);
        }
        List<Chain> result = new ArrayList<>();
        chains.forEach((name, risks) -> result.add(chain(name, risks, market)));
        return result;
    }

    private static Chain chain(String name, List<InstrumentRisk> risks, MarketSnapshot market) {
        int digits = 0;
        for (InstrumentRisk risk : risks) {
            digits = Math.max(
                    digits,
                    BigDecimal.valueOf(mark(risk, market)).stripTrailingZeros().scale());
        }
        double halfPriceDigit = 0.5 * BigDecimal.ONE.movePointLeft(digits).doubleValue();
        List<Line> lines = new ArrayList<>();
        double[] errors = new double[risks.size()];
        int inside = 0;
        for (InstrumentRisk risk : risks) {
            boolean inverse = risk.instrument().settlement() == Settlement.INVERSE;
            double vega = inverse ? risk.vega() / risk.forward() : risk.vega();
            Line line = new Line(
                    risk.instrument().name(),
                    mark(risk, market),
                    risk.value(),
                    halfPriceDigit + vega * HALF_VOLATILITY_DIGIT);
            errors[lines.size()] = line.error();
            lines.add(line);
            inside += line.inside() ? 1 : 0;
        }
        Percentile percentile = new Percentile();
        percentile.setData(errors);
        List<Line> worst = lines.stream()
                .sorted(Comparator.comparingDouble((Line l) -> -l.error() / l.rounding()))
                .limit(WORST)
                .toList();
        return new Chain(
                name,
                lines.size(),
                inside,
                percentile.evaluate(50.0),
                percentile.evaluate(99.0),
                percentile.evaluate(100.0),
                worst);
    }

    private static double mark(InstrumentRisk risk, MarketSnapshot market) {
        return market.option(risk.instrument().name()).orElseThrow().markPrice().orElseThrow();
    }
}
