/* G(z) = exp(z^2 / 2) N(-z) = P(z) / Q(z) for z >= 0: rational minimax fit of degree 6 over 7, all */
/* coefficients positive. */
/* |exp(-z^2 / 2) P / Q - N(-z)| <= 2.56e-17 everywhere; relative error 2.4e-9 on [0, 7], 1.9e-8 on [0, 9], */
/* 3.9e-6 on [0, 40]. P(0) / Q(0) is exactly one half. */
#define P0 R(0x1.468b8982a90b2p-1)
#define P1 R(0x1.48434f30772ddp-1)
#define P2 R(0x1.4ccd00346c703p-2)
#define P3 R(0x1.93040e38c9b38p-4)
#define P4 R(0x1.2f2a81ed6529ep-6)
#define P5 R(0x1.0aad3a52ff555p-9)
#define P6 R(0x1.adfa9fb98d45fp-14)
#define Q0 R(0x1.468b8982a90b2p0)
#define Q1 R(0x1.266772ea5d7dap1)
#define Q2 R(0x1.d8edc78fa571bp0)
#define Q3 R(0x1.b853ec952573cp-1)
#define Q4 R(0x1.01d412cfeca4dp-2)
#define Q5 R(0x1.7e090f0032c8dp-5)
#define Q6 R(0x1.4e3dff410c0ep-8)
#define Q7 R(0x1.0d71ce41eaf1ap-12)

/* 2^f = 1 + c1 f + ... + c11 f^11 for f in [-1/2, 1/2]: minimax, relative error 1.0e-17 as rounded. Evaluated */
/* as 1 + f (E(f^2) + f O(f^2)), at most 0.96 units in the last place in double arithmetic. */
#define C1 R(0x1.62e42fefa39efp-1)
#define C2 R(0x1.ebfbdff82c5a3p-3)
#define C3 R(0x1.c6b08d704a007p-5)
#define C4 R(0x1.3b2ab6fba0193p-7)
#define C5 R(0x1.5d87fe78cd72cp-10)
#define C6 R(0x1.4309130ed8dd4p-13)
#define C7 R(0x1.ffcbfba988f0fp-17)
#define C8 R(0x1.62bfc79d365b9p-20)
#define C9 R(0x1.b5267ccf7033fp-24)
#define C10 R(0x1.e61b4fc10b2ecp-28)
#define C11 R(0x1.e79bcf8d864f4p-32)
