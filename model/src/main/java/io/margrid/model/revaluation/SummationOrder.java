package io.margrid.model.revaluation;

/// The order in which every backend sums a book, so that all give the same bits.
///
/// For one scenario, the entries of a row are cut into chunks of [#CHUNK] consecutive entries. A chunk's sum
/// starts at `+0.0` and adds the products `quantity * unit` in order; each product is rounded before it is added
/// (no fused multiply-add: a venue's published sums are made this way). The row's sum starts at `+0.0` and adds
/// the chunk sums in order. Starting at `+0.0` keeps every sum from being `-0.0`; a row without entries is `+0.0`.
///
/// Books of up to [#CHUNK] positions are plain sums. Larger ones can be summed by many device threads at once.
public final class SummationOrder {
    /// Entries in one chunk.
    public static final int CHUNK = 256;

    private SummationOrder() {}

    /// Chunks of one row.
    ///
    /// @param entries of the row, zero or more
    /// @return one or more: a row without entries is one empty chunk, whose sum is `+0.0` as the row's is
    public static int chunks(int entries) {
        // Not (entries + CHUNK - 1) / CHUNK, which overflows.
        return entries == 0 ? 1 : (entries - 1) / CHUNK + 1;
    }
}
