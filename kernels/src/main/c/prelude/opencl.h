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
#define R(x) x
#define real_bits(x) as_long(x)
#define bits_real(x) as_double(x)
