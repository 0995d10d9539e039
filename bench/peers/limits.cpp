// What one core can do: multiply-adds a second by width of the vectors, and how fast it reads from its caches and from
// memory. Prints lines of a name, a figure and its unit; multiply-adds are of whole vectors.
#include <immintrin.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "protocol.hpp"

// Best of several tries: other work on the machine only ever slows down.
template <class Work>
static double best_seconds(Work work) {
  constexpr int tries = 9;
  double best = 1e9;
  work();
  for (int i = 0; i < tries; i++) {
    const double start = seconds();
    work();
    best = std::min(best, seconds() - start);
  }
  return best;
}

// 10^9 multiply-adds of vectors a second. Twelve chains of dependent ones: more than latency times units, fewer than
// there are registers. Operands of an asm statement, since of an array the compiler keeps a part in memory.
template <class Vector>
static double fma_rate() {
  constexpr long loops = 1000000;
  constexpr int chains = 12;
  const double taken = best_seconds([] {
    Vector a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{}, i{}, j{}, k{}, l{}, y{};
    for (long loop = 0; loop < loops; loop++) {
      asm volatile(
          "vfmadd231pd %12, %12, %0\n vfmadd231pd %12, %12, %1\n vfmadd231pd %12, %12, %2\n"
          "vfmadd231pd %12, %12, %3\n vfmadd231pd %12, %12, %4\n vfmadd231pd %12, %12, %5\n"
          "vfmadd231pd %12, %12, %6\n vfmadd231pd %12, %12, %7\n vfmadd231pd %12, %12, %8\n"
          "vfmadd231pd %12, %12, %9\n vfmadd231pd %12, %12, %10\n vfmadd231pd %12, %12, %11\n"
          : "+v"(a), "+v"(b), "+v"(c), "+v"(d), "+v"(e), "+v"(f), "+v"(g), "+v"(h), "+v"(i), "+v"(j), "+v"(k), "+v"(l)
          : "v"(y));
    }
  });
  return 1e-9 * loops * chains / taken;
}

#ifdef __AVX512F__
typedef __m512d widest;
#else
typedef __m256d widest;
#endif

// GB/s of reading one block again and again, whole vectors into registers.
static double read_rate(size_t bytes) {
  constexpr size_t traffic = 100000000, unroll = 8;
  const size_t vectors = bytes / sizeof(widest) / unroll * unroll;
  widest *block = static_cast<widest *>(std::aligned_alloc(64, bytes));
  std::fill_n(reinterpret_cast<double *>(block), bytes / sizeof(double), 1.0);
  const long passes = static_cast<long>(std::max<size_t>(1, traffic / bytes));
  const double taken = best_seconds([&] {
    for (long pass = 0; pass < passes; pass++) {
      for (size_t i = 0; i < vectors; i += unroll) {
#pragma GCC unroll 8
        for (size_t k = 0; k < unroll; k++) {
          widest loaded;
          asm volatile("vmovapd %1, %0" : "=v"(loaded) : "m"(block[i + k]));
        }
      }
    }
  });
  std::free(block);
  return 1e-9 * static_cast<double>(vectors * sizeof(widest)) * static_cast<double>(passes) / taken;
}

int main() {
  std::cout << "fma256 " << fma_rate<__m256d>() << " G/s\n";
#ifdef __AVX512F__
  std::cout << "fma512 " << fma_rate<__m512d>() << " G/s\n";
#endif
  // 288 KiB: W2's matrix of vectors, which lies in L2.
  for (const int kib : {16, 288, 8 << 10, 256 << 10})
    std::cout << "read" << kib << "k " << read_rate(static_cast<size_t>(kib) << 10) << " GB/s\n";
}
