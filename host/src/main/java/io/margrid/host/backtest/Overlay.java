package io.margrid.host.backtest;

/// Tools against margins that rise when markets fall: the three options of Article 28(1) of Commission Delegated
/// Regulation (EU) No 153/2013.
///
/// What the article leaves open is our choice: when a rise is significant, that a stressed part never lowers a
/// margin, and that the margin of the long run is a value at risk of plain returns.
public enum Overlay {
    /// The margins as they are.
    NONE {
        @Override
        public double[] over(MarginSeries series) {
            return series.margins().clone();
        }
    },
    /// (a) A buffer of 25 % that is used up while margins rise, see [Overlay#buffered].
    BUFFER {
        @Override
        public double[] over(MarginSeries series) {
            return buffered(series.margins(), SHARE, BUFFER_DAYS);
        }
    },
    /// (b) 25 % of the weight for stressed observations, see [Overlay#weighted].
    STRESSED {
        @Override
        public double[] over(MarginSeries series) {
            return weighted(series.margins(), series.stressed(), SHARE);
        }
    },
    /// (c) Never below the margin of a look-back of ten years.
    FLOOR {
        @Override
        public double[] over(MarginSeries series) {
            return floored(series.margins(), series.longRun());
        }
    };

    /// Buffer, and weight of stressed observations.
    public static final double SHARE = 0.25;

    /// Days whose mean margin is the usual one.
    public static final int BUFFER_DAYS = 250;

    /// Years of the long run.
    public static final int LOOK_BACK_YEARS = 10;

    /// The margins with the overlay.
    ///
    /// @param series margins without it
    /// @return one for each day
    public abstract double[] over(MarginSeries series);

    /// Margins `m` with a buffer of a share `b` of the usual margin `u`, the mean of the days before:
    ///
    ///     min((1 + b) m, max(m, (1 + b) u))
    ///
    /// So the whole buffer is there while `m` is not above `u`, a rise up to `(1 + b) u` is paid out of it, and
    /// beyond that it is exhausted.
    ///
    /// @param margins what is calculated
    /// @param share   `b`
    /// @param days    most days before that make the usual margin; the first day is usual by itself
    /// @return what is asked for
    static double[] buffered(double[] margins, double share, int days) {
        double[] asked = new double[margins.length];
        for (int day = 0; day < margins.length; day++) {
            double sum = 0.0;
            int from = Math.max(0, day - days);
            for (int before = from; before < day; before++) {
                sum += margins[before];
            }
            double usual = day == 0 ? margins[0] : sum / (day - from);
            asked[day] = Math.min((1.0 + share) * margins[day], Math.max(margins[day], (1.0 + share) * usual));
        }
        return asked;
    }

    /// `max(m, (1 - w) m + w s)`: margins `m` with the weight `w` on those of stressed observations, `s`.
    ///
    /// @param margins  what is calculated
    /// @param stressed what stressed observations ask for
    /// @param weight   `w`
    /// @return what is asked for
    static double[] weighted(double[] margins, double[] stressed, double weight) {
        double[] asked = new double[margins.length];
        for (int day = 0; day < margins.length; day++) {
            asked[day] = Math.max(margins[day], (1.0 - weight) * margins[day] + weight * stressed[day]);
        }
        return asked;
    }

    /// The larger of two margins.
    ///
    /// @param margins what is calculated
    /// @param longRun least margin of each day
    /// @return what is asked for
    static double[] floored(double[] margins, double[] longRun) {
        double[] asked = new double[margins.length];
        for (int day = 0; day < margins.length; day++) {
            asked[day] = Math.max(margins[day], longRun[day]);
        }
        return asked;
    }
}
