package io.margrid.model.prisma;

import java.util.Arrays;

/// What is made of the risk of several sub-samples.
public enum SampleMethod {
    /// Their mean.
    AVERAGE {
        @Override
        double of(double[] risks) {
            double sum = 0.0;
            for (double risk : risks) {
                sum += risk;
            }
            return sum / risks.length;
        }
    },
    /// The largest.
    MAXIMUM {
        @Override
        double of(double[] risks) {
            double largest = 0.0;
            for (double risk : risks) {
                largest = Math.max(largest, risk);
            }
            return largest;
        }
    },
    /// The middle one, or the mean of the two in the middle.
    MEDIAN {
        @Override
        double of(double[] risks) {
            double[] sorted = risks.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
        }
    };

    /// The figure.
    ///
    /// @param risks one or more, zero or more each
    /// @return zero or more
    abstract double of(double[] risks);
}
