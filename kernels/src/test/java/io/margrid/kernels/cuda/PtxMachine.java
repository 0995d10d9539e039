package io.margrid.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A kernel of the PTX, interpreted: the instructions that nvcc uses for ours, as the PTX manual defines them,
/// and no others.
///
/// Registers, immediates and special registers are places in one array; doubles lie there as bits, 32-bit
/// integers with their sign extended, predicates as 0 and 1.
final class PtxMachine {
    private static final Pattern ENTRY =
            Pattern.compile("\\.visible \\.entry (\\w+)\\(([^)]*)\\)\\s*\\{(.*?)\\n\\}", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile(
            "^(?:(?<label>\\$\\w+):|\\s+(?:@(?<not>!?)(?<guard>%p\\d+) )?(?<code>[a-z][\\w.]*)(?<operands>[^;]*);)",
            Pattern.MULTILINE);
    private static final List<String> SPECIAL =
            List.of("%tid.x", "%tid.y", "%ntid.x", "%ntid.y", "%ctaid.x", "%ctaid.y", "%ctaid.z", "%nctaid.y");
    private static final MemorySegment EVERYWHERE = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long LOW = 0xffff_ffffL;

    private static final int END = -1;
    private static final int NEXT = -2;

    /// Gives the place to go on at, or [#NEXT].
    @FunctionalInterface
    private interface Instruction {
        int run(long[] r);
    }

    @FunctionalInterface
    private interface Integers {
        long of(long a, long b);
    }

    @FunctionalInterface
    private interface Doubles {
        double of(double a, double b, double c);
    }

    @FunctionalInterface
    private interface Comparison {
        boolean of(double a, double b);
    }

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Long> initial = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private final List<Instruction> code = new ArrayList<>();

    private PtxMachine(String parameterText, String body) {
        SPECIAL.forEach(this::place);
        for (String parameter : parameterText.strip().split(",", -1)) {
            String name = parameter.strip().replaceAll(".*\\s", "");
            parameters.add(name);
            place(name);
        }
        Map<String, Integer> labels = new HashMap<>();
        List<Matcher> lines = new ArrayList<>();
        Matcher line = LINE.matcher(body);
        while (line.find()) {
            if (line.group("label") != null) {
                labels.put(line.group("label"), lines.size());
            } else {
                Matcher kept = LINE.matcher(line.group());
                if (!kept.find()) {
                    throw new AssertionError(line.group());
                }
                lines.add(kept);
            }
        }
        for (Matcher each : lines) {
            Instruction instruction = instruction(
                    each.group("code"), each.group("operands").strip().split(",\\s*", -1), labels);
            if (each.group("guard") == null) {
                code.add(instruction);
            } else {
                int guard = place(each.group("guard"));
                long wanted = each.group("not").isEmpty() ? 1 : 0;
                code.add(r -> r[guard] == wanted ? instruction.run(r) : NEXT);
            }
        }
    }

    /// The kernels of a program by their names.
    static Map<String, PtxMachine> kernels(String ptx) {
        Map<String, PtxMachine> kernels = new HashMap<>();
        Matcher entry = ENTRY.matcher(ptx);
        while (entry.find()) {
            kernels.put(entry.group(1), new PtxMachine(entry.group(2), entry.group(3)));
        }
        return kernels;
    }

    private int place(String operand) {
        return places.computeIfAbsent(operand, name -> {
            long value = 0;
            if (name.startsWith("0d")) {
                value = Long.parseUnsignedLong(name.substring(2), 16);
            } else if (!name.startsWith("%") && name.matches("-?\\d+")) {
                value = Long.parseLong(name);
            } else if (!name.matches("%\\w+(\\.\\w)?|\\w+_param_\\d+")) {
                throw new AssertionError("no operand: " + name);
            }
            initial.add(value);
            return initial.size() - 1;
        });
    }

    /// Runs every thread of a grid.
    void launch(LaunchShape shape, long[] arguments) {
        long[] start = initial.stream().mapToLong(Long::longValue).toArray();
        for (int p = 0; p < parameters.size(); p++) {
            start[place(parameters.get(p))] = arguments[p];
        }
        start[place("%ntid.x")] = shape.blockX();
        start[place("%ntid.y")] = shape.blockY();
        start[place("%nctaid.y")] = shape.gridY();
        for (int z = 0; z < shape.gridZ(); z++) {
            for (int y = 0; y < shape.gridY(); y++) {
                for (int x = 0; x < shape.gridX(); x++) {
                    start[place("%ctaid.x")] = x;
                    start[place("%ctaid.y")] = y;
                    start[place("%ctaid.z")] = z;
                    block(shape, start);
                }
            }
        }
    }

    private void block(LaunchShape shape, long[] start) {
        Instruction[] instructions = code.toArray(Instruction[]::new);
        int threadX = place("%tid.x");
        int threadY = place("%tid.y");
        for (int ty = 0; ty < shape.blockY(); ty++) {
            for (int tx = 0; tx < shape.blockX(); tx++) {
                long[] r = start.clone();
                r[threadX] = tx;
                r[threadY] = ty;
                int at = 0;
                while (at != END) {
                    int next = instructions[at].run(r);
                    at = next == NEXT ? at + 1 : next;
                }
            }
        }
    }

    private Instruction instruction(String name, String[] o, Map<String, Integer> labels) {
        return switch (name) {
            case "ret" -> r -> END;
            case "bra", "bra.uni" -> {
                int target = Objects.requireNonNull(labels.get(o[0]), o[0]);
                yield r -> target;
            }
            case "mov.u32",
                    "mov.b64",
                    "mov.f64",
                    "cvta.to.global.u64",
                    "ld.param.u64",
                    "ld.param.u32",
                    "ld.param.s32",
                    // 32-bit registers hold their values sign-extended.
                    "cvt.s64.s32" -> integers(o[0], o[1].replaceAll("[\\[\\]]", ""), "0", (a, b) -> a);
            case "cvt.u64.u32" -> integers(o[0], o[1], "0", (a, b) -> a & LOW);
            case "cvt.u32.u64" -> integers(o[0], o[1], "0", (a, b) -> (int) a);
            case "not.b32", "not.b64" -> integers(o[0], o[1], "0", (a, b) -> ~a);
            case "neg.s64" -> integers(o[0], o[1], "0", (a, b) -> -a);
            case "add.s32" -> integers(o[0], o[1], o[2], (a, b) -> (int) (a + b));
            case "sub.s32" -> integers(o[0], o[1], o[2], (a, b) -> (int) (a - b));
            case "add.s64" -> integers(o[0], o[1], o[2], (a, b) -> a + b);
            case "sub.s64" -> integers(o[0], o[1], o[2], (a, b) -> a - b);
            case "mul.lo.s32" -> integers(o[0], o[1], o[2], (a, b) -> (int) (a * b));
            case "mad.lo.s32" -> {
                int d = place(o[0]);
                int a = place(o[1]);
                int b = place(o[2]);
                int c = place(o[3]);
                yield r -> {
                    r[d] = (int) (r[a] * r[b] + r[c]);
                    return NEXT;
                };
            }
            case "mul.lo.s64", "mul.wide.s32" -> integers(o[0], o[1], o[2], (a, b) -> a * b);
            case "mul.wide.u32" -> integers(o[0], o[1], o[2], (a, b) -> (a & LOW) * (b & LOW));
            case "shl.b32" -> integers(o[0], o[1], o[2], (a, b) -> (b & LOW) > 31 ? 0 : (int) a << b);
            case "shl.b64" -> integers(o[0], o[1], o[2], (a, b) -> (b & LOW) > 63 ? 0 : a << b);
            case "and.b32", "and.pred" -> integers(o[0], o[1], o[2], (a, b) -> a & b);
            case "or.b32", "or.b64", "or.pred" -> integers(o[0], o[1], o[2], (a, b) -> a | b);
            case "selp.b32", "selp.f64" -> {
                int d = place(o[0]);
                int a = place(o[1]);
                int b = place(o[2]);
                int p = place(o[3]);
                yield r -> {
                    r[d] = r[p] != 0 ? r[a] : r[b];
                    return NEXT;
                };
            }
            case "ld.global.nc.u32", "ld.global.u32" ->
                load(o, address -> EVERYWHERE.get(ValueLayout.JAVA_INT, address));
            case "ld.global.nc.f64", "ld.global.f64" ->
                load(o, address -> EVERYWHERE.get(ValueLayout.JAVA_LONG, address));
            case "st.global.u32" ->
                store(o, (address, value) -> EVERYWHERE.set(ValueLayout.JAVA_INT, address, (int) value));
            case "st.global.f64" -> store(o, (address, value) -> EVERYWHERE.set(ValueLayout.JAVA_LONG, address, value));
            case "add.rn.f64" -> doubles(o[0], o[1], o[2], "0", (a, b, c) -> a + b);
            case "sub.rn.f64" -> doubles(o[0], o[1], o[2], "0", (a, b, c) -> a - b);
            case "mul.rn.f64" -> doubles(o[0], o[1], o[2], "0", (a, b, c) -> a * b);
            case "div.rn.f64" -> doubles(o[0], o[1], o[2], "0", (a, b, c) -> a / b);
            case "fma.rn.f64" -> doubles(o[0], o[1], o[2], o[3], Math::fma);
            case "rcp.rn.f64" -> doubles(o[0], o[1], "0", "0", (a, b, c) -> 1.0 / a);
            case "sqrt.rn.f64" -> doubles(o[0], o[1], "0", "0", (a, b, c) -> Math.sqrt(a));
            case "abs.f64" -> doubles(o[0], o[1], "0", "0", (a, b, c) -> Math.abs(a));
            case "neg.f64" -> doubles(o[0], o[1], "0", "0", (a, b, c) -> -a);
            // Of a number and NaN the number.
            case "min.f64" ->
                doubles(o[0], o[1], o[2], "0", (a, b, c) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b));
            case "setp.eq.b32", "setp.eq.s32", "setp.eq.s64" -> integers(o[0], o[1], o[2], (a, b) -> bit(a == b));
            case "setp.ne.s32", "setp.ne.s64" -> integers(o[0], o[1], o[2], (a, b) -> bit(a != b));
            case "setp.lt.s32", "setp.lt.s64" -> integers(o[0], o[1], o[2], (a, b) -> bit(a < b));
            case "setp.le.s32" -> integers(o[0], o[1], o[2], (a, b) -> bit(a <= b));
            case "setp.gt.s32", "setp.gt.s64" -> integers(o[0], o[1], o[2], (a, b) -> bit(a > b));
            case "setp.ge.s32", "setp.ge.s64" -> integers(o[0], o[1], o[2], (a, b) -> bit(a >= b));
            case "setp.lt.u32" -> integers(o[0], o[1], o[2], (a, b) -> bit((a & LOW) < (b & LOW)));
            case "setp.eq.f64" -> compared(o, (a, b) -> a == b);
            case "setp.lt.f64" -> compared(o, (a, b) -> a < b);
            case "setp.le.f64" -> compared(o, (a, b) -> a <= b);
            case "setp.gt.f64" -> compared(o, (a, b) -> a > b);
            case "setp.gtu.f64" -> compared(o, (a, b) -> !(a <= b));
            case "setp.nan.f64" -> compared(o, (a, b) -> Double.isNaN(a) || Double.isNaN(b));
            case "setp.num.f64" -> compared(o, (a, b) -> !Double.isNaN(a) && !Double.isNaN(b));
            default -> throw new AssertionError("no rule for " + name);
        };
    }

    private static long bit(boolean value) {
        return value ? 1 : 0;
    }

    private Instruction integers(String to, String first, String second, Integers operation) {
        int d = place(to);
        int a = place(first);
        int b = place(second);
        return r -> {
            r[d] = operation.of(r[a], r[b]);
            return NEXT;
        };
    }

    private Instruction doubles(String to, String first, String second, String third, Doubles operation) {
        int d = place(to);
        int a = place(first);
        int b = place(second);
        int c = place(third);
        return r -> {
            r[d] = Double.doubleToRawLongBits(operation.of(
                    Double.longBitsToDouble(r[a]), Double.longBitsToDouble(r[b]), Double.longBitsToDouble(r[c])));
            return NEXT;
        };
    }

    private Instruction compared(String[] o, Comparison comparison) {
        return integers(
                o[0], o[1], o[2], (a, b) -> bit(comparison.of(Double.longBitsToDouble(a), Double.longBitsToDouble(b))));
    }

    @FunctionalInterface
    private interface Load {
        long at(long address);
    }

    @FunctionalInterface
    private interface Store {
        void at(long address, long value);
    }

    private static String base(String bracketed) {
        return bracketed.replaceAll("[\\[\\]]|\\+.*", "");
    }

    private static long offset(String bracketed) {
        return bracketed.contains("+") ? Long.parseLong(bracketed.replaceAll(".*\\+|\\]", "")) : 0;
    }

    private Instruction load(String[] o, Load load) {
        int d = place(o[0]);
        int a = place(base(o[1]));
        long offset = offset(o[1]);
        return r -> {
            r[d] = load.at(r[a] + offset);
            return NEXT;
        };
    }

    private Instruction store(String[] o, Store store) {
        int a = place(base(o[0]));
        long offset = offset(o[0]);
        int v = place(o[1]);
        return r -> {
            store.at(r[a] + offset, r[v]);
            return NEXT;
        };
    }
}
