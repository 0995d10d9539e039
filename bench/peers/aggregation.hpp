// W2: 10,000 books of 200 positions over 1,024 instruments x 35 scenarios, the worst profit of each book.
#pragma once
#include <algorithm>

#include "protocol.hpp"

constexpr int BOOKS = 10000, POSITIONS = 200, INSTRUMENTS = 1024, SCENARIOS = 35;

struct Aggregation {
  std::vector<int32_t> instrument, row_start;
  std::vector<double> quantity, vectors, worst;  // vectors: SCENARIOS for each instrument

  // `file`: the vectors as doubles; random ones if there is none.
  explicit Aggregation(const char *file)
      : instrument(BOOKS * POSITIONS), row_start(BOOKS + 1), quantity(BOOKS * POSITIONS),
        vectors(INSTRUMENTS * SCENARIOS), worst(BOOKS) {
    SplitMix random{7};
    for (int e = 0; e < BOOKS * POSITIONS; e++) {
      instrument[e] = static_cast<int32_t>(random.next() >> 54);
      quantity[e] = std::floor(random.uniform() * 2001.0) / 10.0 - 100.0;
    }
    for (int row = 0; row <= BOOKS; row++) row_start[row] = row * POSITIONS;
    if (file) {
      std::ifstream in(file, std::ios::binary);
      in.read(reinterpret_cast<char *>(vectors.data()), static_cast<std::streamsize>(vectors.size() * sizeof(double)));
      if (!in) {
        std::cerr << "cannot read " << file << std::endl;
        std::exit(2);
      }
    } else {
      SplitMix numbers{9};
      for (double &profit : vectors) profit = (numbers.uniform() - 0.5) * 20000.0;
    }
  }
};
