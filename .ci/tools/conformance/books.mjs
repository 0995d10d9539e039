// Books and markets of the tests.
export const PERPETUAL = 'BTC-PERPETUAL';
export const CALL = 'BTC-28JUN24-70000-C';
export const PUT = 'BTC-28JUN24-60000-P';

export function market(id, changes = {}) {
  return {
    id,
    pairs: [{ pair: 'btc_usd', index_price: 65500, as_of: { seconds: Date.parse('2024-06-17T09:00:00Z') / 1000 } }],
    options: [
      { instrument: CALL, mark_iv_percent: 52, underlying_price: 65700 },
      { instrument: PUT, mark_iv_percent: 55, underlying_price: 65700 },
    ],
    futures: [{ instrument: PERPETUAL, mark_price: 65510 }],
    ...changes,
  };
}

export const BOOK = {
  account: 'maker',
  positions: [
    { instrument: PERPETUAL, size: 12.5 },
    { instrument: CALL, size: -40 },
    { instrument: PUT, size: 3.25 },
  ],
};

export const PACKED = {
  account: 'maker',
  packed: { instruments: [PUT, CALL, PERPETUAL], instrument_index: [1, 2, 0, 1], sizes: [-30, 12.5, 3.25, -10] },
};

/** What must not depend on how or where a report was computed: margins and components. */
export function margins(report) {
  return {
    account: report.account,
    initial: report.initial_margin_usd,
    maintenance: report.maintenance_margin_usd,
    currencies: report.currencies.map(({ currency, initial_margin, maintenance_margin, components }) => ({
      currency,
      initial_margin,
      maintenance_margin,
      components,
    })),
  };
}
