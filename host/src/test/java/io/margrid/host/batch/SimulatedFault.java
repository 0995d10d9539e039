package io.margrid.host.batch;

/// What can go wrong in a [Simulation]. Each run has some of them.
enum SimulatedFault {
    /// A batch takes a thousand times as long as others.
    DEVICE_SLOW,
    /// The device refuses a launch: its batch fails, the next may not.
    DEVICE_LAUNCH,
    /// The device is lost in the middle of a batch.
    DEVICE_LOST,
    /// The device has no memory for a batch of more than a few rows and instruments, but for each of its rows.
    DEVICE_SMALL,
    /// The device has no memory, whatever the size of the batch.
    DEVICE_MEMORY,
    /// The process has no memory when the batch is computed.
    HEAP,
    /// The device's code has a fault that is no exception.
    DEVICE_ERROR,
    /// The process has no memory when a part of a job takes its result out of the batch.
    HAND_OUT,
    /// The device answers NaN for the instruments of some jobs.
    ANSWER_NAN,
    /// The device's code throws whenever a certain job is in the batch.
    JOB_POISONED,
    /// A job's columns are such that no batch can be made of it.
    JOB_MALFORMED,
    /// The clock leaps ahead by seconds.
    CLOCK_LEAPS,
    /// The clock stands still while the device computes.
    CLOCK_STANDS,
    /// A call is given up before it asks.
    CANCEL_BEFORE,
    /// A call is given up after a while, wherever it is then.
    CANCEL_SOON,
    /// A call is given up while the device computes its batch.
    CANCEL_RUNNING,
    /// A call is given up after it was answered.
    CANCEL_LATE,
    /// A call is given up twice.
    CANCEL_TWICE,
    /// A deadline has passed when the call asks.
    DEADLINE_PAST,
    /// A deadline passes soon, wherever the call is then.
    DEADLINE_SOON,
    /// A deadline passes while the device computes the call's batch.
    DEADLINE_RUNNING,
    /// A tenant sends many calls at once.
    BURST,
    /// A job has many more rows than fit into a batch.
    JOB_HUGE,
    /// A job has no rows.
    JOB_WITHOUT_ROWS,
    /// A job has no instruments, and rows without entries.
    JOB_WITHOUT_INSTRUMENTS,
    /// A job has no scenarios.
    JOB_WITHOUT_SCENARIOS,
    /// Jobs have the very same plan.
    PLAN_SHARED,
    /// Work wants the backend for itself.
    WORK_EXCLUSIVE,
    /// Such work throws.
    WORK_THROWS,
    /// The batcher is closed.
    CLOSE,
    /// The observer throws.
    OBSERVER_THROWS
}
