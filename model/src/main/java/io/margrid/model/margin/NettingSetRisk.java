package io.margrid.model.margin;

import java.util.List;

/// The risk of one netting set of one account.
///
/// @param set       pair and settlement currency
/// @param positions in canonical order
/// @param pnl       sum of the positions' profits in each scenario of the grid, settlement currency; shared
public record NettingSetRisk(NettingSet set, List<PositionRisk> positions, double[] pnl) {}
