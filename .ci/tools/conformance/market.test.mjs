// MarketService: snapshots are kept, never change, and can be listed, changed into new ones and named.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOOK, CALL, market, margins, PERPETUAL, PUT } from './books.mjs';
import { Code, connect, failure } from './client.mjs';
import { start } from './server.mjs';

let server;
let client;

before(async () => {
  server = await start();
  client = connect(server.port);
});

after(async () => {
  client?.close();
  assert.equal(await server?.stop(), 0);
});

const call = (method, request) => client.unary('MarketService', method, request);
const publish = (id, changes) => call('PublishSnapshot', { market: market(id, changes) });
const compute = (request) => client.unary('MarginService', 'ComputeMargin', request);
const updates = (requests) => client.stream('MarketService', 'PublishUpdates', requests);

describe('PublishSnapshot', () => {
  test('a snapshot gives the figures of the same market inline', async () => {
    const { snapshot } = await publish('first');
    assert.equal(snapshot.snapshot_id, 'first');
    assert.equal(snapshot.option_count, 2);
    assert.match(snapshot.sha256, /^[0-9a-f]{64}$/);
    assert.ok(snapshot.published_at);
    const named = await compute({ book: BOOK, snapshot_id: 'first' });
    const inline = await compute({ book: BOOK, market: market('first') });
    assert.deepEqual(margins(named.report), margins(inline.report));
    assert.equal(named.report.market.sha256, snapshot.sha256);
  });

  test('the last one published is `latest`', async () => {
    await publish('newest', { futures: [{ instrument: PERPETUAL, mark_price: 65600 }] });
    const { report } = await compute({ book: BOOK });
    assert.equal(report.market.snapshot_id, 'newest');
  });

  test('the same again is the same snapshot', async () => {
    const once = await publish('twice');
    const again = await publish('twice', { options: market('twice').options.toReversed() });
    assert.deepEqual(again.snapshot.sha256, once.snapshot.sha256);
    assert.deepEqual(again.snapshot.published_at, once.snapshot.published_at);
  });

  test('other content under a name that is taken: ALREADY_EXISTS', async () => {
    await publish('taken');
    const error = await failure(publish('taken', { futures: [] }));
    assert.equal(error.code, Code.ALREADY_EXISTS);
    assert.equal(error.reason, 'SNAPSHOT_EXISTS');
    assert.equal(error.details.ResourceInfo.resource_name, 'taken');
  });

  test('without a name the server gives one', async () => {
    const { snapshot } = await publish('');
    assert.notEqual(snapshot.snapshot_id, '');
    assert.ok((await compute({ book: BOOK, snapshot_id: snapshot.snapshot_id })).report);
  });

  for (const [what, request, field] of [
    ['a reserved name', { market: market('latest') }, 'market.id'],
    ['no market', {}, 'market'],
    ['no pair', { market: { id: 'bare' } }, 'market.pairs'],
    ['a price of zero', { market: market('zero', { futures: [{ instrument: PERPETUAL, mark_price: 0 }] }) }, 'market.futures[0].mark_price'],
    ['an option twice', { market: market('twins', { options: [...market('').options, market('').options[0]] }) }, 'market.options[2].instrument'],
  ]) {
    test(`${what}: INVALID_ARGUMENT`, async () => {
      const error = await failure(call('PublishSnapshot', request));
      assert.equal(error.code, Code.INVALID_ARGUMENT);
      assert.ok(error.fields.includes(field), `${field} in ${error.fields}`);
    });
  }
});

describe('GetSnapshot', () => {
  test('what comes back, published again, gives the same figures', async () => {
    await publish('back');
    const { market: again, snapshot } = await call('GetSnapshot', { snapshot_id: 'back' });
    assert.equal(snapshot.snapshot_id, 'back');
    const copy = await call('PublishSnapshot', { market: { ...again, id: 'back-copy' } });
    assert.equal(copy.snapshot.sha256, snapshot.sha256);
    const one = await compute({ book: BOOK, snapshot_id: 'back' });
    const other = await compute({ book: BOOK, snapshot_id: 'back-copy' });
    assert.deepEqual(margins(other.report), margins(one.report));
  });

  test('the market that the server began with can be had too', async () => {
    const { snapshots } = await call('ListSnapshots', { page_size: 1000 });
    const { market: demo, snapshot } = await call('GetSnapshot', { snapshot_id: snapshots.at(-1).snapshot_id });
    assert.equal(demo.options.length, snapshot.option_count);
  });

  test('a name that nobody gave: NOT_FOUND', async () => {
    const error = await failure(call('GetSnapshot', { snapshot_id: 'none' }));
    assert.equal(error.code, Code.NOT_FOUND);
    assert.equal(error.reason, 'UNKNOWN_SNAPSHOT');
  });
});

describe('ListSnapshots', () => {
  test('pages are in order and complete', async () => {
    for (const id of ['page-a', 'page-b', 'page-c']) {
      await publish(id);
    }
    const all = (await call('ListSnapshots', { page_size: 1000 })).snapshots.map((s) => s.snapshot_id);
    assert.deepEqual(all.slice(0, 3), ['page-c', 'page-b', 'page-a']);
    const paged = [];
    let token = '';
    do {
      const page = await call('ListSnapshots', { page_size: 2, page_token: token });
      assert.ok(page.snapshots.length <= 2);
      paged.push(...page.snapshots.map((s) => s.snapshot_id));
      token = page.next_page_token;
    } while (token);
    assert.deepEqual(paged, all);
  });

  for (const [request, field] of [
    [{ page_size: -1 }, 'page_size'],
    [{ page_size: 1001 }, 'page_size'],
    [{ page_token: 'rubbish' }, 'page_token'],
  ]) {
    test(`${JSON.stringify(request)}: INVALID_ARGUMENT`, async () => {
      const error = await failure(call('ListSnapshots', request));
      assert.equal(error.code, Code.INVALID_ARGUMENT);
      assert.deepEqual(error.fields, [field]);
    });
  }
});

describe('PublishUpdates', () => {
  test('each update is a snapshot of its own', async () => {
    await publish('base');
    const answers = await updates([
      { base_snapshot_id: 'base', changes: { id: 'u1', futures: [{ instrument: PERPETUAL, mark_price: 65000 }] } },
      { changes: { id: 'u2', options: [{ instrument: CALL, mark_iv_percent: 60, underlying_price: 65200 }] } },
      { changes: { id: 'u3' }, removed_instruments: [PUT] },
    ]);
    assert.deepEqual(
      answers.map(({ snapshot }) => [snapshot.snapshot_id, snapshot.option_count]),
      [['u1', 2], ['u2', 2], ['u3', 1]],
    );
    const whole = market('whole', {
      futures: [{ instrument: PERPETUAL, mark_price: 65000 }],
      options: [{ instrument: CALL, mark_iv_percent: 60, underlying_price: 65200 }, market('').options[1]],
    });
    const changed = await compute({ book: BOOK, snapshot_id: 'u2' });
    const inline = await compute({ book: BOOK, market: whole });
    assert.deepEqual(margins(changed.report), margins(inline.report));
    const base = await compute({ book: BOOK, snapshot_id: 'base' });
    assert.deepEqual(margins(base.report), margins((await compute({ book: BOOK, market: market('base') })).report));
  });

  test('a bad update ends the stream, and those before it stay', async () => {
    await publish('base-2');
    const error = await failure(
      updates([
        { base_snapshot_id: 'base-2', changes: { id: 'good' } },
        { changes: { id: 'bad', options: [{ instrument: CALL, mark_iv_percent: -5, underlying_price: 1 }] } },
        { changes: { id: 'never' } },
      ]),
    );
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields, ['changes.options[0].mark_iv_percent']);
    assert.ok((await call('GetSnapshot', { snapshot_id: 'good' })).snapshot);
    assert.equal((await failure(call('GetSnapshot', { snapshot_id: 'never' }))).code, Code.NOT_FOUND);
  });

  test('a base that nobody gave: NOT_FOUND', async () => {
    const error = await failure(updates([{ base_snapshot_id: 'none', changes: {} }]));
    assert.equal(error.code, Code.NOT_FOUND);
  });

  test('an instrument that is not there cannot be removed', async () => {
    await publish('base-3');
    const error = await failure(updates([{ base_snapshot_id: 'base-3', removed_instruments: ['BTC-28JUN24-1-C'] }]));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields, ['removed_instruments[0]']);
  });
});
