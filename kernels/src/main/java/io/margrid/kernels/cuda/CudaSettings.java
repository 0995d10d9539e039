package io.margrid.kernels.cuda;

import java.util.OptionalLong;

/// What a user may set about the device, by system properties.
///
/// @param device      index of the device, else the fastest is taken
/// @param memoryBytes device memory that the backend may take, else what is free less a tenth
record CudaSettings(OptionalLong device, OptionalLong memoryBytes) {
    static final String DEVICE = "margrid.cuda.device";
    static final String MEMORY = "margrid.cuda.memory.mib";

    private static final long MIB_MAX = 1L << 32;
    private static final long DEVICES_MAX = 1 << 10;

    /// Reads the properties.
    static CudaSettings read() throws NoCudaException {
        OptionalLong mib = number(MEMORY, 1, MIB_MAX);
        return new CudaSettings(
                number(DEVICE, 0, DEVICES_MAX),
                mib.isPresent() ? OptionalLong.of(mib.getAsLong() << 20) : OptionalLong.empty());
    }

    private static OptionalLong number(String property, long least, long most) throws NoCudaException {
        String text = System.getProperty(property, "");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new NoCudaException(
                "property %s is \"%s\"".formatted(property, text),
                "set it to a whole number from %d to %d, or not at all".formatted(least, most));
    }
}
