package io.margrid.kernels.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// [Upload] and [Download] through pieces of host memory far smaller than what goes through them.
class TransfersTest {
    private static final int PIECE = 64;

    private final Late driver = new Late();

    /// Copies no sooner than it must: what was asked for is done at [#await], in order.
    private static final class Late extends NoKernels {
        private final List<Runnable> pending = new ArrayList<>();
        private int writes;
        private int reads;

        @Override
        public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
            writes++;
            pending.add(() -> super.write(to, toOffset, from, fromOffset, bytes));
        }

        @Override
        public void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after) {
            reads++;
            pending.add(() -> super.read(to, toOffset, from, fromOffset, bytes, after));
        }

        @Override
        public void await(HostMemory host) {
            finish();
        }

        @Override
        public void finish() {
            pending.forEach(Runnable::run);
            pending.clear();
        }
    }

    @Test
    void arraysArriveWholeHoweverTheyAreCut() {
        SplittableRandom random = new SplittableRandom(5);
        Upload upload = new Upload(driver, PIECE);
        Download download = new Download(driver, PIECE);
        for (int round = 0; round < 200; round++) {
            double[] doubles = random.doubles(random.nextInt(40)).toArray();
            int[] integers = random.ints(random.nextInt(40)).toArray();
            long bytes = doubles.length * 8L + integers.length * 4L;
            DeviceMemory memory = driver.allocate(Math.max(1, bytes));
            upload.to(memory)
                    .add(doubles, doubles.length)
                    .add(integers, integers.length)
                    .send();
            driver.finish();
            assertThat(HostDriver.segment(memory)
                            .asSlice(0, doubles.length * 8L)
                            .toArray(ValueLayout.JAVA_DOUBLE))
                    .isEqualTo(doubles);

            double[] doublesBack = new double[doubles.length];
            int[] integersBack = new int[integers.length];
            DeviceDriver.Mark mark = driver.mark();
            download.doubles(memory, 0, doublesBack, doublesBack.length, mark);
            download.integers(memory, 2L * doubles.length, integersBack, integersBack.length, mark);
            download.finish();
            assertThat(doublesBack).isEqualTo(doubles);
            assertThat(integersBack).isEqualTo(integers);
            upload.reset();
            download.reset();
        }
    }

    @Test
    void neighboursAreOneCopy() {
        DeviceMemory memory = driver.allocate(48);
        new Upload(driver, PIECE)
                .to(memory)
                .add(new double[] {1, 2}, 2)
                .add(new double[] {3, 4}, 2)
                .send();
        driver.finish();
        assertThat(driver.writes).isEqualTo(1);
        double[] first = new double[2];
        double[] second = new double[2];
        double[] apart = new double[1];
        Download download = new Download(driver, PIECE);
        DeviceDriver.Mark mark = driver.mark();
        download.doubles(memory, 0, first, 2, mark);
        download.doubles(memory, 2, second, 2, mark);
        download.doubles(memory, 1, apart, 1, mark);
        download.finish();
        assertThat(driver.reads).isEqualTo(2);
        assertThat(first).containsExactly(1, 2);
        assertThat(second).containsExactly(3, 4);
        assertThat(apart).containsExactly(2);
    }
}
