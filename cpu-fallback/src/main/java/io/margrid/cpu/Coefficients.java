package io.margrid.cpu;

/// Coefficients of the two approximations. Made by `src/test/generators/coefficients.py` (see `coefficients.txt`
/// there for the degrees not taken); a test compares the two bit by bit.
final class Coefficients {
    // G(z) = exp(z^2 / 2) N(-z) = P(z) / Q(z) for z >= 0: rational minimax fit of degree 6 over 7, all
    // coefficients positive.
    // |exp(-z^2 / 2) P / Q - N(-z)| <= 2.56e-17 everywhere; relative error 2.4e-9 on [0, 7], 1.9e-8 on [0, 9],
    // 3.9e-6 on [0, 40]. P(0) / Q(0) is exactly one half.
    static final double P0 = 0x1.468b8982a90b2p-1;
    static final double P1 = 0x1.48434f30772ddp-1;
    static final double P2 = 0x1.4ccd00346c703p-2;
    static final double P3 = 0x1.93040e38c9b38p-4;
    static final double P4 = 0x1.2f2a81ed6529ep-6;
    static final double P5 = 0x1.0aad3a52ff555p-9;
    static final double P6 = 0x1.adfa9fb98d45fp-14;
    static final double Q0 = 0x1.468b8982a90b2p0;
    static final double Q1 = 0x1.266772ea5d7dap1;
    static final double Q2 = 0x1.d8edc78fa571bp0;
    static final double Q3 = 0x1.b853ec952573cp-1;
    static final double Q4 = 0x1.01d412cfeca4dp-2;
    static final double Q5 = 0x1.7e090f0032c8dp-5;
    static final double Q6 = 0x1.4e3dff410c0ep-8;
    static final double Q7 = 0x1.0d71ce41eaf1ap-12;

    // 2^f = 1 + c1 f + ... + c11 f^11 for f in [-1/2, 1/2]: minimax, relative error 1.0e-17 as rounded. Evaluated
    // as 1 + f (E(f^2) + f O(f^2)), at most 0.96 units in the last place in double arithmetic.
    static final double C1 = 0x1.62e42fefa39efp-1;
    static final double C2 = 0x1.ebfbdff82c5a3p-3;
    static final double C3 = 0x1.c6b08d704a007p-5;
    static final double C4 = 0x1.3b2ab6fba0193p-7;
    static final double C5 = 0x1.5d87fe78cd72cp-10;
    static final double C6 = 0x1.4309130ed8dd4p-13;
    static final double C7 = 0x1.ffcbfba988f0fp-17;
    static final double C8 = 0x1.62bfc79d365b9p-20;
    static final double C9 = 0x1.b5267ccf7033fp-24;
    static final double C10 = 0x1.e61b4fc10b2ecp-28;
    static final double C11 = 0x1.e79bcf8d864f4p-32;

    private Coefficients() {}
}
