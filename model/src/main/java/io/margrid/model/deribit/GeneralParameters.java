package io.margrid.model.deribit;

/// Parameters of the whole model, named as in `model_params.general`.
///
/// @param mmFactor          maintenance margin as a part of the risk matrix margin, 0 to 1
/// @param bucketsCount      price buckets on each side of the centre, 1 to 100
/// @param volScenariosCount volatility scenarios in a bucket; only 3 is defined
public record GeneralParameters(double mmFactor, int bucketsCount, int volScenariosCount) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public GeneralParameters {
        if (!(mmFactor >= 0.0 && mmFactor <= 1.0)) {
            throw new IllegalArgumentException("mm_factor must be in [0, 1]: %s".formatted(mmFactor));
        }
        if (!(bucketsCount >= 1 && bucketsCount <= 100)) {
            throw new IllegalArgumentException("buckets_count must be in [1, 100]: %d".formatted(bucketsCount));
        }
        if (volScenariosCount != 3) {
            throw new IllegalArgumentException(
                    "vol_scenarios_count must be 3, the only published layout: %d".formatted(volScenariosCount));
        }
    }
}
