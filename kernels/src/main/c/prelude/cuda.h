/* CUDA C++. Dimension 1 is the long one, so it takes the grid's x, which has room for 2^31 - 1 blocks; dimension 0 takes
   y and z, which have room for 65,535 blocks each. */
typedef double real;
typedef long long i64;
#define KERNEL extern "C" __global__ void
#define DEVICE static __device__ inline
#define GLOBAL
#define RESTRICT __restrict__
#define GLOBAL_ID(dimension) \
    ((dimension) == 0 ? ((i64) blockIdx.z * gridDim.y + blockIdx.y) * blockDim.x + threadIdx.x \
                      : (i64) blockIdx.x * blockDim.y + threadIdx.y)
#define LANES
#define R(x) x
#define real_bits(x) __double_as_longlong(x)
#define bits_real(x) __longlong_as_double(x)
