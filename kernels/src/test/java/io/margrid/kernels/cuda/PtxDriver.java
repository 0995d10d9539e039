package io.margrid.kernels.cuda;

import io.margrid.kernels.device.DeviceMemory;
import io.margrid.kernels.device.HostDriver;
import io.margrid.kernels.device.KernelCall;
import io.margrid.model.revaluation.BackendInfo;
import java.util.Map;
import java.util.Objects;

/// The committed PTX on an interpreter.
final class PtxDriver extends HostDriver {
    private static final int MOST_ARGUMENTS = 16;
    private static final long MEMORY = 1L << 28;

    private final Map<String, PtxMachine> kernels = PtxMachine.kernels(CudaProgram.text());

    @Override
    public BackendInfo info() {
        return new BackendInfo("ptx", "cpu/ptx/interpreter", "PTX on an interpreter, for tests");
    }

    @Override
    public boolean lanesAreInstruments() {
        return false;
    }

    @Override
    public long memoryLimit() {
        return MEMORY;
    }

    @Override
    public KernelCall kernel(String name) {
        PtxMachine machine = Objects.requireNonNull(kernels.get(name), name);
        return new KernelCall() {
            private final long[] arguments = new long[MOST_ARGUMENTS];
            private int next;

            @Override
            public KernelCall with(DeviceMemory memory) {
                arguments[next++] = segment(memory).address();
                return this;
            }

            @Override
            public KernelCall with(int value) {
                arguments[next++] = value;
                return this;
            }

            @Override
            public void launch(long items0, long items1) {
                next = 0;
                machine.launch(LaunchShape.of(items0, items1), arguments);
            }
        };
    }
}
