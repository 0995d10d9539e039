package io.margrid.host.deribit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Typed access to the fields of a JSON object that reports what is missing or of the wrong type, with its path,
/// instead
/// of stopping at the first. A field that cannot be read yields a harmless value; the violation tells.
final class JsonFields {
    /// Values that every constructor takes: fractions, counts and words are all that parameters are made of.
    private static final double HARMLESS_NUMBER = 0.5;

    private static final int HARMLESS_INTEGER = 3;
    private static final String HARMLESS_TEXT = "?";

    private final String file;
    private final String path;
    private final JsonObject object;
    private final Violations violations;
    private final Optional<String> only;

    JsonFields(String file, String path, JsonObject object, Violations violations) {
        this.file = file;
        this.path = path;
        this.object = object;
        this.violations = violations;
        this.only = Optional.empty();
    }

    /// The same object seen through one field: every other reads as a harmless value.
    private JsonFields(JsonFields of, String only, Violations violations) {
        this.file = of.file;
        this.path = of.path;
        this.object = of.object;
        this.violations = violations;
        this.only = Optional.of(only);
    }

    /// An object without fields at the same place.
    JsonFields empty() {
        return new JsonFields(file, path, new JsonObject(), violations);
    }

    /// The last part of the path: the key that this object stands under.
    String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private boolean hidden(String field) {
        return only.filter(name -> !name.equals(field)).isPresent();
    }

    boolean has(String field) {
        return !hidden(field) && object.has(field) && !object.get(field).isJsonNull();
    }

    /// Reports every key that is not one of `fields`.
    void allow(String... fields) {
        if (only.isPresent()) {
            return;
        }
        Set<String> allowed = Set.copyOf(Arrays.asList(fields));
        for (String key : object.keySet()) {
            if (!allowed.contains(key)) {
                violation(key, "unknown key");
            }
        }
    }

    double number(String field) {
        return hidden(field) ? HARMLESS_NUMBER : number(field, object.get(field));
    }

    /// A percentage as a fraction, shifted in decimal: 58.37 gives the double nearest to 0.5837.
    double percentage(String field) {
        double percent = number(field);
        return Double.isFinite(percent)
                ? object.get(field).getAsBigDecimal().movePointLeft(2).doubleValue()
                : Double.NaN;
    }

    double numberOrZero(String field) {
        return has(field) ? number(field) : 0.0;
    }

    double numberAt(String field, int index) {
        return number(field + "[" + index + "]", arrayOrEmpty(field).get(index));
    }

    private double number(String field, @Nullable JsonElement element) {
        if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double value = primitive.getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        violation(field, element == null ? "is missing" : "must be a finite number: " + shown(element));
        return Double.NaN;
    }

    int integer(String field) {
        if (hidden(field)) {
            return HARMLESS_INTEGER;
        }
        double value = number(field);
        if (Double.isNaN(value)) {
            return 0;
        }
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            violation(field, "must be a whole number: " + value);
            return 0;
        }
        return (int) value;
    }

    String text(String field) {
        if (hidden(field)) {
            return HARMLESS_TEXT;
        }
        if (object.get(field) instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        wrong(field, "text");
        return HARMLESS_TEXT;
    }

    boolean flag(String field) {
        if (hidden(field)) {
            return false;
        }
        if (object.get(field) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        wrong(field, "true or false");
        return false;
    }

    /// A date such as 2026-02-15.
    LocalDate date(String field) {
        if (object.has(field)) {
            try {
                return LocalDate.parse(text(field));
            } catch (DateTimeParseException _) {
                if (object.get(field) instanceof JsonPrimitive primitive && primitive.isString()) {
                    violation(field, "must be a date such as 2026-02-15: " + shown(primitive));
                }
            }
        } else {
            wrong(field, "a date");
        }
        return LocalDate.EPOCH;
    }

    private void wrong(String field, String expected) {
        JsonElement value = object.get(field);
        violation(field, value == null ? "is missing" : "must be %s: %s".formatted(expected, shown(value)));
    }

    private static String shown(JsonElement value) {
        return Shown.cut(value.toString());
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, E absent) {
        if (!has(field)) {
            return absent;
        }
        return constant(field, type, text(field)).orElse(absent);
    }

    /// A list of texts.
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        JsonArray array = arrayOrEmpty(field);
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof JsonPrimitive primitive && primitive.isString()) {
                texts.add(primitive.getAsString());
            } else {
                violation(field + "[" + i + "]", "must be text: " + shown(array.get(i)));
            }
        }
        return texts;
    }

    /// A list of names of an enum.
    <E extends Enum<E>> List<E> choices(String field, Class<E> type) {
        List<E> choices = new ArrayList<>();
        List<String> texts = texts(field);
        for (int i = 0; i < texts.size(); i++) {
            constant(field + "[" + i + "]", type, texts.get(i)).ifPresent(choices::add);
        }
        return choices;
    }

    private <E extends Enum<E>> Optional<E> constant(String field, Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return Optional.of(constant);
            }
        }
        violation(
                field,
                "must be one of %s: %s"
                        .formatted(
                                Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), Shown.text(text)));
        return Optional.empty();
    }

    JsonArray arrayOrEmpty(String field) {
        if (object.get(field) instanceof JsonArray array) {
            return array;
        }
        if (has(field)) {
            wrong(field, "a list");
        }
        return new JsonArray();
    }

    JsonFields object(String field) {
        if (object.get(field) instanceof JsonObject child) {
            return new JsonFields(file, path + "." + field, child, violations);
        }
        wrong(field, "an object");
        // One violation is enough: what an object lacks that is not there itself is not told.
        return new JsonFields(file, path + "." + field, new JsonObject(), new Violations());
    }

    /// The names of the fields, in file order.
    Set<String> keys() {
        return object.keySet();
    }

    @Nullable
    JsonElement get(String field) {
        return object.get(field);
    }

    /// The fields of this object, each of which must be an object.
    List<JsonFields> objects() {
        List<JsonFields> children = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            children.add(object(entry.getKey()));
        }
        return children;
    }

    /// Builds a value unless one of its fields was wrong; what its constructor refuses is a violation of this
    /// object.
    <T> Optional<T> build(Supplier<T> make) {
        int before = violations.size();
        try {
            T value = make.get();
            return violations.size() == before ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException e) {
            if (violations.size() == before) {
                violations.add(file + " " + Shown.path(path), Shown.message(e));
            }
            return Optional.empty();
        }
    }

    /// The same, but since a constructor stops at the first field that it refuses, all of them are tried one by
    /// one.
    ///
    /// @param make reads nothing but the fields that it is given
    <T> Optional<T> buildByField(Function<JsonFields, T> make) {
        int before = violations.size();
        String refused = "";
        try {
            T value = make.apply(this);
            if (violations.size() == before) {
                return Optional.of(value);
            }
        } catch (IllegalArgumentException e) {
            refused = Shown.message(e);
        }
        boolean typesRight = violations.size() == before;
        Set<String> reasons = new LinkedHashSet<>();
        object.keySet().forEach(field -> refusal(field, make).ifPresent(reasons::add));
        if (typesRight && reasons.isEmpty()) {
            reasons.add(refused);
        }
        reasons.forEach(reason -> violations.add(file + " " + Shown.path(path), reason));
        return Optional.empty();
    }

    /// Why a value with one field of this object cannot be built; empty if it can, or the field cannot be read.
    private <T> Optional<String> refusal(String field, Function<JsonFields, T> make) {
        Violations ofField = new Violations();
        try {
            T _ = make.apply(new JsonFields(this, field, ofField));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return ofField.isEmpty() ? Optional.of(Shown.message(e)) : Optional.empty();
        }
    }

    void violation(String field, String message) {
        violations.add(file + " " + Shown.path(path + "." + field), message);
    }

    void repeated(String name) {
        violations.add(file + " " + Shown.path(path), "stands for " + name + ", which the file has already");
    }

    InvalidInputException failure() {
        return new InvalidInputException(violations.toList());
    }
}
