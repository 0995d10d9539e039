package io.margrid.host.batch;

/// Counts of waiting jobs. Guarded by who guards the queue.
final class Load {
    private int jobs;
    private long cells;
    private long bytes;

    void add(Job job) {
        jobs++;
        cells += job.cells();
        bytes += job.bytes();
    }

    /// Takes a turn of a job out.
    void subtractCells(long some) {
        cells -= some;
    }

    /// Takes a job out whose turns are over or will not be.
    void remove(Job job) {
        jobs--;
        cells -= job.cellsLeft();
        bytes -= job.bytes();
    }

    int jobs() {
        return jobs;
    }

    long cells() {
        return cells;
    }

    long bytes() {
        return bytes;
    }
}
