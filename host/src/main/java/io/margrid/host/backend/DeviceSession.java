package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.DeviceTimes;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Optional;

/// A device from one opening to its closing. Everything here runs on the device's thread.
///
/// @param backend gave the known answer
/// @param info    who it is
/// @param results what it writes into
record DeviceSession(RevaluationBackend backend, BackendInfo info, ResultPool results) {
    private static final System.Logger LOG = System.getLogger(DeviceSession.class.getName());

    /// Opens a device and asks it for the known answer.
    ///
    /// @param candidate the device
    /// @return the open device
    /// @throws io.margrid.model.revaluation.BackendException saying what went wrong
    static DeviceSession open(Candidate candidate) {
        RevaluationBackend backend = candidate.open();
        return new DeviceSession(backend, backend.info(), new ResultPool());
    }

    /// What a device gave for a batch.
    ///
    /// @param result a result of the pool
    /// @param times  how long it worked, if it has a clock
    record Answer(RevaluationResult result, Optional<DeviceTimes> times) {}

    /// Computes a batch.
    ///
    /// @param batch  the batch
    /// @param wanted tells which outputs are wanted; not written
    /// @return what the device gave
    Answer revalue(RevaluationBatch batch, RevaluationResult wanted) {
        RevaluationResult result = results.roomFor(batch, wanted.outputs());
        backend.revalue(batch, result);
        return new Answer(result, backend.lastDeviceTimes());
    }

    /// Closes the device. A device that has failed may fail at this too, which changes nothing.
    void close() {
        try {
            backend.close();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "backend %s does not close: %s".formatted(info.label(), e));
        }
    }
}
