// A server with little room says no early: which code, why, and when to come again.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOOK, market, margins, PERPETUAL } from './books.mjs';
import { Code, connect, failure } from './client.mjs';
import * as bare from './http2.mjs';
import { start } from './server.mjs';

let server;
let client;

before(async () => {
  server = await start('--set', 'batch.queue-jobs=2', '--set', 'batch.join=false', '--set', 'overload.burst-millis=0');
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

describe('bounds of what waits', () => {
  // Jobs wait a second for company, so that what is sent at once waits at the same time. The server's own first calls
  // would not fit.
  const COLD = ['--set', 'server.warm-up-millis=0'];
  const WAIT = [...COLD, '--set', 'batch.delay-micros=1000000'];

  /** Sends calls at once to a server with these settings, and checks that each ends in one of two ways. */
  async function crowd(settings, requests, code, reason) {
    const small = await start(...WAIT, ...settings.flatMap((setting) => ['--set', setting]));
    const own = connect(small.port);
    const ends = await Promise.all(
      requests.map(({ headers, ...request }) =>
        own.unary('MarginService', 'ComputeMargin', request, { headers }).then(
          ({ report }) => ({ report, headers }),
          (error) => ({ error, headers }),
        ),
      ),
    );
    const refused = ends.filter(({ error }) => error);
    refused.forEach(({ error }) => {
      assert.equal(error.code, code, error.message);
      assert.equal(error.reason, reason);
      const { seconds, nanos } = error.details.RetryInfo.retry_delay;
      assert.ok(Number(seconds) * 1e9 + nanos > 0);
    });
    assert.ok(refused.length > 0, 'nobody was refused');
    assert.ok(refused.length < ends.length, 'everybody was refused');
    const { shed } = await own.unary('SystemService', 'GetStatistics', {});
    assert.equal(shed.find((counted) => counted.reason === reason)?.count, refused.length);
    own.close();
    assert.equal(await small.stop(), 0);
    return ends;
  }

  const call = { book: BOOK, market: market('m') };

  test('by jobs: UNAVAILABLE, QUEUE_FULL', () =>
    crowd(['batch.queue-jobs=3'], new Array(8).fill(call), Code.UNAVAILABLE, 'QUEUE_FULL'));

  test('by cells: UNAVAILABLE, QUEUE_FULL', () =>
    crowd(
      ['batch.cells=40000', 'batch.queue-cells=40000'],
      new Array(8).fill(wide(500)),
      Code.UNAVAILABLE,
      'QUEUE_FULL',
    ));

  test('by memory: RESOURCE_EXHAUSTED, QUEUE_MEMORY', () =>
    crowd(['batch.queue-bytes=1048576'], new Array(8).fill(wide(500)), Code.RESOURCE_EXHAUSTED, 'QUEUE_MEMORY'));

  test('by tenant: RESOURCE_EXHAUSTED, TENANT_QUOTA, and no other tenant is refused', async () => {
    const of = (tenant) => ({ ...call, headers: { 'margrid-tenant': tenant } });
    const requests = [...new Array(6).fill(of('greedy')), of('modest'), of('other'), call];
    const ends = await crowd(
      ['batch.queue-jobs=20', 'batch.tenant-share=0.1'],
      requests,
      Code.RESOURCE_EXHAUSTED,
      'TENANT_QUOTA',
    );
    ends.forEach(({ error, headers }) =>
      assert.ok(!error || headers?.['margrid-tenant'] === 'greedy', 'another tenant was refused'),
    );
  });

  test('work that alone is more: RESOURCE_EXHAUSTED, JOB_TOO_LARGE, and no hint to try again', async () => {
    const small = await start(...COLD, '--set', 'batch.queue-bytes=1048576');
    const own = connect(small.port);
    const error = await failure(own.unary('MarginService', 'ComputeMargin', wide(4_000)));
    assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
    assert.equal(error.reason, 'JOB_TOO_LARGE');
    assert.equal(error.details.RetryInfo, undefined);
    own.close();
    assert.equal(await small.stop(), 0);
  });

  test('a stream waits where a call is refused', async () => {
    const small = await start(...WAIT, '--set', 'batch.queue-jobs=1');
    const own = connect(small.port);
    const waiting = own.unary('MarginService', 'ComputeMargin', call);
    while ((await own.unary('SystemService', 'GetStatistics', {})).queue.jobs === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const responses = await own.stream('MarginService', 'RevalueBooks', [
      { header: { market: market('m') } },
      { books: { books: [BOOK] } },
    ]);
    assert.equal(Number(responses.at(-1).totals.accounts_reported), 1);
    assert.ok((await waiting).report);
    own.close();
    assert.equal(await small.stop(), 0);
  });
});

describe('more calls than can be answered', () => {
  test('the rest is refused with OVERLOAD before it is read, and told to wait for a second at least', async () => {
    const busy = await start('--set', 'overload.burst-millis=1', '--set', 'overload.wait-millis=1');
    const own = connect(busy.port);
    const request = wide(2_000);
    const alone = margins((await own.unary('MarginService', 'ComputeMargin', request)).report);
    const ends = await Promise.all(
      Array.from({ length: 300 }, () =>
        own.unary('MarginService', 'ComputeMargin', request).then(
          ({ report }) => ({ report }),
          (error) => ({ error }),
        ),
      ),
    );
    const refused = ends.filter(({ error }) => error);
    assert.ok(refused.length > 0, 'no call was refused');
    assert.ok(refused.length < ends.length, 'every call was refused');
    refused.forEach(({ error }) => {
      assert.equal(error.code, Code.UNAVAILABLE, error.message);
      assert.equal(error.reason, 'OVERLOAD');
      assert.ok(Number(error.details.RetryInfo.retry_delay.seconds) >= 1);
    });
    ends.filter(({ report }) => report).forEach(({ report }) => assert.deepEqual(margins(report), alone));
    const { shed } = await own.unary('SystemService', 'GetStatistics', {});
    assert.equal(shed.find(({ reason }) => reason === 'OVERLOAD')?.count, refused.length);
    own.close();
    assert.equal(await busy.stop(), 0);
  });

  test('calls that are reset for a deadline that is none do not count as such', async () => {
    const calm = await start('--set', 'overload.burst-millis=1', '--set', 'overload.wait-millis=1');
    for (let connection = 0; connection < 20; connection++) {
      const wire = await bare.connect(calm.port);
      const resets = Array.from({ length: 100 }, () => {
        const reset = wire.call('MarginService', 'ComputeMargin', { 'grpc-timeout': 'soon' });
        reset.stream.end(reset.bytes({ book: BOOK, market: market('m') }));
        return reset.read();
      });
      (await Promise.all(resets)).forEach(({ status }) => assert.notEqual(status, Code.OK));
      wire.close();
    }
    const own = connect(calm.port);
    for (let call = 0; call < 50; call++) {
      assert.ok((await own.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') })).report);
    }
    own.close();
    assert.equal(await calm.stop(), 0);
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
