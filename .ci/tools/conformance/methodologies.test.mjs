// Every methodology over gRPC: listed with its limits, asked of one market with contracts of its own, streamed.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { margins } from './books.mjs';
import { Code, connect, failure } from './client.mjs';
import { ROOT, start } from './server.mjs';

const EXAMPLES = path.join(ROOT, 'docs/methodologies/examples');

let server;
let client;
let models;

before(async () => {
  server = await start();
  client = connect(server.port);
  models = (await client.unary('SystemService', 'GetServerInfo', {})).models;
});

after(async () => {
  client?.close();
  assert.equal(await server?.stop(), 0);
});

const compute = (request, options) => client.unary('MarginService', 'ComputeMargin', request, options);

/** An example's market, its instants as the client's library wants them. */
function market(file) {
  const json = JSON.parse(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'));
  const instant = (text) => ({ seconds: Math.floor(Date.parse(text) / 1000), nanos: 0 });
  return {
    ...json,
    pairs: json.pairs.map((pair) => ({ ...pair, as_of: instant(pair.as_of) })),
    contracts: (json.contracts ?? []).map((one) => ({ ...one, ...(one.expires_at && { expires_at: instant(one.expires_at) }) })),
  };
}

const SWAP = {
  account: 'swap',
  positions: [{ instrument: 'BTC_USDT-PERPETUAL', size: -0.1, entry_price: 100000 }],
  balances: [{ asset: 'usd', amount: 1000 }],
};
const figure = (report, id) => report.figures.find((one) => one.id === id).amount;

describe('methodologies', () => {
  test('are listed with the sets that they take and what they leave out', () => {
    for (const id of ['deribit-spm', 'okx-pm', 'span', 'tims', 'isolated', 'dydx-v4']) {
      assert.ok(models.some((one) => one.id === id), id);
    }
    assert.ok(models.every((one) => one.title && one.parameter_set_id));
    assert.ok(models.find((one) => one.id === 'okx-pm').limits.length > 0);
  });

  test('a published sample, by name', async () => {
    const { report } = await compute({ book: SWAP, market: market('okx/market.json'), model: 'okx-pm' });
    assert.equal(report.model, 'okx-pm');
    assert.equal(report.currencies[0].unit, 'btc');
    assert.ok(Math.abs(report.currencies[0].maintenance_margin - 1183.8207318516) < 1e-4);
    assert.ok(Math.abs(figure(report, 'equity') - 1290.4963102) < 1e-6);
    assert.ok(report.parameter_set.marks.some((mark) => mark.evidence === 'PARAMETER_EVIDENCE_ASSUMED'));
  });

  test('each answers a book or says why not, and an empty book needs nothing', async () => {
    const book = { positions: [{ instrument: 'BTC-PERPETUAL', size: 1, entry_price: 100000, leverage: 5 }], balances: [{ asset: 'usd', amount: 50000 }] };
    const refusing = [];
    for (const { id } of models) {
      const empty = await compute({ book: {}, market: market('comparison/market.json'), model: id });
      assert.equal(empty.report.initial_margin_usd, 0, id);
      try {
        const { report } = await compute({ book, market: market('comparison/market.json'), model: id });
        assert.ok(report.initial_margin_usd > 0, id);
      } catch (error) {
        assert.equal(error.code, Code.INVALID_ARGUMENT, id);
        assert.ok(error.details.BadRequest.field_violations.length > 0, id);
        refusing.push(id);
      }
    }
    // Both take contracts settled in dollars only.
    assert.deepEqual(refusing.toSorted(), ['backpack', 'dydx-v4']);
  });

  test('contracts of another venue come with the market', async () => {
    const spx = market('spx-2026-03-13/market.json');
    const option = spx.options[100].instrument;
    const book = { positions: [{ instrument: option, size: -100 }, { instrument: 'SPX-FUND', size: 10 }] };
    const { report } = await compute({ book, market: spx, model: 'tims' });
    assert.deepEqual(report.positions.map((one) => one.instrument).toSorted(), [option, 'SPX-FUND'].toSorted());
    assert.ok(report.initial_margin_usd > 0);
  });

  test('terms of a contract are checked field by field', async () => {
    const bad = { ...market('okx/market.json'), contracts: [{ instrument: 'X', pair: 'nonsense', kind: 'CONTRACT_KIND_CALL' }] };
    const error = await failure(compute({ book: {}, market: bad, model: 'okx-pm' }));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields.toSorted(), ['contract_size', 'expires_at', 'pair', 'strike'].map((name) => `market.contracts[0].${name}`));
  });

  test('a published snapshot keeps its contracts', async () => {
    const spx = { ...market('spx-2026-03-13/market.json'), id: 'spx' };
    await client.unary('MarketService', 'PublishSnapshot', { market: spx });
    const got = await client.unary('MarketService', 'GetSnapshot', { snapshot_id: 'spx' });
    assert.equal(got.market.contracts.length, spx.contracts.length);
    const { report } = await compute({ book: { positions: [{ instrument: 'SPX-FUND', size: 1 }] }, snapshot_id: 'spx', model: 'tims' });
    assert.ok(report.initial_margin_usd > 0);
  });

  test('balances and terms are checked by path', async () => {
    const book = {
      positions: [{ instrument: 'BTC_USDT-PERPETUAL', size: 1, leverage: 0.5 }],
      balances: [{ asset: 'usdt' }, { asset: 'usdt', amount: 1 }],
    };
    const error = await failure(compute({ book, market: market('okx/market.json'), model: 'okx-pm' }));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields.toSorted(), ['book.balances[0].amount', 'book.balances[1]', 'book.positions[0]']);
  });

  test('streams answer as single calls do, for every methodology', async () => {
    const book = { account: 'one', positions: [{ instrument: 'BTC-PERPETUAL', size: -2 }, { instrument: 'BTC-25SEP26', size: 1.5 }] };
    for (const { id } of models.filter((one) => !['isolated', 'dydx-v4', 'backpack'].includes(one.id))) {
      const header = { header: { market: market('comparison/market.json'), model: id } };
      const responses = await client.stream('MarginService', 'RevalueBooks', [header, { books: { books: [book, { account: 'none' }] } }]);
      const answers = responses.flatMap((one) => one.answers?.answers ?? []).sort((a, b) => a.index - b.index);
      const { report } = await compute({ book, market: market('comparison/market.json'), model: id });
      assert.deepEqual(margins(answers[0].report), margins(report), id);
      assert.ok(report.initial_margin_usd > 0, id);
      assert.equal(answers[1].report.initial_margin_usd, 0, id);
    }
  });

  test('a set of another methodology is refused by name', async () => {
    const error = await failure(compute({ book: {}, market: market('okx/market.json'), model: 'okx-pm', parameter_set_id: 'deribit-2026-02-15' }));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields, ['parameter_set_id']);
  });
});
