package io.margrid.host.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.engine.Models;
import io.margrid.host.engine.VenueMarket;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.OptionQuote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clearing house's file, cut down: element names and the first future's array as a public digest of NSE
/// Clearing's file of 25 June 2026 prints them.
class SpanRiskFileTest {
    private static final String FUTURE = "8.72 8.72 -736.49 -736.49 753.93 753.93 -1481.70 -1481.70 1499.14 1499.14"
            + " -2226.91 -2226.91 2244.36 2244.36 -1561.89 1568.00";
    private static final String CALL = "-10 10 -200 -190 150 160 -400 -390 250 260 -700 -690 300 310 -600 95";

    @TempDir
    private Path folder = Path.of("");

    private static String points() {
        StringBuilder xml = new StringBuilder("<pointDef><r>1</r>");
        int[] thirds = {0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 9, -9};
        for (int s = 0; s < 16; s++) {
            xml.append(
                    """
                    <scanPointDef><point>%d</point>
                    <priceScanDef><numerator>%d</numerator><denominator>3</denominator></priceScanDef>
                    <volScanDef><numerator>%d</numerator><denominator>1</denominator></volScanDef>
                    <weight>%s</weight><pairedPoint>%d</pairedPoint></scanPointDef>
                    """.formatted(s + 1, thirds[s], s > 13 ? 0 : s % 2 == 0 ? 1 : -1, s > 13 ? "0.3" : "1.0", s + 1));
        }
        for (int k = -3; k <= 3; k++) {
            xml.append("""
                <deltaPointDef><point>%d</point>
                <priceScanDef><numerator>%d</numerator><denominator>3</denominator></priceScanDef>
                <volScanDef><numerator>0</numerator><denominator>1</denominator></volScanDef>
                <weight>%s</weight></deltaPointDef>
                """.formatted(k + 4, k, new double[] {0.27, 0.217, 0.11, 0.037}[Math.abs(k)]));
        }
        return xml.append("</pointDef>").toString();
    }

    private static String array(String losses, String delta) {
        return "<ra><r>1</r><a>" + losses.replace(" ", "</a><a>") + "</a><d>" + delta + "</d></ra>";
    }

    private static final String FILE =
            """
            <?xml version="1.0"?>
            <spanFile><fileFormat>4.00</fileFormat><created>202606242149</created><definitions/>
            <pointInTime><date>20260625</date><isSetl>0</isSetl>
            <clearingOrg><ec>NSCCL</ec><name>National Securities Clearing Corporation</name>
            <lookAheadYears>0.002739</lookAheadYears>
            %s
            <ccDef><cc>NIFTY</cc><name>NIFTY</name><currency>INR</currency>
              <wfprMeth>NORMAL</wfprMeth><somMeth>GROSS</somMeth>
              <pfLink><exch>NSE</exch><pfId>491</pfId><pfCode>NIFTY</pfCode><pfType>FUT</pfType><sc>1.0</sc></pfLink>
              <pfLink><exch>NSE</exch><pfId>492</pfId><pfCode>NIFTY</pfCode><pfType>OOP</pfType><sc>1.0</sc></pfLink>
              <somTiers><tier><tn>0</tn><rate><r>1</r><val>800</val></rate></tier></somTiers>
              <dSpread><spread>1</spread><chargeMeth>F</chargeMeth><rate><r>1</r><val>425.000000</val></rate>
                <pLeg><cc>NIFTY</cc><pe>20261128</pe><rs>A</rs><i>1.000000</i></pLeg>
                <pLeg><cc>NIFTY</cc><pe>20261226</pe><rs>B</rs><i>1.000000</i></pLeg></dSpread>
            </ccDef>
            <ccDef><cc>M&amp;M</cc><currency>INR</currency></ccDef>
            <interSpreads/>
            <exchange><exch>NSE</exch>
              <futPf><pfId>491</pfId><pfCode>NIFTY</pfCode><cvf>1.00</cvf><valueMeth>FUT</valueMeth>
                <fut><cId>1</cId><pe>20261128</pe><p>24051.80</p><d>1.0</d>%s</fut>
                <fut><cId>2</cId><pe>20261226</pe><p>24101.80</p><d>1.0</d>%s</fut></futPf>
              <oopPf><pfId>492</pfId><pfCode>NIFTY</pfCode><cvf>1.00</cvf><valueMeth>EQTY</valueMeth>
                <series><pe>20261128</pe><opt><cId>1</cId><o>C</o><k>24000.00</k><p>260.05</p>%s</opt></series></oopPf>
            </exchange></clearingOrg></pointInTime></spanFile>
            """.formatted(points(), array(FUTURE, "1.0"), array(FUTURE, "1.0"), array(CALL, "0.8453"));

    private ParameterStore.Entry read(String text) {
        Path file = folder.resolve("nsccl.spn");
        try {
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ParameterStore.read(file);
    }

    private MarginReport report(String... lines) {
        MarginModel model = Models.find("span").orElseThrow().model(read(FILE).parameters());
        return new VenueMarket()
                .pair("nifty_inr", 24_050.35)
                .pair("inr_usd", 1.0 / 64.0)
                .future("NIFTY-20261128", "nifty_inr", 1.0, OptionalDouble.of(5.0), 24_051.80)
                .future("NIFTY-20261226", "nifty_inr", 1.0, OptionalDouble.of(33.0), 24_101.80)
                .option(
                        "NIFTY-20261128-24000-C",
                        "nifty_inr",
                        1.0,
                        5.0,
                        24_000.0,
                        OptionType.CALL,
                        new OptionQuote(0.4, 24_051.80, OptionalDouble.empty()))
                .report(model, lines);
    }

    /// The digest: 2,244.36 a unit, 168,327 rupees for a lot of 75.
    @Test
    void marginsWithTheFilesArrays() {
        CurrencyMargin nifty = report("NIFTY-20261128 75").currencies().getFirst();
        assertThat(nifty.unit()).isEqualTo("nifty");
        assertThat(nifty.maintenance() * 64.0).isCloseTo(168_327.0, within(1e-6));
        assertThat(report("NIFTY-20261128-24000-C 10").currencies().getFirst().component("scan_risk") * 64.0)
                .isCloseTo(3_100.0, within(1e-9));
        assertThat(report("NIFTY-20261128-24000-C -10").currencies().getFirst().component("scan_risk") * 64.0)
                .isCloseTo(7_000.0, within(1e-9));
    }

    @Test
    void tiersAndSpreadsAreTheFiles() {
        CurrencyMargin spread =
                report("NIFTY-20261128 75", "NIFTY-20261226 -75").currencies().getFirst();
        assertThat(spread.component("scan_risk")).isEqualTo(0.0);
        assertThat(spread.component("calendar_spread_charge") * 64.0).isCloseTo(425.0 * 75.0, within(1e-6));
    }

    /// 800 rupees for a short option are more than the 700 that scanning finds.
    @Test
    void minimumIsTheFiles() {
        CurrencyMargin sold = report("NIFTY-20261128-24000-C -10").currencies().getFirst();
        assertThat(sold.component("short_option_minimum_excess") * 64.0).isCloseTo(1_000.0, within(1e-9));
    }

    @Test
    void contractsThatTheFileHasNotAreRefused() {
        MarginModel model = Models.find("span").orElseThrow().model(read(FILE).parameters());
        VenueMarket market = new VenueMarket()
                .pair("nifty_inr", 24_050.35)
                .pair("inr_usd", 1.0 / 64.0)
                .future("NIFTY-20270101", "nifty_inr", 1.0, OptionalDouble.of(39.0), 24_200.0);
        assertThat(market.result(model, AccountTerms.NONE, "NIFTY-20270101 75").toString())
                .contains("has no risk array for NIFTY-20270101");
    }

    @Test
    void whatIsLeftOutIsTold() {
        assertThat(read(FILE).notes()).contains("left out, since their codes are not letters and digits: M&M");
        assertThat(read(FILE).parameters().id()).isEqualTo("nsccl-2026-06-25");
        assertThat(read(FILE).parameters().covers()).containsExactly("nifty");
    }

    @Test
    void filesThatCannotBeUsedAreRefused() {
        assertThatThrownBy(() -> read("<spanFile><a></spanFile>")).hasMessageContaining("is not XML");
        assertThatThrownBy(() -> read("<spanFile><date>20260625</date></spanFile>"))
                .hasMessageContaining("has no pointDef");
        assertThatThrownBy(() -> read(FILE.replace("<weight>0.3</weight>", "<weight>3</weight>")))
                .hasMessageContaining("extreme_cover must be above 0 and at most 1: 3.0");
        assertThatThrownBy(() -> read(FILE.replaceFirst("<numerator>1</numerator>", "<numerator>-1</numerator>")))
                .hasMessageContaining("scan point 1 is not the usual one");
        assertThatThrownBy(() -> read(FILE.replace("<a>2244.36</a><a>2244.36</a>", "<a>2244.36</a>")))
                .hasMessageContaining("NIFTY-20261128: losses must have 16 entries: 15");
        assertThatThrownBy(() -> read(FILE.replace("<wfprMeth>NORMAL", "<wfprMeth>ODD")))
                .hasMessageContaining("wfprMeth is not known but for NORMAL: \"ODD\"");
        assertThatThrownBy(() -> read(FILE.replace("<date>20260625", "<date>today")))
                .hasMessageContaining("date must be of the form 20261122: \"today\"");
    }

    /// Entities of a document's own are how one file reads another, or grows without bound.
    @Test
    void entitiesAreNotFollowed() {
        String evil = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<spanFile><date>&e;</date></spanFile>";
        assertThatThrownBy(() -> read(evil)).hasMessageNotContaining("root:");
    }
}
