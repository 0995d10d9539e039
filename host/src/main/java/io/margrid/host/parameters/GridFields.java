package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What files of methodologies with scenarios have alike: classes of coins, price moves, volatility shocks.
final class GridFields {
    private GridFields() {}

    /// Reads `classes`, `coins` and `others`.
    ///
    /// @param top  of the file
    /// @param read reads one class
    /// @return empty if anything is wrong
    static <T> Optional<CoinClasses<T>> classes(JsonFields top, Function<JsonFields, T> read) {
        return top.build(() -> {
            Map<String, T> classes = new TreeMap<>();
            for (JsonFields one : top.object("classes").objects()) {
                one.build(() -> read.apply(one)).ifPresent(figures -> classes.put(one.key(), figures));
            }
            Map<String, String> coins = new TreeMap<>();
            JsonFields named = top.has("coins") ? top.object("coins") : top.empty();
            named.keys().forEach(coin -> coins.put(coin, named.text(coin)));
            return new CoinClasses<>(
                    classes, coins, top.has("others") ? Optional.of(top.text("others")) : Optional.empty());
        });
    }

    /// Reads `moves` and `tails`.
    static MoveTable moves(JsonFields fields) {
        List<MoveTable.Move> moves = new ArrayList<>();
        for (JsonFields move : fields.list("moves")) {
            move.allow("move", "volatilities");
            moves.add(new MoveTable.Move(move.number("move"), move.choices("volatilities", VolShock.class)));
        }
        List<MoveTable.Tail> tails = new ArrayList<>();
        if (fields.has("tails")) {
            for (JsonFields tail : fields.list("tails")) {
                tail.allow("move", "volatility", "weight");
                tails.add(new MoveTable.Tail(
                        tail.number("move"),
                        tail.choice("volatility", VolShock.class, VolShock.SAME),
                        tail.number("weight")));
            }
        }
        return new MoveTable(moves, tails);
    }

    /// Reads a volatility shock.
    static RelativeVolatilityShock volatility(JsonFields fields) {
        fields.allow("up", "down", "short_power", "long_power", "floor_days", "whole_days", "min_up", "floor_on");
        return new RelativeVolatilityShock(
                fields.number("up"),
                fields.number("down"),
                fields.number("short_power"),
                fields.number("long_power"),
                fields.number("floor_days"),
                fields.has("whole_days") && fields.flag("whole_days"),
                fields.numberOrZero("min_up"),
                fields.choice(
                        "floor_on", RelativeVolatilityShock.FloorOn.class, RelativeVolatilityShock.FloorOn.RESULT));
    }
}
