/* Books over risk vectors: R rows, cut into chunks in the port's summation order.

   instrument    int[entries]       which vector
   quantity      real[entries]
   chunk_start   int[C + 1]         first entry of each chunk; every row has at least one chunk, maybe without entries
   row_chunk     int[R + 1]         first chunk of each row
   partials      real[C stride]     sums of the chunks
   book_pnl      real[R stride]     sums of the rows; the same memory as partials if every row is one chunk
   rules         real[5 A S]        of A groups of cell rules: dampener before, cap before, factor, cap after,
                                    dampener after
   rule_group    int[R]
   places        int[3 R]           worst, runner-up, first cell that is not finite; -1 for none
   worst_pnl     real[2 R]          worst, runner-up; NaN for none */

#define LARGEST_FINITE R(0x1.fffffffffffffp1023)
#define NAN_BITS ((i64) 0x7ff8000000000000)

/* Sums of chunks. Each product is rounded before it is added. Items: (S, C). */
KERNEL chunk_sums(
    GLOBAL const real* RESTRICT vectors,
    GLOBAL const int* RESTRICT instrument,
    GLOBAL const real* RESTRICT quantity,
    GLOBAL const int* RESTRICT chunk_start,
    GLOBAL real* RESTRICT partials,
    int chunks,
    int scenarios,
    int stride) {
    int s = (int) GLOBAL_ID(0);
    int chunk = (int) GLOBAL_ID(1);
    if (s >= scenarios || chunk >= chunks) {
        return;
    }
    int end = chunk_start[chunk + 1];
    real sum = R(0.0);
    for (int e = chunk_start[chunk]; e < end; e++) {
        sum = sum + quantity[e] * vectors[instrument[e] * stride + s];
    }
    partials[chunk * stride + s] = sum;
}

/* The same with four neighbouring scenarios for each item, for devices whose compiler makes SIMD lanes: each position is
   read for four. Vectors are a multiple of four apart, so what the last item sums too many lies between two of them.
   Items: (quads of scenarios, C). */
KERNEL chunk_sums_by_quad(
    GLOBAL const real* RESTRICT vectors,
    GLOBAL const int* RESTRICT instrument,
    GLOBAL const real* RESTRICT quantity,
    GLOBAL const int* RESTRICT chunk_start,
    GLOBAL real* RESTRICT partials,
    int chunks,
    int scenarios,
    int stride) {
    int s = 4 * (int) GLOBAL_ID(0);
    int chunk = (int) GLOBAL_ID(1);
    if (s >= scenarios || chunk >= chunks) {
        return;
    }
    int end = chunk_start[chunk + 1];
    real sum0 = R(0.0);
    real sum1 = R(0.0);
    real sum2 = R(0.0);
    real sum3 = R(0.0);
    for (int e = chunk_start[chunk]; e < end; e++) {
        int at = instrument[e] * stride + s;
        sum0 = sum0 + quantity[e] * vectors[at];
        sum1 = sum1 + quantity[e] * vectors[at + 1];
        sum2 = sum2 + quantity[e] * vectors[at + 2];
        sum3 = sum3 + quantity[e] * vectors[at + 3];
    }
    int to = chunk * stride + s;
    partials[to] = sum0;
    partials[to + 1] = sum1;
    partials[to + 2] = sum2;
    partials[to + 3] = sum3;
}

/* Sums of rows over their chunks; not needed if every row is one chunk. Items: (S, R). */
KERNEL row_sums(
    GLOBAL const real* RESTRICT partials,
    GLOBAL const int* RESTRICT row_chunk,
    GLOBAL real* RESTRICT book_pnl,
    int rows,
    int scenarios,
    int stride) {
    int s = (int) GLOBAL_ID(0);
    int row = (int) GLOBAL_ID(1);
    if (s >= scenarios || row >= rows) {
        return;
    }
    int end = row_chunk[row + 1];
    real sum = R(0.0);
    for (int chunk = row_chunk[row]; chunk < end; chunk++) {
        sum = sum + partials[chunk * stride + s];
    }
    book_pnl[row * stride + s] = sum;
}

/* x moved towards zero by d */
DEVICE real dampened(real x, real d) {
    real kept = fabs(x) - d;
    real moved = x < R(0.0) ? -kept : kept;
    return kept <= R(0.0) ? R(0.0) : moved;
}

/* Worst cell and runner-up of every row, of what the rules leave of its cells; ties go to the lowest index, NaN never
   wins. Items: (R, 1). */
KERNEL worst_cells(
    GLOBAL const real* RESTRICT book_pnl,
    GLOBAL const real* RESTRICT rules,
    GLOBAL const int* RESTRICT rule_group,
    GLOBAL int* RESTRICT places,
    GLOBAL real* RESTRICT worst_pnl,
    int rows,
    int rule_groups,
    int scenarios,
    int stride) {
    int row = (int) GLOBAL_ID(0);
    if (row >= rows || GLOBAL_ID(1) > 0) {
        return;
    }
    int column = rule_groups * scenarios;
    int at = rule_group[row] * scenarios;
    int worst = -1;
    int second = -1;
    int defect = -1;
    real worst_value = bits_real(NAN_BITS);
    real second_value = worst_value;
    for (int s = 0; s < scenarios; s++) {
        real x = dampened(book_pnl[row * stride + s], rules[at + s]);
        real cap_before = rules[column + at + s];
        real cap_after = rules[3 * column + at + s];
        real gain = (x > cap_before ? cap_before : x) * rules[2 * column + at + s];
        gain = gain > cap_after ? cap_after : gain;
        x = dampened(x > R(0.0) ? gain : x, rules[4 * column + at + s]) + R(0.0);
        if (!(fabs(x) <= LARGEST_FINITE) && defect < 0) {
            defect = s;
        }
        if (x == x) {
            if (worst < 0 || x < worst_value) {
                second = worst;
                second_value = worst_value;
                worst = s;
                worst_value = x;
            } else if (second < 0 || x < second_value) {
                second = s;
                second_value = x;
            }
        }
    }
    places[row] = worst;
    places[rows + row] = second;
    places[2 * rows + row] = defect;
    worst_pnl[row] = worst_value;
    worst_pnl[rows + row] = second_value;
}
