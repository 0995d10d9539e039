package io.margrid.bench;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import java.util.List;
import java.util.Optional;
import net.finmath.functions.AnalyticFormulas;
import org.apache.commons.math3.distribution.NormalDistribution;

/// A Java library that prices Black-76, called as its users call it: one price a call.
///
/// @param id      how `--peers` names it
/// @param title   what it is called in tables
/// @param library the class that prices
/// @param formula its formula
record LibraryPricer(String id, String title, Class<?> library, PricingWorkload.Formula formula) {
    private static final double RATE = 0.0;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0.0, 1.0);

    static final LibraryPricer STRATA = new LibraryPricer(
            "strata",
            "OpenGamma Strata `BlackFormulaRepository`",
            BlackFormulaRepository.class,
            BlackFormulaRepository::price);

    /// Black-Scholes with the forward for the spot and a rate of 0.
    static final LibraryPricer FINMATH = new LibraryPricer(
            "finmath", "finmath-lib `AnalyticFormulas`", AnalyticFormulas.class, LibraryPricer::finmath);

    /// Black-76 written out over the library's normal distribution.
    static final LibraryPricer COMMONS_MATH = new LibraryPricer(
            "commons-math", "commons-math3 `NormalDistribution`", NormalDistribution.class, LibraryPricer::commonsMath);

    static final List<LibraryPricer> ALL = List.of(STRATA, FINMATH, COMMONS_MATH);

    private static double finmath(double forward, double strike, double years, double volatility, boolean call) {
        return AnalyticFormulas.blackScholesOptionValue(forward, RATE, volatility, years, strike, call);
    }

    private static double commonsMath(double forward, double strike, double years, double volatility, boolean call) {
        double deviation = volatility * Math.sqrt(years);
        double d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
        double d2 = d1 - deviation;
        double sign = call ? 1.0 : -1.0;
        return sign
                * (forward * NORMAL.cumulativeProbability(sign * d1)
                        - strike * NORMAL.cumulativeProbability(sign * d2));
    }

    /// A library by its name.
    static Optional<LibraryPricer> find(String id) {
        return ALL.stream().filter(library -> library.id().equals(id)).findFirst();
    }

    /// The jar that prices, without its ending.
    String version() {
        String jar = library.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
    }
}
