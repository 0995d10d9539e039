package io.margrid.host.deribit;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;

/// Doubles as JSON numbers: the shortest text that reads back to the same bits, whole numbers without a point.
final class JsonNumbers {
    private static final double PLAIN_BELOW = 1e15;

    private JsonNumbers() {}

    static JsonPrimitive of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW) {
            return new JsonPrimitive((long) value);
        }
        return new JsonPrimitive(new BigDecimal(Double.toString(value)));
    }

    static JsonArray of(double[] values, int from, int to) {
        JsonArray array = new JsonArray(to - from);
        for (int i = from; i < to; i++) {
            array.add(of(values[i]));
        }
        return array;
    }
}
