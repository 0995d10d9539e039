package io.margrid.model.margin;

import java.util.Arrays;

/// A column of integers that grows.
final class IntColumn {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private int[] entries = new int[16];
    private int size;

    IntColumn() {}

    void add(int entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, longer(size));
        }
        entries[size] = entry;
        size++;
    }

    int size() {
        return size;
    }

    /// The entry added last.
    int last() {
        return entries[size - 1];
    }

    int[] toArray() {
        return Arrays.copyOf(entries, size);
    }

    /// The length to grow an array to.
    ///
    /// @throws IllegalStateException if it is as long as an array can be
    static int longer(int length) {
        if (length == LONGEST) {
            throw new IllegalStateException("more entries than an array can hold: " + length);
        }
        return (int) Math.min(LONGEST, 2L * length);
    }
}
