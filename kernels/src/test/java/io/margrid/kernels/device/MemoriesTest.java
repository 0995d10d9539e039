package io.margrid.kernels.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoriesTest {
    private static final long LARGEST = 600;

    /// Open pieces of memory, by size.
    private final List<Long> open = new ArrayList<>();

    private final Memories memories = new Memories(new Pieces());

    private final class Pieces extends NoKernels {
        @Override
        public DeviceMemory allocate(long bytes) {
            if (bytes > LARGEST) {
                throw new BackendException(Fault.MEMORY, "too large: " + bytes);
            }
            open.add(bytes);
            return new DeviceMemory() {
                @Override
                public long bytes() {
                    return bytes;
                }

                @Override
                public void close() {
                    open.remove(bytes);
                }
            };
        }
    }

    @Test
    void aRoomGrowsAndKeepsWhatItHas() {
        Memories.Room room = memories.room();
        assertThat(room.bytes()).isZero();
        assertThat(room.of(0).bytes()).isEqualTo(1);
        assertThat(room.of(100).bytes()).isEqualTo(100);
        DeviceMemory memory = room.of(50);
        assertThat(memory.bytes()).isEqualTo(100);
        assertThat(room.of(100)).isSameAs(memory);
        assertThat(open).containsExactly(100L);
    }

    @Test
    void growingBitByBitTakesAQuarterMore() {
        Memories.Room room = memories.room();
        room.of(100);
        assertThat(room.of(101).bytes()).isEqualTo(125);
        assertThat(room.of(300).bytes()).isEqualTo(300);
    }

    @Test
    void aQuarterMoreIsGivenUpWhereThePieceWouldBeTooLarge() {
        Memories.Room room = memories.room();
        room.of(500);
        assertThat(room.of(501).bytes()).isEqualTo(501);
        assertThat(open).containsExactly(501L);
    }

    @Test
    void theLimitIsForAllRoomsTogether() {
        Memories.Room one = memories.room();
        Memories.Room two = memories.room();
        one.of(600);
        assertThatThrownBy(() -> two.of(401))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MEMORY))
                .hasMessage("a/b/c: 401 more bytes of device memory are needed, and 400 of 1000 are left");
        assertThat(two.of(400).bytes()).isEqualTo(400);
        one.close();
        one.close();
        assertThat(one.bytes()).isZero();
        assertThat(two.of(600).bytes()).isEqualTo(600);
    }
}
