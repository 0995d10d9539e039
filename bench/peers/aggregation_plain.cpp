// The reference: rows of a sparse table, position by position, with a loop over contiguous columns that the compiler
// makes vector code of.
#include "aggregation.hpp"

constexpr int PADDED = 36;  // Whole vectors of 4 lanes.

int main() {
  Aggregation w;
  const double *vectors = w.padded<double, PADDED>();
  return serve("aggregation-plain", BOOKS * POSITIONS, w.worst, [&] {
    for (int book = 0; book < BOOKS; book++) {
      double sums[PADDED] = {};
      for (int e = w.row_start[book]; e < w.row_start[book + 1]; e++) {
        const double quantity = w.quantity[e], *vector = vectors + w.instrument[e] * PADDED;
        for (int s = 0; s < PADDED; s++) sums[s] += quantity * vector[s];
      }
      w.worst[book] = *std::min_element(sums, sums + SCENARIOS);
    }
  });
}
