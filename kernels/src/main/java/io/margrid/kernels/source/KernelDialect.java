package io.margrid.kernels.source;

/// The languages that the kernels' one text is compiled as. A prelude gives the same ten names in each.
public enum KernelDialect {
    /// C99, compiled by any C compiler: the kernels under sanitizers and debuggers.
    C("c.h"),
    /// OpenCL C 1.2 with double precision.
    OPENCL("opencl.h"),
    /// CUDA C++.
    CUDA("cuda.h");

    private final String prelude;

    KernelDialect(String prelude) {
        this.prelude = prelude;
    }

    /// File of the dialect's prelude.
    ///
    /// @return a name in the folder `prelude`
    String prelude() {
        return prelude;
    }
}
