package io.margrid.kernels.device;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import org.jspecify.annotations.Nullable;

/// Device memory within a limit.
final class Memories {
    private final DeviceDriver driver;
    private final long limit;
    private long taken;

    Memories(DeviceDriver driver) {
        this.driver = driver;
        this.limit = driver.memoryLimit();
    }

    /// A place for memory that is exchanged for more when it is too small. Contents are then lost.
    Room room() {
        return new Room();
    }

    private DeviceMemory take(long bytes) {
        if (bytes > limit - taken) {
            throw new BackendException(
                    Fault.MEMORY,
                    "%s: %d more bytes of device memory are needed, and %d of %d are left"
                            .formatted(driver.info().label(), bytes, limit - taken, limit));
        }
        DeviceMemory memory = driver.allocate(bytes);
        taken += bytes;
        return memory;
    }

    private DeviceMemory takeRoomy(long roomy, long needed) {
        try {
            return take(roomy);
        } catch (BackendException e) {
            // A device may have a limit for a single piece.
            if (e.fault() == Fault.MEMORY) {
                return take(needed);
            }
            throw e;
        }
    }

    /// Memory that grows.
    final class Room implements AutoCloseable {
        private @Nullable DeviceMemory memory;

        private Room() {}

        /// Memory of a size or more.
        ///
        /// @param bytes zero or more; kernels get a valid address for zero too
        DeviceMemory of(long bytes) {
            DeviceMemory current = memory;
            if (current != null && current.bytes() >= bytes) {
                return current;
            }
            long before = bytes();
            close();
            // Some more than asked for, so that batches that grow bit by bit do not take new memory each time.
            long needed = Math.max(1, bytes);
            long roomy = Math.min(before + before / 4, limit - taken);
            DeviceMemory larger = roomy > needed ? takeRoomy(roomy, needed) : take(needed);
            memory = larger;
            return larger;
        }

        long bytes() {
            return memory == null ? 0 : memory.bytes();
        }

        @Override
        public void close() {
            DeviceMemory current = memory;
            if (current != null) {
                taken -= current.bytes();
                current.close();
                memory = null;
            }
        }
    }
}
