// W2: 10,000 books of 200 positions over 1,024 instruments x 35 scenarios, the worst profit of each book.
#pragma once
#include <algorithm>
#include <cstdlib>

#include "protocol.hpp"

constexpr int BOOKS = 10000, POSITIONS = 200, INSTRUMENTS = 1024, SCENARIOS = 35;

struct Aggregation {
  std::vector<int32_t> instrument, row_start;
  std::vector<double> quantity, vectors, worst;  // vectors: SCENARIOS for each instrument

  Aggregation()
      : instrument(BOOKS * POSITIONS), row_start(BOOKS + 1), quantity(BOOKS * POSITIONS),
        vectors(INSTRUMENTS * SCENARIOS), worst(BOOKS) {
    SplitMix random{7};
    for (int e = 0; e < BOOKS * POSITIONS; e++) {
      instrument[e] = static_cast<int32_t>(random.next() >> 54);
      quantity[e] = std::floor(random.uniform() * 2001.0) / 10.0 - 100.0;
    }
    for (int row = 0; row <= BOOKS; row++) row_start[row] = row * POSITIONS;
    SplitMix numbers{9};
    for (double &profit : vectors) profit = (numbers.uniform() - 0.5) * 20000.0;
  }

  // The vectors, each padded with zeros to PADDED entries of type T, beginning at a cache line.
  template <class T, int PADDED>
  T *padded() const {
    T *copy = static_cast<T *>(std::aligned_alloc(64, INSTRUMENTS * PADDED * sizeof(T)));
    std::fill_n(copy, INSTRUMENTS * PADDED, T{});
    for (int i = 0; i < INSTRUMENTS; i++)
      for (int s = 0; s < SCENARIOS; s++) copy[i * PADDED + s] = static_cast<T>(vectors[i * SCENARIOS + s]);
    return copy;
  }
};
