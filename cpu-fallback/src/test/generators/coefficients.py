#!/usr/bin/env python3
"""Coefficients of the scaled normal tail G(z) and of 2^f, with measured errors.

What it makes: coefficients.txt beside this file, and the same text on stdout.

    G(z) = exp(z*z/2) * N(-z), z >= 0        P6(z)/Q7(z), all coefficients > 0
    2^f,  -1/2 <= f <= 1/2                   polynomial of degree 11, c0 = 1

Run it:   python3 coefficients.py [--points N] [--jobs J]
Needs:    Python 3.9 or later, mpmath 1.3, and a C library with a true fma()
          (reached through ctypes; the script checks that it is fused).
Time:     about two minutes with --jobs 2. The result does not depend on the
          machine: the random points are seeded.

How G is fitted: a Remez exchange for rationals (Newton on the levelled-error
equations, 50 digits) on 1,201 points of [0, 40], with P(0)/Q(0) = 1/2 exactly
and the weighted error
    max( exp(-z*z/2) |R - G| ,  |R/G - 1| / rho )
levelled. A small rho gives a small relative error, a large rho a small error of
exp(-z*z/2) R(z) against N(-z), which is what an option value sees. The
coefficients are rounded to doubles after a search over the free common scale of
P and Q, so that their rounding errors largely cancel; among the 400 best
scales the one with the smallest measured error in double is taken.

How 2^f is fitted: c0 = 1, the rest by a Remez exchange on the relative error,
rounded to doubles and then moved by last places while the largest error falls.

How errors are measured: every double operation is carried out in double (fma by
the C library), the reference in mpmath at 40 digits or more.
"""
import argparse
import ctypes
import ctypes.util
import math
import multiprocessing
import os
import random

from mpmath import mp, mpf

mp.dps = 50
B = 40                      # G is fitted on [0, B]
ULP = 2.0 ** -53            # the unit errors are printed in

_libm = ctypes.CDLL(ctypes.util.find_library("m") or None)
fma = _libm.fma
fma.restype = ctypes.c_double
fma.argtypes = [ctypes.c_double] * 3
# (1 + e)(1 - e) - 1 = -e*e is lost without fusing
assert fma(1 + 2.0 ** -30, 1 - 2.0 ** -30, -1.0) == -(2.0 ** -60)


# ---------------------------------------------------------------- functions

def g_exact(z):
    z = mpf(z)
    return mp.erfc(z / mp.sqrt(2)) * mp.exp(z * z / 2) / 2


def horner(c, z):
    r = mpf(0)
    for a in reversed(c):
        r = r * z + a
    return r


def horner_fma(c, z):
    r = c[-1]
    for i in range(len(c) - 2, -1, -1):
        r = fma(r, z, c[i])
    return r


# ------------------------------------------------------- rational minimax

def z_grid(b, n, c=3):
    """n + 1 points of [0, b], dense at both ends and around c."""
    out = []
    for j in range(n + 1):
        y = -mp.cos(mp.pi * j / n)
        out.append(c * (1 + y) / (1 + 2 * mpf(c) / b - y))
    out[-1] = mpf(b)
    return out


def solve(m, n, pin, zs, fs, ws, idx, level=None, q=None):
    """P, Q with Q(0) = 1 (and P(0) = 1/2 if pin).

    level None: interpolate f at the points idx. Otherwise make the weighted
    error +-level there, level being found too (Newton, started at q, level).
    """
    npar = m + n + (0 if pin else 1)
    for _ in range(1 if level is None else 15):
        size = npar + (0 if level is None else 1)
        a, b = mp.matrix(size, size), mp.matrix(size, 1)
        for r, i in enumerate(idx):
            z, s = zs[i], (-1) ** r
            g = fs[i] if level is None else fs[i] + s * level / ws[i]
            zp = [z ** k for k in range(max(m, n) + 1)]
            sc = 1 / (1 + zp[n])
            c = 0
            for k in range(1 if pin else 0, m + 1):
                a[r, c] = zp[k] * sc
                c += 1
            for k in range(1, n + 1):
                a[r, c] = -g * zp[k] * sc
                c += 1
            b[r] = (g - (mpf(1) / 2 if pin else 0)) * sc
            if level is not None:
                d = s / ws[i] * sc * horner(q, z)
                a[r, c] = -d
                b[r] -= d * level
        x = list(mp.lu_solve(a, b))
        p = [mpf(1) / 2] + x[:m] if pin else x[:m + 1]
        q = [mpf(1)] + x[len(x) - size + (m if pin else m + 1):][:n]
        if level is None:
            break
        step, level = abs(x[-1] - level), x[-1]
        if step < abs(level) * mpf(10) ** -12:
            break
    return p, q, level


def start_by_nodes(m, n, pin, zs, fs, ws):
    """An interpolant whose error lobes are level within a factor of e^1.2."""
    npar, last = m + n + (0 if pin else 1), len(zs) - 1
    if pin:
        nodes = [int(last * (k + 1) / (npar + 0.5)) for k in range(npar)]
    else:
        nodes = [int((last + 1) * (2 * k + 1) / (2 * npar)) for k in range(npar)]
    gain, before = 0.12, None
    for _ in range(120):
        p, q, _ = solve(m, n, pin, zs, fs, ws, nodes)
        ends = [0] + nodes + [last]
        lobes = []
        for k in range(len(ends) - 1):
            e = max(abs(ws[i] * (horner(p, zs[i]) / horner(q, zs[i]) - fs[i]))
                    for i in range(ends[k], ends[k + 1] + 1))
            lobes.append(float(mp.log(e + mpf(10) ** -40)))
        spread = max(lobes) - min(lobes)
        if spread < 1.2:
            break
        if before is not None and spread > before * 0.98:
            gain = max(gain * 0.8, 0.01)
        before = spread
        mean = sum(lobes) / len(lobes)
        width = [max(1, ends[k + 1] - ends[k])
                 * math.exp(-gain * max(-6, min(6, lobes[k] - mean)))
                 for k in range(len(lobes))]
        scale, at, nodes = last / sum(width), 0, []
        for w in width[:-1]:
            at += w * scale
            v = max(1, int(round(at)))
            if nodes and v <= nodes[-1]:
                v = nodes[-1] + 1
            nodes.append(v)
    return p, q


def alternation(err, need):
    """Indices of `need` errors of alternating sign, the large ones; or None."""
    seg = []
    for i, e in enumerate(err):
        if e == 0:
            continue
        if seg and (err[seg[-1]] > 0) == (e > 0):
            if abs(e) > abs(err[seg[-1]]):
                seg[-1] = i
        else:
            seg.append(i)
    if len(seg) < need:
        return None
    while len(seg) > need:
        if len(seg) - need == 1:
            seg.pop(0 if abs(err[seg[0]]) < abs(err[seg[-1]]) else -1)
        else:
            j = min(range(len(seg) - 1),
                    key=lambda j: max(abs(err[seg[j]]), abs(err[seg[j + 1]])))
            del seg[j:j + 2]
    return seg


def remez(m, n, pin, zs, fs, ws, start=None):
    """Weighted minimax P_m/Q_n on the points zs; None if it did not level."""
    need = m + n + (1 if pin else 2)
    p, q = start or start_by_nodes(m, n, pin, zs, fs, ws)
    for _ in range(60):
        err = [w * (horner(p, z) / horner(q, z) - f) for z, f, w in zip(zs, fs, ws)]
        seg = alternation(err, need)
        if seg is None:
            return None
        top = max(abs(e) for e in err)
        low = min(abs(err[i]) for i in seg)
        if top < low * (1 + mpf("1e-3")):
            return p, q, top
        level = sum(abs(err[i]) for i in seg) / len(seg)
        if err[seg[0]] < 0:
            level = -level
        p, q, _ = solve(m, n, pin, zs, fs, ws, seg, level, q)
    return None


def fit_errors(p, q, zs, fs):
    """max |exp(-z^2/2) R - N(-z)|, max |R/G - 1| overall, on [0, 9], [0, 7]."""
    a = r40 = r9 = r7 = mpf(0)
    for z, f in zip(zs, fs):
        e = abs(horner(p, z) / horner(q, z) - f)
        a = max(a, e * mp.exp(-z * z / 2))
        r40 = max(r40, e / f)
        if z <= 9:
            r9 = max(r9, e / f)
        if z <= 7:
            r7 = max(r7, e / f)
    return a, r40, r9, r7


def round_rational(p, q, zs, fs, goal_abs, goal_rel, rng, tries):
    """Doubles for s*P, s*Q, the scale s chosen so that rounding errors cancel."""
    pick = range(0, len(zs), 4)
    rows = []
    for i in pick:
        z, f = zs[i], fs[i]
        qz = horner(q, z)
        w = max(mp.exp(-z * z / 2) / goal_abs, 1 / (f * goal_rel))
        e0 = w * (horner(p, z) / qz - f)
        cols = [float(w / qz * z ** k) for k in range(1, len(p))]
        cols += [float(-w * f / qz * z ** k) for k in range(1, len(q))]
        rows.append((float(e0), cols))
    coef = p[1:] + q[1:]

    def cost(s, rounded, bound):
        d = [float(mpf(v) / s - c) for v, c in zip(rounded, coef)]
        worst = 0.0
        for e0, cols in rows:
            e = e0
            for a, b in zip(cols, d):
                e += a * b
            if abs(e) > worst:
                worst = abs(e)
                if worst >= bound:
                    return worst
        return worst

    best = []
    for _ in range(tries):
        s = rng.uniform(1.0, 2.0)
        v = [float(c * s) for c in coef]
        k = cost(s, v, best[-1][0] if len(best) == 400 else float("inf"))
        best = sorted(best + [(k, s, v)])[:400]
    # G as a sum of two doubles, to measure fl(P/Q) fast
    probe = []
    for i in range(3000):
        z = (1.5 if i % 2 else 5.0) * (i + 0.5) / 3000
        g = g_exact(z)
        probe.append((z, float(g), float(g - float(g)), math.exp(-z * z / 2)))
    chosen = None
    for k, s, v in best:
        pd, qd = [s / 2] + v[:len(p) - 1], [s] + v[len(p) - 1:]
        top = square = 0.0
        for z, hi, low, w in probe:
            e = abs((horner_fma(pd, z) / horner_fma(qd, z) - hi) - low) * w
            top, square = max(top, e), square + e * e
        merit = top + 2 * math.sqrt(square / len(probe))
        if chosen is None or merit < chosen[0]:
            chosen = (merit, pd, qd)
    return chosen[1], chosen[2]


# --------------------------------------------------------- 2^f polynomial

def fit_exp2(degree):
    """c0..c_degree as doubles, c0 = 1; error before and after rounding."""
    # minimax of |1 + x p(x) - 2^x| / 2^x, that is of p against (2^x - 1)/x with
    # the weight |x| / 2^x, on Chebyshev points without 0
    n, d = 801, degree - 1
    xs = [-mp.cos(mp.pi * j / n) / 2 for j in range(n + 1)]
    ex = [mp.power(2, x) for x in xs]
    g = [(e - 1) / x for x, e in zip(xs, ex)]
    w = [abs(x) / e for x, e in zip(xs, ex)]
    seg = [int(n * (k + 0.5) / (d + 2)) for k in range(d + 2)]
    for _ in range(40):
        a, b = mp.matrix(d + 2, d + 2), mp.matrix(d + 2, 1)
        for r, i in enumerate(seg):
            for k in range(d + 1):
                a[r, k] = xs[i] ** k
            a[r, d + 1] = (-1) ** r / w[i]
            b[r] = g[i]
        sol = list(mp.lu_solve(a, b))[:-1]
        err = [wi * (horner(sol, x) - gi) for x, gi, wi in zip(xs, g, w)]
        seg = alternation(err, d + 2)
        top = max(map(abs, err))
        if top < min(abs(err[i]) for i in seg) * (1 + mpf("1e-4")):
            break
    else:
        raise ArithmeticError("2^f did not level")
    # round, then move each coefficient a last place while the error falls
    at = range(0, n + 1, 4)
    ideal = [float(err[i]) * (1 if xs[i] > 0 else -1) for i in at]
    cols = [[float(xs[i] ** k / ex[i]) for k in range(1, degree + 1)] for i in at]

    def cost(v):
        d = [float(mpf(a) - s) for a, s in zip(v, sol)]
        return max(abs(e + sum(p * q for p, q in zip(c, d))) for e, c in zip(ideal, cols))

    v = [float(s) for s in sol]
    k, improved = cost(v), True
    while improved:
        improved = False
        for i in range(len(v)):
            for to in (math.inf, -math.inf):
                t = v[:i] + [math.nextafter(v[i], to)] + v[i + 1:]
                c = cost(t)
                if c < k:
                    k, v, improved = c, t, True
    v = [1.0] + v
    rounded = max(abs(horner([mpf(a) for a in v], x) / e - 1) for x, e in zip(xs, ex))
    return v, top, rounded


def exp2_horner(c, f):
    return horner_fma(c, f)


def exp2_even_odd(c, f):
    """E(f^2) + f O(f^2)."""
    s = f * f
    return fma(f, horner_fma(c[1::2], s), horner_fma(c[0::2], s))


def exp2_split(c, f):
    """1 + f (E(f^2) + f O(f^2)): the same two chains, the last fma as in Horner."""
    s = f * f
    q = fma(f, horner_fma(c[2::2], s), horner_fma(c[1::2], s))
    return fma(f, q, c[0])


# ------------------------------------------- the engine's formula in double

LOG2E_HALF = float(1 / (2 * mp.log(2)))


def gauss_double(h, c):
    """exp(-h*h/2): t = h*h, n = rint(-t L), f = fma(-t, L, -n), 2^f * 2^n."""
    t = h * h
    if t > 1400.0:
        return 0.0
    n = float(round(-t * LOG2E_HALF))
    return math.ldexp(horner_fma(c, fma(-t, LOG2E_HALF, -n)), int(n))


def tv_double(x, k, sd, p, q, c):
    r = abs(x) / sd
    h, u = 0.5 * sd - r, 0.5 * sd + r
    lo = min(1.0, k)
    a = lo * gauss_double(h, c)
    z = abs(h)
    p1, q1, p2, q2 = horner_fma(p, z), horner_fma(q, z), horner_fma(p, u), horner_fma(q, u)
    if h > 0:
        t = -(p1 * q2) - p2 * q1
        return lo + a * (t / (q1 * q2))
    return a * ((p1 * q2 - p2 * q1) / (q1 * q2))


def value_double(call, x, k, sd, p, q, c):
    intrinsic = max(1.0 - k if call else k - 1.0, 0.0)
    return intrinsic + max(tv_double(x, k, sd, p, q, c), 0.0)


def value_exact(call, xe, k, sd):
    """Black's formula with K/F' = k exactly; xe = -ln k to 40 digits."""
    s = mpf(sd)
    d1 = xe / s + s / 2
    d2 = d1 - s
    w = mp.sqrt(mpf(2))
    if call:
        return (mp.erfc(-d1 / w) - k * mp.erfc(-d2 / w)) / 2
    return (k * mp.erfc(d2 / w) - mp.erfc(d1 / w)) / 2


def tv_points(n, rng):
    """(call, k, sd): random, near the money, near h = 0, and extreme ones."""
    out = []
    for k in (1.0, math.nextafter(1.0, 0), math.nextafter(1.0, 2), 0.5, 2.0,
              math.exp(-10), math.exp(10), 1 - 1e-8, 1 + 1e-8):
        for sd in (1e-8, 1e-6, 1e-4, 0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 50.0):
            out += [(True, k, sd), (False, k, sd)]
    while len(out) < n:
        kind = len(out) % 8
        sd = 10 ** rng.uniform(-8, math.log10(50))
        if kind == 0:
            x = rng.uniform(-10, 10)
        elif kind == 1:
            x = rng.choice((-1, 1)) * 10 ** rng.uniform(-16, 1)
        elif kind == 2:                                # r of order one
            x = rng.uniform(-8, 8) * sd
        elif kind == 3:                                # h near 0
            x = rng.choice((-1, 1)) * sd * sd / 2 * (1 + rng.gauss(0, 0.01))
        elif kind == 4:                                # everyday cells
            sd, x = rng.uniform(0.01, 2), rng.uniform(-1, 1)
        elif kind == 5:
            sd, x = rng.uniform(0.2, 6), rng.uniform(-3, 3)
        elif kind == 6:                                # h near 0, large x
            sd = rng.uniform(0.1, 4.4)
            x = rng.choice((-1, 1)) * (sd * sd / 2 + rng.uniform(-2, 2) * sd)
        else:                                          # long and wild
            sd, x = rng.uniform(2, 50), rng.uniform(-10, 10)
        x = max(-10.0, min(10.0, x))
        out.append((rng.random() < 0.5, math.exp(-x), sd))
    return out


def tv_chunk(args):
    points, fits, c = args
    mp.dps = 40
    worst = [[0.0, None, 0.0, 0] for _ in fits]
    for call, k, sd in points:
        xe = -mp.log(mpf(k))
        x = float(xe)
        ref = value_exact(call, xe, mpf(k), sd)
        unit = max(1.0, k)
        for w, (p, q) in zip(worst, fits):
            e = float(abs(mpf(value_double(call, x, k, sd, p, q, c)) - ref)) / unit
            w[2] += e * e
            w[3] += 1
            if e > w[0]:
                w[0], w[1] = e, (call, k, sd)
    return worst


def g_chunk(args):
    zs, fits = args
    mp.dps = 40
    out = [[0.0, 0.0, 0.0] for _ in fits]
    for z in zs:
        f = g_exact(z)
        gauss = mp.exp(-mpf(z) ** 2 / 2)
        for o, (p, q) in zip(out, fits):
            e = abs(mpf(horner_fma(p, z) / horner_fma(q, z)) - f)
            rel = float(e / f)
            o[0] = max(o[0], float(e * gauss))
            o[1] = max(o[1], rel)
            if z <= 9:
                o[2] = max(o[2], rel)
    return out


def exp2_chunk(args):
    fs, forms = args
    mp.dps = 40
    out = [[0.0, 0.0, 0, 0, 0] for _ in forms]
    for f in fs:
        ref = mp.power(2, mpf(f))
        ulp = ULP if ref < 1 else 2 * ULP
        for o, (name, c) in zip(out, forms):
            v = globals()[name](c, f)
            e = abs(mpf(v) - ref)
            ulps = float(e) / ulp
            o[0] = max(o[0], ulps)
            o[1] = max(o[1], float(e / ref))
            o[2] += ulps < 0.6
            o[3] += ulps <= 0.5
            o[4] += 1
    return out


# ------------------------------------------------------------------- output

def n3(v):
    return mp.nstr(mpf(v), 3, min_fixed=0, max_fixed=0) if v else "0"


def table(name, c):
    return ["%s%-3d %-26s %r" % (name, i, v.hex(), v) for i, v in enumerate(c)]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--points", type=int, default=200_000)
    ap.add_argument("--jobs", type=int, default=2)
    opt = ap.parse_args()
    rng = random.Random(5666)
    out = []

    def say(*lines):
        for s in lines:
            print(s, flush=True)
            out.append(s)

    say("# Made by coefficients.py; do not edit. Hex floats are C99 and Java literals.", "")

    # --- G: what each degree can reach
    say("== G(z) = exp(z^2/2) N(-z): plain minimax of the relative error (no rounding)",
        "          on [0, 9]   on [0, 40]")
    z40 = z_grid(B, 1200)
    f40 = [g_exact(z) for z in z40]
    z9 = z_grid(9, 1200)
    f9 = [g_exact(z) for z in z9]
    for m in (6, 7, 8):
        e9 = remez(m, m + 1, False, z9, f9, [1 / f for f in f9])
        e40 = remez(m, m + 1, False, z40, f40, [1 / f for f in f40])
        say("P%d/Q%d     %-11s %s" % (m, m + 1, n3(e9[2]) if e9 else "-", n3(e40[2]) if e40 else "-"))

    # --- G: trade-off and choice
    say("", "== Trade-off: error of exp(-z^2/2) P/Q against N(-z), and of P/Q relative (no rounding)",
        "        rho      absolute    rel [0,40]  rel [0,9]   all coefficients > 0")
    gauss = [mp.exp(-z * z / 2) for z in z40]
    chosen = {}
    limit = mpf("2.5e-17")     # well below the rounding of the evaluation
    for m, rhos in ((6, [0, 2, 4, 6, 8, 9, 10, 10.4, 10.6, 10.8, 11, 11.2, 11.3, 11.4, 11.5, 12]),
                    (7, [0, 2, 4, 5, 5.5, 6, 6.5, 7, 8]),
                    (8, [0, 1, 2, 2.5, 3, 4])):
        fit = remez(m, m + 1, True, z40, f40, [1 / f for f in f40])
        for lr in rhos:
            rho = mpf(10) ** lr
            w = [max(g, 1 / (f * rho)) for g, f in zip(gauss, f40)]
            nxt = remez(m, m + 1, True, z40, f40, w, fit[:2]) or remez(m, m + 1, True, z40, f40, w)
            if not nxt:
                say("P%d/Q%d   1e%-6s did not level" % (m, m + 1, lr))
                continue
            fit = nxt
            a, r40, r9, _ = fit_errors(fit[0], fit[1], z40, f40)
            positive = all(c > 0 for c in fit[0] + fit[1])
            say("P%d/Q%d   1e%-6s %-11s %-11s %-11s %s"
                % (m, m + 1, lr, n3(a), n3(r40), n3(r9), "yes" if positive else "NO"))
            if positive and a < limit and (m not in chosen or r40 < chosen[m][3]):
                chosen[m] = (fit[0], fit[1], a, r40, lr)
    hart = ([220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383,
             6.37396220353165, 0.700383064443688, 0.0352624965998911],
            [440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674,
             86.7807322029461, 16.064177579207, 1.75566716318264, 0.0883883476483184])
    a, r40, r9, _ = fit_errors([mpf(v) for v in hart[0]], [mpf(v) for v in hart[1]], z40, f40)
    say("Hart 5666 (West)  %-11s %-11s %-11s yes" % (n3(a), n3(r40), n3(r9)))

    zf = z_grid(B, 4001)
    ff = [g_exact(z) for z in zf]
    fits = []
    for m in (6, 7, 8):
        p, q, a, r40, lr = chosen[m]
        p, q = round_rational(p, q, z40, f40, a, r40, rng, 3000)
        assert all(v > 0 for v in p + q) and p[0] / q[0] == 0.5
        fits.append((p, q))
        ea, e40, e9, e7 = fit_errors([mpf(v) for v in p], [mpf(v) for v in q], zf, ff)
        inf = abs(mpf(p[-1]) / mpf(q[-1]) * mp.sqrt(2 * mp.pi) - 1)
        say("", "== P%d/Q%d %s (rho 1e%s), rounded to doubles, exact arithmetic:"
            % (m, m + 1, "CHOSEN" if m == 6 else "alternative", lr),
            "   |exp(-z^2/2) P/Q - N(-z)| <= %s" % n3(ea),
            "   |P/Q / G - 1| <= %s on [0,40], %s on [0,9], %s on [0,7], %s at infinity"
            % (n3(e40), n3(e9), n3(e7), n3(inf)))
        say(*table("p", p))
        say(*table("q", q))
    fits.append(hart)
    names = ["P6/Q7", "P7/Q8", "P8/Q9", "Hart 5666"]

    # --- 2^f
    say("", "== 2^f on [-1/2, 1/2]: c0 = 1; largest relative error in exact arithmetic")
    polys = {}
    for d in (10, 11, 12):
        polys[d], fit, rounded = fit_exp2(d)
        say("degree %d: %s before rounding, %s as rounded" % (d, n3(fit), n3(rounded)))
    say("", "== 2^f degree 11 CHOSEN")
    say(*table("c", polys[11]))

    # --- measured
    jobs = opt.jobs
    n = opt.points
    with multiprocessing.Pool(jobs) as pool:
        fs = [-0.5, 0.5, 0.0] + [rng.uniform(-0.5, 0.5) for _ in range(n - 3)]
        forms = [(k, polys[d]) for d in (10, 11, 12)
                 for k in ("exp2_horner", "exp2_even_odd", "exp2_split")]
        step = 5000
        res = pool.map(exp2_chunk, [(fs[i:i + step], forms) for i in range(0, n, step)])
        say("", "== 2^f in double with fma, %d points" % n,
            "degree form            max ulp  max rel/2^-53  < 0.6 ulp  correctly rounded")
        for j, (k, c) in enumerate(forms):
            tot = sum(r[j][4] for r in res)
            say("%-6d %-15s %-8.3f %-14.3f %-10s %s"
                % (len(c) - 1, k[5:], max(r[j][0] for r in res), max(r[j][1] for r in res) / ULP,
                   "%.2f %%" % (100 * sum(r[j][2] for r in res) / tot),
                   "%.2f %%" % (100 * sum(r[j][3] for r in res) / tot)))
        say("horner: one chain; even_odd: E(f^2) + f O(f^2); split: 1 + f (E(f^2) + f O(f^2))")

        ng = max(1000, n // 4)
        zs = [0.0, 40.0, 5e-324, 1e-300, 1e-17] + [rng.uniform(0, 40) for _ in range(ng // 4)]
        zs += [rng.uniform(0, 9) for _ in range(ng // 4)] + [rng.uniform(0, 3) for _ in range(ng // 4)]
        zs += [10 ** rng.uniform(-9, 1.6) for _ in range(ng - len(zs))]
        zs = [min(z, 40.0) for z in zs]
        res = pool.map(g_chunk, [(zs[i:i + 2000], fits) for i in range(0, len(zs), 2000)])
        say("", "== G = P/Q in double (Horner, fma, one division), %d points of [0, 40]" % len(zs),
            "            |exp(-z^2/2) fl(G) - N(-z)|  rel [0,40]  rel [0,9]")
        for j, nm in enumerate(names):
            o = [max(r[j][i] for r in res) for i in range(3)]
            say("%-11s %-28s %-11s %s"
                % (nm, "%s (%.2f x 2^-53)" % (n3(o[0]), o[0] / ULP), n3(o[1]), n3(o[2])))

        pts = tv_points(n, rng)
        res = pool.map(tv_chunk, [(pts[i:i + 4000], fits, polys[11]) for i in range(0, n, 4000)])
        say("", "== Option value / F' in double (x = ln(1/k) rounded to double) against Black's formula",
            "   %d points: sd 1e-8..50, |x| <= 10; |error| / max(1, k)" % len(pts),
            "            largest     / 2^-53   rms / 2^-53   where (call, k, sd)")
        for j, nm in enumerate(names):
            top = max((r[j] for r in res), key=lambda t: t[0])
            rms = math.sqrt(sum(r[j][2] for r in res) / sum(r[j][3] for r in res))
            say("%-11s %-11s %-9.2f %-13.3f %r" % (nm, n3(top[0]), top[0] / ULP, rms / ULP, top[1]))

    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "coefficients.txt")
    with open(path, "w", encoding="ascii", newline="\n") as fh:
        fh.write("\n".join(s.rstrip() for s in out) + "\n")


if __name__ == "__main__":
    main()
