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
import java.util.Collection;
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
public final class JsonFields {
    /// Values that every constructor takes: fractions, counts and words are all that parameters are made of.
    private static final double HARMLESS_NUMBER = 0.5;

    private static final int HARMLESS_INTEGER = 3;
    private static final String HARMLESS_TEXT = "?";

    private final String file;
    private final String path;
    private final JsonObject object;
    private final Violations violations;
    private final Optional<String> only;

    /// The fields of an object.
    ///
    /// @param file       what messages call the file
    /// @param path       where the object stands in it
    /// @param object     the object
    /// @param violations takes what is wrong
    public JsonFields(String file, String path, JsonObject object, Violations violations) {
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
    ///
    /// @return no fields
    public JsonFields empty() {
        return new JsonFields(file, path, new JsonObject(), violations);
    }

    /// The same object without some of its fields.
    ///
    /// @param fields keys that somebody else has read
    /// @return the others, at the same place
    public JsonFields without(Collection<String> fields) {
        JsonObject rest = object.deepCopy();
        fields.forEach(rest::remove);
        return new JsonFields(file, path, rest, violations);
    }

    /// The last part of the path: the key that this object stands under.
    ///
    /// @return the key
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private boolean hidden(String field) {
        return only.filter(name -> !name.equals(field)).isPresent();
    }

    /// Whether a field is there and not null.
    ///
    /// @param field its key
    /// @return false if it is absent
    public boolean has(String field) {
        return !hidden(field) && object.has(field) && !object.get(field).isJsonNull();
    }

    /// Reports every key that is not one of `fields`.
    ///
    /// @param fields the keys that are known
    public void allow(String... fields) {
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

    /// A finite number.
    ///
    /// @param field its key
    /// @return the number; NaN if it cannot be read
    public double number(String field) {
        return hidden(field) ? HARMLESS_NUMBER : number(field, object.get(field));
    }

    /// A percentage as a fraction, shifted in decimal: 58.37 gives the double nearest to 0.5837.
    double percentage(String field) {
        double percent = number(field);
        return Double.isFinite(percent)
                ? object.get(field).getAsBigDecimal().movePointLeft(2).doubleValue()
                : Double.NaN;
    }

    /// A finite number that may be left out.
    ///
    /// @param field its key
    /// @return the number; 0 if it is absent
    public double numberOrZero(String field) {
        return has(field) ? number(field) : 0.0;
    }

    /// A number of a list.
    ///
    /// @param field key of the list
    /// @param index place in it
    /// @return the number; NaN if it cannot be read
    public double numberAt(String field, int index) {
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

    /// A whole number.
    ///
    /// @param field its key
    /// @return the number; 0 if it cannot be read
    public int integer(String field) {
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

    /// A text.
    ///
    /// @param field its key
    /// @return the text; a question mark if it cannot be read
    public String text(String field) {
        if (hidden(field)) {
            return HARMLESS_TEXT;
        }
        if (object.get(field) instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        wrong(field, "text");
        return HARMLESS_TEXT;
    }

    /// True or false.
    ///
    /// @param field its key
    /// @return the value; false if it cannot be read
    public boolean flag(String field) {
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
    ///
    /// @param field its key
    /// @return the date; 1970-01-01 if it cannot be read
    public LocalDate date(String field) {
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

    /// A name of an enum, in any case.
    ///
    /// @param field  its key
    /// @param type   the enum
    /// @param absent what it is if it is left out or cannot be read
    /// @param <E>    the enum
    /// @return the constant
    public <E extends Enum<E>> E choice(String field, Class<E> type, E absent) {
        if (!has(field)) {
            return absent;
        }
        return constant(field, type, text(field)).orElse(absent);
    }

    /// A list of texts.
    ///
    /// @param field its key
    /// @return the texts that can be read; none if it is absent
    public List<String> texts(String field) {
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
    ///
    /// @param field its key
    /// @param type  the enum
    /// @param <E>   the enum
    /// @return the constants that can be read
    public <E extends Enum<E>> List<E> choices(String field, Class<E> type) {
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

    /// An object.
    ///
    /// @param field its key
    /// @return its fields; none if it is absent, which is a violation
    public JsonFields object(String field) {
        if (object.get(field) instanceof JsonObject child) {
            return new JsonFields(file, path + "." + field, child, violations);
        }
        wrong(field, "an object");
        // One violation is enough: what an object lacks that is not there itself is not told.
        return new JsonFields(file, path + "." + field, new JsonObject(), new Violations());
    }

    /// A list of objects.
    ///
    /// @param field its key
    /// @return the fields of each; none if the list is absent, which is a violation
    public List<JsonFields> list(String field) {
        if (!has(field)) {
            wrong(field, "a list");
        }
        List<JsonFields> children = new ArrayList<>();
        JsonArray array = arrayOrEmpty(field);
        for (int i = 0; i < array.size(); i++) {
            String place = field + "[" + i + "]";
            if (array.get(i) instanceof JsonObject child) {
                children.add(new JsonFields(file, path + "." + place, child, violations));
            } else {
                violation(place, "must be an object: " + shown(array.get(i)));
            }
        }
        return children;
    }

    /// A list of finite numbers.
    ///
    /// @param field its key
    /// @return the numbers; none if the list is absent, which is a violation
    public List<Double> numbers(String field) {
        if (!has(field)) {
            wrong(field, "a list of numbers");
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < arrayOrEmpty(field).size(); i++) {
            numbers.add(numberAt(field, i));
        }
        return numbers;
    }

    /// The names of the fields, in file order.
    ///
    /// @return the keys
    public Set<String> keys() {
        return object.keySet();
    }

    @Nullable
    JsonElement get(String field) {
        return object.get(field);
    }

    /// The fields of this object, each of which must be an object.
    ///
    /// @return in file order
    public List<JsonFields> objects() {
        List<JsonFields> children = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            children.add(object(entry.getKey()));
        }
        return children;
    }

    /// Builds a value unless one of its fields was wrong; what its constructor refuses is a violation of this
    /// object.
    ///
    /// @param make reads fields and builds
    /// @param <T>  the value
    /// @return empty if anything was wrong
    public <T> Optional<T> build(Supplier<T> make) {
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

    /// Tells what is wrong with a field.
    ///
    /// @param field   its key
    /// @param message a sentence with the value
    public void violation(String field, String message) {
        violations.add(file + " " + Shown.path(path + "." + field), message);
    }

    void repeated(String name) {
        violations.add(file + " " + Shown.path(path), "stands for " + name + ", which the file has already");
    }

    /// What to throw where a value is needed that could not be built.
    ///
    /// @return with every violation so far
    public InvalidInputException failure() {
        return new InvalidInputException(violations.toList());
    }
}
