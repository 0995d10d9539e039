package io.margrid.host.backtest;

import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFile;
import io.margrid.host.deribit.SourceText;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Daily closes of one underlying.
///
/// @param dates  rising
/// @param closes one for each date, above zero
public record PriceHistory(List<LocalDate> dates, List<Double> closes) {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    /// Copies the lists.
    public PriceHistory {
        dates = List.copyOf(dates);
        closes = List.copyOf(closes);
    }

    /// Reads a file with a header that has the columns `date` and `close`; others are left alone.
    ///
    /// @param source the file
    /// @return the history
    /// @throws InvalidInputException with every row that cannot be used
    public static PriceHistory read(SourceFile source) {
        Violations violations = new Violations();
        List<LocalDate> dates = new ArrayList<>();
        List<Double> closes = new ArrayList<>();
        String text = new String(SourceText.bytes(source), StandardCharsets.UTF_8);
        try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
            for (String column : List.of("date", "close")) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    violations.add(source.name(), "has no column \"%s\" in its header".formatted(column));
                }
            }
            violations.throwIfAny();
            for (CSVRecord row : parser) {
                String place = "%s:%d".formatted(source.name(), parser.getCurrentLineNumber());
                row(row, place, dates, closes, violations);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(source.name(), "is not valid CSV: " + e.getMessage());
        }
        violations.throwIfAny();
        return new PriceHistory(dates, closes);
    }

    private static void row(
            CSVRecord row, String place, List<LocalDate> dates, List<Double> closes, Violations violations) {
        if (!row.isConsistent()) {
            violations.add(place, "has %d columns, the header has more or fewer".formatted(row.size()));
            return;
        }
        String day = row.get("date");
        String price = row.get("close");
        try {
            LocalDate date = LocalDate.parse(day);
            double close = Double.parseDouble(price);
            if (!(close > 0.0 && close < Double.POSITIVE_INFINITY)) {
                violations.add(place, "close must be above 0 and finite: " + Shown.text(price));
            } else if (!dates.isEmpty() && !date.isAfter(dates.getLast())) {
                violations.add(place, "date must be after %s: %s".formatted(dates.getLast(), date));
            } else {
                dates.add(date);
                closes.add(close);
            }
        } catch (DateTimeParseException e) {
            violations.add(place, "date must be like 2026-08-20: " + Shown.text(day));
        } catch (NumberFormatException e) {
            violations.add(place, "close must be a number: " + Shown.text(price));
        }
    }

    /// Relative changes from each close to the next.
    ///
    /// @return one fewer than closes
    public double[] returns() {
        double[] returns = new double[Math.max(0, closes.size() - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = closes.get(i + 1) / closes.get(i) - 1.0;
        }
        return returns;
    }
}
