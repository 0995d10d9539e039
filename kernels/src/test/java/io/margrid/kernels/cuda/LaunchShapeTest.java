package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchShapeTest {
    private static final long[] ALONG = {1, 2, 6, 7, 8, 255, 256, 257, 65_535, 65_536, 1L << 20, 1L << 28};

    private static void check(LaunchShape shape, long items0, long items1) {
        int threads = shape.blockX() * shape.blockY();
        assertThat(threads).isBetween(1, LaunchShape.BLOCK_THREADS);
        assertThat(shape.gridX()).isPositive();
        assertThat(shape.gridY()).isBetween(1, LaunchShape.GRID_YZ_MAX);
        assertThat(shape.gridZ()).isBetween(1, LaunchShape.GRID_YZ_MAX);
        long covered0 = (long) shape.gridZ() * shape.gridY() * shape.blockX();
        long covered1 = (long) shape.gridX() * shape.blockY();
        assertThat(covered0).isGreaterThanOrEqualTo(items0);
        assertThat(covered1).isGreaterThanOrEqualTo(items1);
        // Less than one block too many, and the rest of the grid's last layer.
        assertThat(covered0 - items0).isLessThan((long) shape.blockX() * (shape.gridZ() + 1));
        assertThat(covered1 - items1).isLessThan(shape.blockY());
    }

    /// Every size up to some thousands, and around every limit.
    @Test
    void coversEveryItemWithinTheLimits() {
        for (long items0 = 1; items0 <= 3000; items0++) {
            for (long items1 : ALONG) {
                check(LaunchShape.of(items0, items1), items0, items1);
            }
        }
        for (int power = 12; power <= 30; power++) {
            for (int off = -2; off <= 2; off++) {
                long many = (1L << power) + off;
                check(LaunchShape.of(many, 1), many, 1);
                check(LaunchShape.of(many, 6), many, 6);
                check(LaunchShape.of(35, many), 35, many);
                check(LaunchShape.of(1, many), 1, many);
            }
        }
        long edge = (long) LaunchShape.GRID_YZ_MAX * LaunchShape.BLOCK_THREADS;
        for (int off = -2; off <= 2; off++) {
            check(LaunchShape.of(edge + off, 1), edge + off, 1);
        }
    }

    /// Block and thread numbers become items as in `prelude/cuda.h`; each item comes once.
    @Test
    void givesEveryItemToOneThread() {
        for (long items0 : new long[] {1, 3, 35, 36, 256, 257, 300, 513, 1000}) {
            for (long items1 : new long[] {1, 2, 7, 8, 40}) {
                LaunchShape shape = LaunchShape.of(items0, items1);
                boolean[] seen = new boolean[(int) (items0 * items1)];
                int count = 0;
                for (int z = 0; z < shape.gridZ(); z++) {
                    for (int y = 0; y < shape.gridY(); y++) {
                        for (int x = 0; x < shape.gridX(); x++) {
                            for (int ty = 0; ty < shape.blockY(); ty++) {
                                for (int tx = 0; tx < shape.blockX(); tx++) {
                                    long id0 = ((long) z * shape.gridY() + y) * shape.blockX() + tx;
                                    long id1 = (long) x * shape.blockY() + ty;
                                    if (id0 < items0 && id1 < items1) {
                                        int item = (int) (id1 * items0 + id0);
                                        assertThat(seen[item]).isFalse();
                                        seen[item] = true;
                                        count++;
                                    }
                                }
                            }
                        }
                    }
                }
                assertThat(count).isEqualTo(seen.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Scenarios of a grid: a block has as many instruments as fit.
        "35, 1400, 35, 7, 200, 1, 1",
        "36, 1400, 36, 7, 200, 1, 1",
        // Two blocks of a kind rather than a full one and a rest.
        "300, 10, 160, 1, 10, 2, 1",
        // Instruments, then shocks.
        "1000000, 6, 256, 1, 6, 3907, 1",
        // More rows than the grid's y has blocks for.
        "67108864, 1, 256, 1, 1, 52429, 5",
        "1, 268435456, 1, 256, 1048576, 1, 1",
        "268435456, 1, 256, 1, 1, 61681, 17",
        "16384, 65536, 256, 1, 65536, 64, 1"
    })
    void wastesLittle(long items0, long items1, int blockX, int blockY, int gridX, int gridY, int gridZ) {
        assertThat(LaunchShape.of(items0, items1))
                .isEqualTo(new LaunchShape(items0, items1, blockX, blockY, gridX, gridY, gridZ));
    }

    @Test
    void refusesWhatNoGridHolds() {
        assertThatThrownBy(() -> LaunchShape.of(0, 1)).hasMessage("items must be positive: 0, 1");
        assertThatThrownBy(() -> LaunchShape.of(1, -1)).hasMessage("items must be positive: 1, -1");
        assertThatThrownBy(() -> LaunchShape.of(1, 1L << 40)).hasMessageContaining("too many items for one grid");
        assertThatThrownBy(() -> LaunchShape.of(1L << 41, 1)).hasMessageContaining("too many items for one grid");
    }
}
