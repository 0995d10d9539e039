/* The port's work on a device: n instruments, V volatility shocks, G shock groups, S scenarios, B books.

   columns       real[(6 + V) n]    forward, K/F, ln(F/K), years, base deviation, given base, V shocked deviations;
                 real[6 G S]        then the factors: move, factor, inverse factor, log factor, inverse return, weight
   codes         int[2 n]           kind, shock group
                 int[S]             then the volatility shock of each scenario
   greeks        real[5 n]          value, delta, gamma, vega, theta
   prepared      real[(1 + 2 V) n]  base value that profits count from, V times inverse and half deviation
   vectors       real[n stride]     a row for each instrument

   Every kernel may be launched with more items than there is work. Indices are 32 bits wide, since a GPU takes
   several instructions to reckon with wider ones; the host refuses what does not fit. */

#define INVERSE_FUTURE 1
#define FIRST_OPTION 2
#define FIRST_INVERSE_OPTION 4
/* Instruments in a block of lanes */
#define BLOCK 64


/* Base values and Greeks, and what an instrument's cells share. Items: (n, 1 + V); row 0 has the base values, row
   1 + v the deviations of shock v. */
KERNEL prepare(
    GLOBAL const real* RESTRICT columns,
    GLOBAL const int* RESTRICT codes,
    GLOBAL real* RESTRICT greeks,
    GLOBAL real* RESTRICT prepared,
    int n,
    int vol_shocks) {
    int i = (int) GLOBAL_ID(0);
    int row = (int) GLOBAL_ID(1);
    if (i >= n || row > vol_shocks) {
        return;
    }
    if (row > 0) {
        real shocked = columns[(5 + row) * n + i];
        prepared[(2 * row - 1) * n + i] = inverse_deviation_of(shocked);
        prepared[2 * row * n + i] = half_deviation_of(shocked);
        return;
    }
    int kind = codes[i];
    int is_option = kind >= FIRST_OPTION;
    int put = kind & 1;
    real f = columns[i];
    real k = columns[n + i];
    real x = columns[2 * n + i];
    real years = columns[3 * n + i];
    real sd = columns[4 * n + i];
    real given = columns[5 * n + i];
    real inverse_deviation = inverse_deviation_of(sd);
    real half_deviation = half_deviation_of(sd);
    real over_forward = value_over_forward(put, k, x, inverse_deviation, half_deviation);
    real linear = f * over_forward;
    real value = kind >= FIRST_INVERSE_OPTION ? over_forward : linear;
    real delta = delta_of(put, k, x, inverse_deviation, half_deviation);
    real density = density_of(x, inverse_deviation, half_deviation);
    real gamma = density * inverse_deviation / f;
    real vega = f * density * sqrt(years);
    real theta = -(f * density * half_deviation) / years + R(0.0);
    int timed = is_option && years > R(0.0);
    greeks[i] = is_option ? value : R(0.0);
    greeks[n + i] = is_option ? delta : R(1.0);
    greeks[2 * n + i] = is_option ? gamma : R(0.0);
    greeks[3 * n + i] = timed ? vega : R(0.0);
    greeks[4 * n + i] = timed ? theta : R(0.0);
    prepared[i] = given == given ? given : value;
}

/* Profit of one unit of instrument i in scenario s; `at` is its group's place in a column of factors. Everything is
   loaded before anything is chosen, so that no load is conditional. */
DEVICE real cell(
    GLOBAL const real* RESTRICT columns,
    GLOBAL const int* RESTRICT codes,
    GLOBAL const real* RESTRICT prepared,
    int n,
    int vol_shocks,
    int cells,
    int at,
    int i,
    int s) {
    GLOBAL const real* factors = columns + (6 + vol_shocks) * n;
    int kind = codes[i];
    int v = codes[2 * n + s];
    real f = columns[i];
    real base = prepared[i];
    real move = factors[at];
    real factor = factors[cells + at];
    real inverse_return = factors[4 * cells + at];
    real over_forward = value_over_forward(
        kind & 1,
        columns[n + i] * factors[2 * cells + at],
        columns[2 * n + i] + factors[3 * cells + at],
        prepared[(1 + 2 * v) * n + i],
        prepared[(2 + 2 * v) * n + i]);
    real linear = f * factor * over_forward;
    real value = kind >= FIRST_INVERSE_OPTION ? over_forward : linear;
    real option = value - base;
    real linear_future = f * move;
    real future = kind == INVERSE_FUTURE ? inverse_return : linear_future;
    real profit = kind >= FIRST_OPTION ? option : future;
    return profit * factors[5 * cells + at] + R(0.0);
}

/* Risk vectors of the instruments `first` to `end - 1`; neighbouring items are neighbouring scenarios, which is what a
   device wants that joins the memory accesses of neighbours. Items: (S, end - first). */
KERNEL risk_by_scenario(
    GLOBAL const real* RESTRICT columns,
    GLOBAL const int* RESTRICT codes,
    GLOBAL const real* RESTRICT prepared,
    GLOBAL real* RESTRICT vectors,
    int n,
    int vol_shocks,
    int groups,
    int scenarios,
    int stride,
    int first,
    int end) {
    int s = (int) GLOBAL_ID(0);
    int i = first + (int) GLOBAL_ID(1);
    if (s >= scenarios || i >= end) {
        return;
    }
    int cells = groups * scenarios;
    int at = codes[n + i] * scenarios + s;
    vectors[i * stride + s] = cell(columns, codes, prepared, n, vol_shocks, cells, at, i, s);
}

/* Risk vectors of instruments of one shock group, from `first` on, in blocks of 64, none of them broken; for devices
   whose compiler makes SIMD lanes of a loop, so that a scenario's factors are the same in all lanes.
   Items: (blocks, S).

   The stride comes as a number of quads: for a bare factor LLVM makes code for a stride of one, and for no other. */
KERNEL risk_by_instrument(
    GLOBAL const real* RESTRICT columns,
    GLOBAL const int* RESTRICT codes,
    GLOBAL const real* RESTRICT prepared,
    GLOBAL real* RESTRICT vectors,
    int n,
    int vol_shocks,
    int groups,
    int scenarios,
    int stride_quads,
    int first,
    int blocks,
    int group) {
    int block = (int) GLOBAL_ID(0);
    int s = (int) GLOBAL_ID(1);
    if (block >= blocks || s >= scenarios) {
        return;
    }
    int start = first + BLOCK * block;
    int cells = groups * scenarios;
    int at = group * scenarios + s;
    LANES
    for (int lane = 0; lane < BLOCK; lane++) {
        int i = start + lane;
        vectors[4 * (i * stride_quads) + s] =
            cell(columns, codes, prepared, n, vol_shocks, cells, at, i, s);
    }
}
