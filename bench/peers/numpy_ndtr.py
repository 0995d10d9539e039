"""Black-76 with numpy and scipy.special.ndtr, as well as it goes: in blocks that stay in the cache, no temporaries."""

import math
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import scipy
from scipy.special import ndtr

OPTIONS, SCENARIOS, BLOCK = 1024, 35, 64
WARM_SECONDS, BATCH_SECONDS = 1.0, 0.05


def uniforms(seed, count):
    """SplitMix64, as in PricingWorkload.java."""
    mask, state, numbers = (1 << 64) - 1, seed, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        numbers.append(((z ^ (z >> 31)) >> 11) * 2.0**-53)
    return numbers


def workload():
    rows = []
    numbers = iter(uniforms(42, 5 * OPTIONS))
    for u1, u2, u3, u4, u5 in zip(*[numbers] * 5):
        forward = 60000.0 * (0.98 + 0.04 * u1)
        strike = forward * 0.3 * math.pow(10.0, u2)
        days = 1.0 + 364.0 * u3 * u3
        m = math.pow(30.0 / days, 0.3)
        rows.append((forward, strike, days / 365.0, 0.3 + 1.2 * u4, 1.0 if u5 < 0.5 else -1.0,
                     max(1.0 - 0.30 * m, 0.05), 1.0, 1.0 + 0.45 * m))
    columns = np.array(rows).T.copy()
    return (*columns[:5], np.ascontiguousarray(columns[5:].T))


forward, strike, years, volatility, sign, vol_factor = workload()
moves = [-.16, -.12, -.08, -.04, 0., .04, .08, .12, .16]
far_moves = [-.66, -.33, .5, 1., 2., 3., 4., 5.]
price_factor = 1.0 + np.array(3 * moves + far_moves)
shock = np.array([v for v in range(3) for _ in moves] + [2] * len(far_moves))

prices = np.empty((OPTIONS, SCENARIOS))
moved, deviation, d1, d2 = (np.empty((BLOCK, SCENARIOS)) for _ in range(4))


def run():
    for first in range(0, OPTIONS, BLOCK):
        block = slice(first, first + BLOCK)
        k, c, out = strike[block, None], sign[block, None], prices[block]
        np.multiply(forward[block, None], price_factor, out=moved)
        base = volatility[block] * np.sqrt(years[block])
        np.multiply(vol_factor[block][:, shock], base[:, None], out=deviation)
        np.divide(moved, k, out=d1)
        np.log(d1, out=d1)
        np.divide(d1, deviation, out=d1)
        np.multiply(deviation, 0.5, out=d2)
        np.add(d1, d2, out=d1)
        np.subtract(d1, deviation, out=d2)
        np.multiply(d1, c, out=d1)
        np.multiply(d2, c, out=d2)
        ndtr(d1, out=d1)
        ndtr(d2, out=d2)
        np.multiply(d1, moved, out=d1)
        np.multiply(d2, k, out=d2)
        np.subtract(d1, d2, out=out)
        np.multiply(out, c, out=out)


start, passes = time.perf_counter(), 0
while time.perf_counter() - start < WARM_SECONDS:
    run()
    passes += 1
batch = max(1, math.ceil(BATCH_SECONDS * passes / (time.perf_counter() - start)))
python = ".".join(map(str, sys.version_info[:3]))
print(f"READY numpy {np.__version__}, scipy {scipy.__version__}, Python {python}", flush=True)
for line in sys.stdin:
    if line.startswith("go"):
        start = time.perf_counter_ns()
        for _ in range(batch):
            run()
        print((time.perf_counter_ns() - start) / batch / prices.size, flush=True)
    elif line.startswith("dump "):
        prices.astype("<f8").tofile(line[5:].rstrip("\n"))
        print("OK", flush=True)
