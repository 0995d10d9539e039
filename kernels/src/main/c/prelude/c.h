/* C99: one call is one work item; the caller sets margrid_global_id before each. */
typedef double real;
typedef long long i64;
#define KERNEL void
#define DEVICE static inline
#define GLOBAL
#define RESTRICT restrict
_Thread_local i64 margrid_global_id[2];
#define GLOBAL_ID(dimension) margrid_global_id[dimension]
#define LANES
#define R(x) x
DEVICE i64 real_bits(real x) {
    union { real r; i64 i; } both = {.r = x};
    return both.i;
}
DEVICE real bits_real(i64 x) {
    union { i64 i; real r; } both = {.i = x};
    return both.r;
}
real fma(real, real, real);
real sqrt(real);
real fabs(real);
