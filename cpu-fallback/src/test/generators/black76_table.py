#!/usr/bin/env python3
"""Black-76 prices and Greeks, and normal-tail values, to 50 significant digits.

What it makes (in src/test/resources/io/margrid/cpu, or in the folder given):
    black76_50_digits.csv   option cases: price, delta, gamma, vega
    normal_50_digits.csv    N(-z), exp(z*z/2) N(-z), exp(x)

Run it:   python3 black76_table.py [folder]
Needs:    Python 3.8 or later, standard library only.
Time:     a few seconds.

Every input is a double, taken exactly. The arithmetic is decimal: exp, ln and
sqrt are the decimal module's (correctly rounded), pi and erfc are below. Every
value is computed with 130 and again with 170 working digits (then 420 and 460)
until two in a row agree in the 50 digits printed; if none do, the program stops.

    d1 = ln(F/K) / (v sqrt T) + v sqrt T / 2        d2 = d1 - v sqrt T
    call = F N(d1) - K N(d2)                        put = K N(-d2) - F N(-d1)
    delta = N(d1), for a put -N(-d1)                (with respect to F)
    gamma = phi(d1) / (F v sqrt T)                  vega = F phi(d1) sqrt T
No discounting.
"""
import os
import random
import struct
import sys
from decimal import (Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow,
                     ROUND_HALF_EVEN, getcontext, localcontext)

D = Decimal
DIGITS = 50
TINY = D("1e-330")          # below it, "0" is printed: it rounds to the double 0


def context(prec):
    return Context(prec=prec, rounding=ROUND_HALF_EVEN, Emin=-10 ** 15, Emax=10 ** 15,
                   traps=[DivisionByZero, InvalidOperation, Overflow])


OUT = context(DIGITS)
# outside an explicit context nothing may round (28 digits by default): stop if it does
getcontext().traps[Inexact] = True


# ------------------------------------------------------------------ functions

_pi = {}


def pi(prec):
    """Machin: 16 atan(1/5) - 4 atan(1/239), in integers."""
    if prec not in _pi:
        one = 10 ** (prec + 20)

        def atan_inv(n):
            term, total, k = one // n, 0, 0
            while term:
                total += (-1) ** k * (term // (2 * k + 1))
                term //= n * n
                k += 1
            return total
        _pi[prec] = D(16 * atan_inv(5) - 4 * atan_inv(239)).scaleb(-(prec + 20))
    return _pi[prec]


def erfc(x, prec):
    """Complementary error function with about prec good digits, any sign."""
    if x < 0:
        with localcontext(context(prec + 10)):
            return 2 - erfc(-x, prec)
    if x < 7:
        # erf(x) = 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (1 3 5 ... (2n+1)),
        # all terms positive; 1 - erf costs at most 23 digits here
        with localcontext(context(prec + 35)):
            x2 = 2 * x * x
            term = total = +x
            n = 1
            eps = D(10) ** -(prec + 33)
            while term > total * eps:
                term = term * x2 / (2 * n + 1)
                total += term
                n += 1
            return 1 - 2 * total * (-x * x).exp() / pi(prec + 35).sqrt()
    # Lentz's evaluation of the continued fraction
    # erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...))))
    with localcontext(context(prec + 15)):
        f = c = +x
        d = D(0)
        half = D("0.5")
        eps = D(10) ** -(prec + 10)
        n = 1
        while True:
            a = n * half
            d = 1 / (x + a * d)
            c = x + a / c
            delta = c * d
            f *= delta
            if abs(delta - 1) < eps:
                break
            n += 1
    # exp(-x^2) needs as many more digits as x^2 has before the point
    extra = max(0, 2 * x.adjusted() + 2)
    with localcontext(context(prec + 15 + extra)):
        g = (-x * x).exp()
    with localcontext(context(prec + 15)):
        return g / (f * pi(prec + 35).sqrt())


def normal(d, prec):
    """N(d)."""
    with localcontext(context(prec + 40)):
        x = -d / D(2).sqrt()
    with localcontext(context(prec)):
        return erfc(x, prec + 5) / 2


def density(d, prec):
    with localcontext(context(prec + max(0, 2 * d.adjusted() + 2) + 10)):
        g = (-d * d / 2).exp()
    with localcontext(context(prec)):
        return g / (2 * pi(prec + 35)).sqrt()


# --------------------------------------------------------------------- Black

def black76(kind, forward, strike, vol, years, prec):
    """price, delta, gamma, vega as Decimals; None where not defined."""
    with localcontext(context(prec)):
        f, k, v, t = D(forward), D(strike), D(vol), D(years)
        call = kind == "call"
        if v == 0 or t == 0:
            price = max(f - k if call else k - f, D(0))
            up = D(1) if f > k else D(0) if f < k else D("0.5")
            delta = up if call else up - 1
            if f != k:
                return price, delta, D(0), D(0)
            # at the money: gamma is unbounded; vega is 0 if T = 0, else its
            # limit from above is F phi(0) sqrt T, but the derivative at
            # vol = 0 is a convention, so it is left open
            return price, delta, None, D(0) if t == 0 else None
        root = t.sqrt()
        s = v * root
        d1 = (f / k).ln() / s + s / 2
        d2 = d1 - s
        if call:
            delta = normal(d1, prec)
            price = f * delta - k * normal(d2, prec)
        else:
            delta = -normal(-d1, prec)
            price = k * normal(-d2, prec) + f * delta
        ph = density(d1, prec)
        return price, delta, ph / (f * s), f * ph * root


def text(v):
    if v is None:
        return ""
    if v.copy_abs() < TINY:
        return "0"
    v = OUT.plus(v)
    if v == v.to_integral_value() and v.copy_abs() < 10 ** 20:
        return str(int(v))
    s = str(v)
    if "E" not in s and len(s.lstrip("-0.")) < DIGITS and "." in s:
        s = s.rstrip("0").rstrip(".")
    return s


def sure(compute):
    """The text of compute(prec) on which two working precisions agree.

    130 and 170 digits do, but for an exact F - K of 51 digits ending in 5 plus
    a time value too small for 130 digits: then the rounding needs more.
    """
    before = None
    for prec in (130, 170, 420, 460):
        now = [text(v) for v in compute(prec)]
        if now == before:
            return now
        before = now
    raise ArithmeticError("no two precisions agree: %s" % before)


# --------------------------------------------------------------------- cases

def ulps(x, n):
    return struct.unpack("<d", struct.pack("<q", struct.unpack("<q", struct.pack("<d", x))[0] + n))[0]


MINUTE = 1.0 / 525600.0
HOUR = 1.0 / 8760.0
DAY = 1.0 / 365.0


def cases():
    out, seen = [], set()

    def add(f, k, v, t):
        key = (f, k, v, t)
        if key not in seen:
            seen.add(key)
            out.append(key)

    # 1. degenerate: T = 0, vol = 0, both; at, off and one ulp from the money
    for f in (0.5, 3000.0, 120000.0):
        for k in (f, ulps(f, 1), ulps(f, -1), 0.5 * f, 2.0 * f):
            add(f, k, 0.8, 0.0)
            add(f, k, 0.0, 0.25)
        add(f, f, 0.0, 0.0)
        add(f, 1.1 * f, 0.0, 0.0)
    # 2. at the money and one ulp off, expiry by vol
    for t in (MINUTE, HOUR, DAY, 0.25, 1.0, 10.0):
        for v in (1e-6, 0.01, 0.6, 5.0, 8.0, 20.0):
            add(60000.0, 60000.0, v, t)
    for t, v in ((MINUTE, 1e-6), (MINUTE, 0.6), (DAY, 0.01), (0.25, 0.6), (1.0, 5.0), (10.0, 20.0)):
        for n in (1, -1, 2, -7):
            add(60000.0, ulps(60000.0, n), v, t)
            add(1.0, ulps(1.0, n), v, t)
    # 3. strike by expiry by vol
    for m in (1e-4, 1e-2, 0.2, 0.7, 0.95, 0.999, 1.001, 1.05, 1.4, 5.0, 100.0, 1e4):
        for t in (HOUR, 30 * DAY, 1.0, 10.0):
            for v in (0.01, 0.6, 5.0, 20.0):
                add(2500.0, 2500.0 * m, v, t)
    # 4. shocked forwards over a fixed strike
    for base, strikes in ((95000.0, (20000.0, 60000.0, 95000.0, 100000.0, 250000.0)),
                          (3200.0, (1500.0, 3200.0, 8000.0)), (0.6, (0.3, 0.6, 1.2))):
        for shock in (0.34, 0.84, 1.0, 1.16, 6.0):
            for k in strikes:
                for t, v in ((7 * DAY, 0.55), (0.5, 0.9)):
                    add(base * shock, k, v, t)
    # 5. random
    rng = random.Random(76)
    while len(out) < 840:
        f = float("%.6g" % (0.5 * 240000.0 ** rng.random()))
        style = rng.choice((0, 0, 0, 1, 2, 2, 2, 3))
        if style == 0:                       # listed options
            t = rng.choice((1, 2, 7, 14, 30, 60, 90, 180, 365)) * DAY
            v = rng.uniform(0.2, 1.8)
            k = float("%.3g" % (f * 2.718281828 ** (rng.gauss(0, 1.5) * v * t ** 0.5)))
        elif style == 1:                     # anything
            t = MINUTE * (5256000.0 ** rng.random())
            v = 1e-6 * (2e7 ** rng.random())
            k = f * 1e-4 * 1e8 ** rng.random()
        elif style == 2:                     # a few deviations from the money
            t = MINUTE * (5256000.0 ** rng.random())
            v = 0.01 * 2000.0 ** rng.random()
            k = min(1e4 * f, max(1e-4 * f, f * 2.718281828 ** min(50.0, max(-50.0, rng.uniform(-7, 7) * v * t ** 0.5))))
        else:                                # very near the money
            t = MINUTE * (5256000.0 ** rng.random())
            v = 0.05 * 100.0 ** rng.random()
            k = f * (1 + rng.choice((-1, 1)) * 10 ** rng.uniform(-15, -2))
        f *= rng.choice((1.0, 1.0, 0.34, 0.84, 1.16, 6.0))
        add(f, k, v, t)
    # 6. at and next to the money, deviations down to where time value is lost in the last bit
    for e in (-60, -59, -57, -53, -50, -47, -44, -40, -34):
        for k in (100.0, ulps(100.0, 1), ulps(100.0, -1)):
            add(100.0, k, 1.0, 2.0 ** (2 * e))
    return out


HEAD = """\
# Black-76 (undiscounted) prices and Greeks, 50 significant digits.
# Made by src/test/generators/black76_table.py (Python, decimal arithmetic only);
# to make it again: python3 black76_table.py . Do not edit by hand.
# Inputs are doubles taken exactly, printed in the shortest form that reads back.
# Every value was computed at two precisions, 130 digits or more, that agreed as printed.
# delta, gamma: with respect to the forward; vega: per unit of vol; all per unit.
# 0 stands for any value below 1e-330 in size. Fewer digits are printed where the value
# is exact, or a whole number to 50 digits (a delta of 1 - 1e-60 is printed as 1).
# years = 0 or vol = 0: delta 1, 0.5 or 0 (call; put: less 1) as the forward is above, at or
# below the strike; gamma and vega 0. At forward = strike gamma is empty (unbounded), and
# so is vega if vol = 0 and years > 0 (its limit is not 0).
"""

HEAD_NORMAL = """\
# Normal tail and exponential, 50 significant digits.
# Made by src/test/generators/black76_table.py (Python, decimal arithmetic only);
# to make it again: python3 black76_table.py . Do not edit by hand.
# Arguments are doubles taken exactly, printed in the shortest form that reads back.
# Every value was computed at two precisions, 130 digits or more, that agreed as printed.
# tail: N(-x), standard normal; scaled_tail: exp(x*x/2) N(-x); exp: exp(x).
# Values may lie outside the range of doubles (tail from 38.5, exp below -745.2 or above 709.8).
"""


def write(folder, name, head, rows):
    with open(os.path.join(folder, name), "w", encoding="ascii", newline="\n") as fh:
        fh.write(head)
        for r in rows:
            fh.write(",".join(r) + "\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(
        here, "..", "resources", "io", "margrid", "cpu")
    os.makedirs(folder, exist_ok=True)

    rows = [["id", "kind", "forward", "strike", "vol", "years", "price", "delta", "gamma", "vega"]]
    for n, (f, k, v, t) in enumerate(cases()):
        for kind in ("call", "put"):
            got = sure(lambda prec: black76(kind, f, k, v, t, prec))
            rows.append(["b%04d%s" % (n + 1, kind[0]), kind] + [repr(a) for a in (f, k, v, t)] + got)
    write(folder, "black76_50_digits.csv", HEAD, rows)

    rng = random.Random(1)
    zs = {0.0, 5e-324, 1e-300, 1e-17, 1e-16, 1e-8, 1e-4, 37.5, 38.5, 40.0,
          ulps(1.0, -1), ulps(1.0, 1)}
    zs |= {i / 8 for i in range(81)} | {10 + i / 2 for i in range(61)}
    while len(zs) < 300:
        zs.add(rng.choice((rng.uniform(0, 3), rng.uniform(0, 9), rng.uniform(0, 40),
                           10 ** rng.uniform(-12, 0))))
    xs = {0.0, 5e-324, -5e-324, 1e-17, -1e-17, 1e-8, -1e-8, 0.5, -0.5, 1.0, -1.0,
          ulps(1.0, 1), ulps(1.0, -1), 709.0, 709.782712893384, 710.0, -708.0,
          -708.3964185322641, -745.0, -744.4400719213812}
    ln2 = 0.6931471805599453
    for n in (1, 2, 3, 10, 52, 53, 100, 500, 1000, 1022):     # edges of the reduction
        for h in (n, n + 0.5):
            for s in (1, -1):
                for d in (-1, 0, 1):
                    xs.add(ulps(s * h * ln2, d))
    while len(xs) < 300:
        xs.add(rng.choice((rng.uniform(-745, 710), rng.uniform(-40, 1), rng.uniform(-1, 1),
                           -10 ** rng.uniform(-12, 2))))
    rows = [["function", "argument", "value"]]

    def line(name, a, compute):
        v = []
        for prec in (130, 170):
            v.append(str(OUT.plus(compute(D(a), prec))))
        assert v[0] == v[1], (name, a)
        rows.append([name, repr(a), v[0]])

    def scaled(z, prec):
        with localcontext(context(prec + 10)):
            return (z * z / 2).exp() * normal(-z, prec + 10)

    def exponential(x, prec):
        with localcontext(context(prec)):
            return x.exp()

    for z in sorted(zs):
        line("tail", z, lambda a, prec: normal(a.copy_negate(), prec))
    for z in sorted(zs):
        line("scaled_tail", z, scaled)
    for x in sorted(xs):
        line("exp", x, exponential)
    write(folder, "normal_50_digits.csv", HEAD_NORMAL, rows)


if __name__ == "__main__":
    main()
