package io.margrid.kernels.cdialect;

/// The contract once more, in the way of devices whose SIMD lanes are neighbouring instruments.
class CDialectLanesTest extends CDialectTest {
    @Override
    boolean lanesAreInstruments() {
        return true;
    }
}
