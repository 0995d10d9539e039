// How a program lets itself be timed, and the random numbers that workloads are made of. See README.md.
#pragma once
#include <gnu/libc-version.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

// SplitMix64, as in PricingWorkload.java.
struct SplitMix {
  uint64_t state;

  uint64_t next() {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

inline double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Runs `pass` for half a second, then serves until standard input ends. `answers` is what a pass writes.
template <class Pass>
int serve(const std::string &name, double items, const std::vector<double> &answers, Pass pass) {
  constexpr double warm = 0.5, batch_seconds = 0.05;
  const double start = seconds();
  long passes = 0;
  do {
    pass();
    passes++;
  } while (seconds() - start < warm);
  const long batch = static_cast<long>(std::ceil(batch_seconds * static_cast<double>(passes) / (seconds() - start)));
  std::cout << "READY " << name << ", g++ " << __VERSION__ << ", glibc " << gnu_get_libc_version() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "go") {
      const double begin = seconds();
      for (long i = 0; i < batch; i++) {
        pass();
        asm volatile("" ::: "memory");  // Every pass counts, though its answer is that of the one before.
      }
      std::cout << 1e9 * (seconds() - begin) / static_cast<double>(batch) / items << std::endl;
    } else if (line.rfind("dump ", 0) == 0) {
      std::ofstream file(line.substr(5), std::ios::binary);
      file.write(reinterpret_cast<const char *>(answers.data()),
                 static_cast<std::streamsize>(answers.size() * sizeof(double)));
      file.close();
      std::cout << (file ? "OK" : "cannot write") << std::endl;
    }
  }
  return 0;
}
