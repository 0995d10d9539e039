// A server with little room says no early: which code, why, and when to come again.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOOK, market, margins, PERPETUAL } from './books.mjs';
import { Code, connect, failure } from './client.mjs';
import { start } from './server.mjs';

let server;
let client;

before(async () => {
  server = await start('--set', 'batch.queue-jobs=2', '--set', 'batch.join=false');
  client = connect(server.port);
});

after(async () => {
  client?.close();
  assert.equal(await server?.stop(), 0);
});

function wide(count) {
  const expiries = ['28JUN24', '26JUL24', '27SEP24', '27DEC24'];
  const options = Array.from({ length: count }, (_, k) => ({
    instrument: `BTC-${expiries[k % 4]}-${20_000 + 100 * Math.floor(k / 4)}-C`,
    mark_iv_percent: 50,
    underlying_price: 65700,
  }));
  return {
    market: market('wide', { options }),
    book: { account: 'wide', positions: options.map(({ instrument }) => ({ instrument, size: 1 })) },
    view: 'REPORT_VIEW_MARGINS',
  };
}

describe('a full queue', () => {
  test('some calls are answered, the others refused with UNAVAILABLE and RetryInfo', async () => {
    const request = wide(2_000);
    const alone = margins((await client.unary('MarginService', 'ComputeMargin', request)).report);
    const ends = await Promise.all(
      Array.from({ length: 60 }, () =>
        client.unary('MarginService', 'ComputeMargin', request).then(
          ({ report }) => ({ report }),
          (error) => ({ error }),
        ),
      ),
    );
    const refused = ends.filter(({ error }) => error);
    assert.ok(refused.length < ends.length, 'every call was refused');
    refused.forEach(({ error }) => {
      assert.equal(error.code, Code.UNAVAILABLE, error.message);
      assert.equal(error.reason, 'QUEUE_FULL');
      const { seconds, nanos } = error.details.RetryInfo.retry_delay;
      assert.ok(Number(seconds) * 1e9 + nanos > 0);
    });
    ends.filter(({ report }) => report).forEach(({ report }) => assert.deepEqual(margins(report), alone));
    const { shed } = await client.unary('SystemService', 'GetStatistics', {});
    assert.equal(shed.find(({ reason }) => reason === 'QUEUE_FULL')?.count ?? 0, refused.length);
  });

  test('afterwards it answers as before', async () => {
    assert.ok((await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') })).report);
  });
});

describe('bounds by configuration', () => {
  test('inputs older than the server allows: FAILED_PRECONDITION', async () => {
    const strict = await start('--set', 'market.max-age-seconds=3600');
    const own = connect(strict.port);
    const error = await failure(own.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('old') }));
    assert.equal(error.code, Code.FAILED_PRECONDITION);
    assert.equal(error.reason, 'STALE_INPUT');
    own.close();
    assert.equal(await strict.stop(), 0);
  });

  test('snapshots beyond the bound are dropped, the oldest first', async () => {
    const small = await start('--set', 'snapshots.count=2');
    const own = connect(small.port);
    for (const id of ['a', 'b', 'c']) {
      await own.unary('MarketService', 'PublishSnapshot', { market: market(id) });
    }
    const error = await failure(own.unary('MarginService', 'ComputeMargin', { book: BOOK, snapshot_id: 'a' }));
    assert.equal(error.code, Code.NOT_FOUND);
    const book = { positions: [{ instrument: PERPETUAL, size: 1 }] };
    assert.ok((await own.unary('MarginService', 'ComputeMargin', { book, snapshot_id: 'c' })).report);
    own.close();
    assert.equal(await small.stop(), 0);
  });

  test('a key that nobody knows ends the start with code 2', async () => {
    await assert.rejects(start('--set', 'batch.cels=1'), /"code":2[\s\S]*batch\.cel/);
  });

  test('a value out of range ends the start with code 2', async () => {
    await assert.rejects(start('--set', 'batch.cells=-1'), /"code":2[\s\S]*batch\.cells/);
  });
});
