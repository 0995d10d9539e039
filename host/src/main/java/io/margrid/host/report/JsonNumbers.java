package io.margrid.host.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;

/// Doubles as JSON numbers: the shortest text that reads back to the same bits, whole numbers without a point.
public final class JsonNumbers {
    private static final double PLAIN_BELOW = 1e15;

    private JsonNumbers() {}

    /// One number.
    ///
    /// @param value finite
    /// @return the JSON number
    public static JsonPrimitive of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW) {
            return new JsonPrimitive((long) value);
        }
        return new JsonPrimitive(new BigDecimal(Double.toString(value)));
    }

    /// A part of a vector.
    ///
    /// @param values finite numbers
    /// @param from   first index
    /// @param to     one past the last index
    /// @return the JSON list
    public static JsonArray of(double[] values, int from, int to) {
        JsonArray array = new JsonArray(to - from);
        for (int i = from; i < to; i++) {
            array.add(of(values[i]));
        }
        return array;
    }
}
