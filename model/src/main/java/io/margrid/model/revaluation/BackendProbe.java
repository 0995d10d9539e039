package io.margrid.model.revaluation;

/// What a provider found on this machine.
public sealed interface BackendProbe {
    /// The backend can be opened.
    ///
    /// @param info who would compute
    /// @param rank preference of automatic choice: the highest is tried first, see [Rank]
    record Usable(BackendInfo info, int rank) implements BackendProbe {
        /// Whether the backend may compute without having been named.
        ///
        /// @return false for [Rank#BY_NAME_ONLY]
        public boolean isAutomatic() {
            return rank > Rank.BY_NAME_ONLY;
        }
    }

    /// The backend cannot be used here.
    ///
    /// @param reason what is missing
    /// @param remedy what a user can do about it
    record Unusable(String reason, String remedy) implements BackendProbe {}

    /// The order of automatic choice. A backend that runs on several kinds of devices ranks by the one it found.
    final class Rank {
        /// CUDA on a GPU.
        public static final int CUDA = 400;

        /// OpenCL on a GPU or another accelerator.
        public static final int OPENCL_GPU = 300;

        /// The Vector API.
        public static final int VECTOR = 200;

        /// OpenCL on the central processor.
        public static final int OPENCL_CPU = 100;

        /// The scalar reference, which always runs.
        public static final int SCALAR = 0;

        /// Used only if a user names it, since its figures are not those of the others.
        public static final int BY_NAME_ONLY = -1;

        private Rank() {}
    }
}
