// The same with intrinsics of AVX2: all columns of a book in nine registers, positions read once. STORAGE is what the
// vectors are kept in: double, or float, whose sums are double all the same.
#include <immintrin.h>

#include "aggregation.hpp"

constexpr int LANES = 4, REGISTERS = 9, PADDED = LANES * REGISTERS;

[[maybe_unused]] static __m256d load(const double *from) { return _mm256_load_pd(from); }
[[maybe_unused]] static __m256d load(const float *from) { return _mm256_cvtps_pd(_mm_load_ps(from)); }

// Column 35 is padding: column 32 counts instead.
static double least(const __m256d *sums) {
  const __m256d first_of_last = _mm256_broadcastsd_pd(_mm256_castpd256_pd128(sums[REGISTERS - 1]));
  __m256d all = _mm256_blend_pd(sums[REGISTERS - 1], first_of_last, 8);
  for (int k = 0; k < REGISTERS - 1; k++) all = _mm256_min_pd(all, sums[k]);
  alignas(32) double lanes[LANES];
  _mm256_store_pd(lanes, all);
  return *std::min_element(lanes, lanes + LANES);
}

int main() {
  Aggregation w;
  const STORAGE *vectors = w.padded<STORAGE, PADDED>();
  return serve(sizeof(STORAGE) == sizeof(double) ? "aggregation-avx2" : "aggregation-float32", BOOKS * POSITIONS, w.worst,
               [&] {
                 for (int book = 0; book < BOOKS; book++) {
                   __m256d sums[REGISTERS];
                   for (auto &each : sums) each = _mm256_setzero_pd();
                   for (int e = w.row_start[book]; e < w.row_start[book + 1]; e++) {
                     const __m256d quantity = _mm256_set1_pd(w.quantity[e]);
                     const STORAGE *vector = vectors + w.instrument[e] * PADDED;
#pragma GCC unroll 9
                     for (int k = 0; k < REGISTERS; k++)
                       sums[k] = _mm256_fmadd_pd(quantity, load(vector + LANES * k), sums[k]);
                   }
                   w.worst[book] = least(sums);
                 }
               });
}
