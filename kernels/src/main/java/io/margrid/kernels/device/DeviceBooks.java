package io.margrid.kernels.device;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.SummationOrder;

/// Books in device memory, cut into chunks.
final class DeviceBooks implements AutoCloseable {
    private final Memories.Room instrument;
    private final Memories.Room quantity;
    private final Memories.Room chunkStart;
    private final Memories.Room rowChunk;
    private final Memories.Room ruleGroup;
    private int[] starts = new int[0];
    private int[] firsts = new int[0];
    private int chunks;

    DeviceBooks(Memories memories) {
        instrument = memories.room();
        quantity = memories.room();
        chunkStart = memories.room();
        rowChunk = memories.room();
        ruleGroup = memories.room();
    }

    /// Takes a table's place.
    ///
    /// @param books copied
    /// @param upload does the copying
    void load(BookTable books, Upload upload) {
        int rows = books.rows();
        int entries = books.entries();
        chunks = books.chunks();
        upload.to(instrument.of((long) entries * Integer.BYTES))
                .add(books.instrument(), entries)
                .send();
        upload.to(quantity.of((long) entries * Double.BYTES))
                .add(books.quantity(), entries)
                .send();
        upload.to(ruleGroup.of((long) rows * Integer.BYTES))
                .add(books.ruleGroup(), rows)
                .send();
        if (chunks == rows) {
            upload.to(chunkStart.of((rows + 1L) * Integer.BYTES))
                    .add(books.rowStart(), rows + 1)
                    .send();
            rowChunk.of(0);
            return;
        }
        cut(books);
        upload.to(chunkStart.of((chunks + 1L) * Integer.BYTES))
                .add(starts, chunks + 1)
                .send();
        upload.to(rowChunk.of((rows + 1L) * Integer.BYTES))
                .add(firsts, rows + 1)
                .send();
    }

    private void cut(BookTable books) {
        int rows = books.rows();
        if (starts.length < chunks + 1) {
            starts = new int[chunks + 1];
        }
        if (firsts.length < rows + 1) {
            firsts = new int[rows + 1];
        }
        int chunk = 0;
        for (int row = 0; row < rows; row++) {
            firsts[row] = chunk;
            int from = books.rowStart()[row];
            int count = SummationOrder.chunks(books.rowStart()[row + 1] - from);
            for (int c = 0; c < count; c++) {
                starts[chunk] = from + c * SummationOrder.CHUNK;
                chunk++;
            }
        }
        firsts[rows] = chunk;
        starts[chunk] = books.entries();
    }

    int chunks() {
        return chunks;
    }

    DeviceMemory instrument() {
        return instrument.of(0);
    }

    DeviceMemory quantity() {
        return quantity.of(0);
    }

    DeviceMemory chunkStart() {
        return chunkStart.of(0);
    }

    DeviceMemory rowChunk() {
        return rowChunk.of(0);
    }

    DeviceMemory ruleGroup() {
        return ruleGroup.of(0);
    }

    long bytes() {
        return instrument.bytes() + quantity.bytes() + chunkStart.bytes() + rowChunk.bytes() + ruleGroup.bytes();
    }

    @Override
    public void close() {
        instrument.close();
        quantity.close();
        chunkStart.close();
        rowChunk.close();
        ruleGroup.close();
    }
}
