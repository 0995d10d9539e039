/* OpenCL C 1.2 with double precision. */
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double real;
typedef long i64;
#define KERNEL __kernel void
#define DEVICE static inline __attribute__((always_inline))
#define GLOBAL __global
#define RESTRICT restrict
#define GLOBAL_ID(dimension) ((i64) get_global_id(dimension))
/* Before a loop whose turns do not touch each other. On processors whose registers have four numbers it makes two at once,
   which keeps both of their multipliers busy. */
#ifdef __clang__
#define LANES _Pragma("clang loop vectorize_width(8) interleave_count(1)")
#else
#define LANES
#endif
#define R(x) x
#define real_bits(x) as_long(x)
#define bits_real(x) as_double(x)
