package io.margrid.host.engine;

import java.math.BigDecimal;

/// One line of a book as it was read, before its instrument is looked up.
///
/// @param row        place in the source; what it counts is the source's matter, see [Places]
/// @param instrument the instrument's name
/// @param size       base coins, long positive, exactly as written
public record BookLine(long row, String instrument, BigDecimal size) {}
