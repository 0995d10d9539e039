// MarginService.ComputeMargin: answers, every refusal, deadlines and cancellation.
import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { after, before, describe, test } from 'node:test';
import { BOOK, CALL, market, margins, PACKED, PERPETUAL } from './books.mjs';
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

const compute = (request, options) => client.unary('MarginService', 'ComputeMargin', request, options);
const refused = (request, options) => failure(compute(request, options));
const inline = (changes) => ({ book: BOOK, market: market('mine'), ...changes });

/** A violation of one field, and nothing else. */
async function violates(request, field, words) {
  const error = await refused(request);
  assert.equal(error.code, Code.INVALID_ARGUMENT);
  assert.equal(error.reason, 'INVALID_REQUEST');
  assert.deepEqual(error.fields, [field]);
  assert.match(error.details.BadRequest.field_violations[0].description, words);
}

describe('answers', () => {
  test('a book in an inline market', async () => {
    const { report } = await compute(inline());
    assert.equal(report.account, 'maker');
    assert.equal(report.model, 'deribit-spm');
    assert.equal(report.market.snapshot_id, 'mine');
    assert.ok(report.initial_margin_usd > 0);
    assert.ok(report.initial_margin_usd > report.maintenance_margin_usd);
    assert.match(report.parameter_set.sha256, /^[0-9a-f]{64}$/);
    assert.match(report.backend.label, /^\w+\/[^/]+\/[^/]+$/);
    assert.equal(report.currencies[0].netting_sets[0].aggregated.length, 35);
    assert.equal(report.positions.length, 3);
  });

  test('an empty book has a margin of zero', async () => {
    const { report } = await compute(inline({ book: {} }));
    assert.equal(report.initial_margin_usd, 0);
    assert.equal(report.maintenance_margin_usd, 0);
  });

  test('packed columns are the same book', async () => {
    const list = await compute(inline());
    const packed = await compute(inline({ book: PACKED }));
    assert.deepEqual(margins(packed.report), margins(list.report));
  });

  test('the order of lines changes no bit', async () => {
    const forth = await compute(inline());
    const back = await compute(inline({ book: { ...BOOK, positions: BOOK.positions.toReversed() } }));
    assert.deepEqual(margins(back.report), margins(forth.report));
  });

  test('repeated lines are added, and a note says so', async () => {
    const split = { account: 'maker', positions: [...BOOK.positions.slice(1), { instrument: PERPETUAL, size: 12.4 }, { instrument: PERPETUAL, size: 0.1 }] };
    const { report } = await compute(inline({ book: split }));
    assert.deepEqual(margins(report), margins((await compute(inline())).report));
    assert.match(report.notes.join(), /1 line repeats/);
  });

  test('the default snapshot, `latest` and its name are the same market', async () => {
    const book = { positions: [{ instrument: 'BTC-25SEP26', size: 1 }] };
    const unnamed = await compute({ book });
    const latest = await compute({ book, snapshot_id: 'latest' });
    const named = await compute({ book, snapshot_id: unnamed.report.market.snapshot_id });
    assert.deepEqual(margins(latest.report), margins(unnamed.report));
    assert.deepEqual(margins(named.report), margins(unnamed.report));
    assert.notEqual(unnamed.report.market.snapshot_id, '');
  });

  test('every answer tells the age of its inputs', async () => {
    const { report } = await compute(inline());
    assert.equal(Number(report.market.as_of.seconds), Date.parse('2024-06-17T09:00:00Z') / 1000);
    const age = Date.now() / 1000 - Date.parse('2024-06-17T09:00:00Z') / 1000;
    assert.ok(Math.abs(Number(report.market.input_age.seconds) - age) < 60);
  });

  for (const [view, sets, scenarios, positions, vectors] of [
    ['REPORT_VIEW_MARGINS', 0, 0, 0, 0],
    ['REPORT_VIEW_TOTALS', 1, 0, 0, 0],
    ['REPORT_VIEW_UNSPECIFIED', 1, 35, 3, 0],
    ['REPORT_VIEW_MATRIX', 1, 35, 3, 0],
    ['REPORT_VIEW_FULL', 1, 35, 3, 35],
  ]) {
    test(`${view} has what it promises, and the same margins`, async () => {
      const { report } = await compute(inline({ view }));
      assert.deepEqual(margins(report), margins((await compute(inline())).report));
      assert.equal(report.currencies[0].netting_sets.length, sets);
      assert.equal(report.currencies[0].netting_sets[0]?.aggregated.length ?? 0, scenarios);
      assert.equal(report.positions.length, positions);
      assert.equal(report.positions[0]?.risk_vector.length ?? 0, vectors);
    });
  }

  test('the standard model answers by its name', async () => {
    const { report } = await compute(inline({ model: 'deribit-ssm', book: { positions: [{ instrument: CALL, size: -1 }] } }));
    assert.equal(report.model, 'deribit-ssm');
    assert.ok(report.positions[0].initial_margin > 0);
  });

  test('a gzip request is read', async () => {
    const zipped = connect(server.port, { 'grpc.default_compression_algorithm': 2 });
    const { report } = await zipped.unary('MarginService', 'ComputeMargin', inline());
    zipped.close();
    assert.deepEqual(margins(report), margins((await compute(inline())).report));
  });

  test('64 calls at once get the answers of one', async () => {
    const alone = margins((await compute(inline())).report);
    const together = await Promise.all(Array.from({ length: 64 }, () => compute(inline())));
    together.forEach(({ report }) => assert.deepEqual(margins(report), alone));
  });

  test('the stage times are told', async () => {
    const { report } = await compute(inline());
    const stages = report.stage_times.map(({ stage }) => stage);
    assert.ok(stages.includes('read') && stages.includes('write'), stages.join());
    report.stage_times.forEach(({ nanos }) => assert.ok(nanos >= 0));
  });
});

describe('INVALID_ARGUMENT', () => {
  test('no book', () => violates({ market: market('mine') }, 'book', /required/));
  test('an instrument that nobody knows', () =>
    violates(inline({ book: { positions: [{ instrument: 'BTC-PERPETUL', size: 1 }] } }), 'book.positions[0].instrument', /PERPETUL/));
  test('an instrument that the market does not quote', () =>
    violates(inline({ book: { positions: [{ instrument: 'BTC-28JUN24-71000-C', size: 1 }] } }), 'book.positions[0].instrument', /71000/));
  test('a size that is no number', () =>
    violates(inline({ book: { positions: [{ instrument: PERPETUAL, size: NaN }] } }), 'book.positions[0].size', /NaN/));
  test('a size that is too large', () =>
    violates(inline({ book: { positions: [{ instrument: PERPETUAL, size: 1e13 }] } }), 'book.positions[0].size', /1e12|10{12}|1\.0E12/));
  test('packed columns of different lengths', () =>
    violates(inline({ book: { packed: { instruments: [PERPETUAL], instrument_index: [0, 0], sizes: [1] } } }), 'book.packed.sizes', /2/));
  test('an index beyond the names', () =>
    violates(inline({ book: { packed: { instruments: [PERPETUAL], instrument_index: [1], sizes: [1] } } }), 'book.packed.instrument_index[0]', /1/));
  test('an amount below zero', () =>
    violates(inline({ book: { pass_through: [{ currency: 'btc', mmp_margin: -1 }] } }), 'book.pass_through[0].mmp_margin', /-1/));
  test('a view that nobody knows', () => violates(inline({ view: 99 }), 'view', /99/));
  test('a volatility below zero', () =>
    violates(
      inline({ market: market('mine', { options: [{ instrument: CALL, mark_iv_percent: -1, underlying_price: 65700 }] }), book: {} }),
      'market.options[0].mark_iv_percent',
      /-1/,
    ));
  test('a market from the future', () =>
    violates(
      inline({ market: market('mine', { pairs: [{ pair: 'btc_usd', index_price: 65500, as_of: { seconds: 4e9 } }], options: [], futures: [] }), book: {} }),
      'market.pairs[0].as_of',
      /is in the future/,
    ));
  test('a greatest age that is not above zero', () => violates(inline({ max_input_age: { seconds: 0 } }), 'max_input_age', /above 0|0/));

  test('all violations come at once', async () => {
    const error = await refused({
      book: { positions: [{ instrument: 'GOLD', size: Infinity }], pass_through: [{ currency: 'btc', spot_margin: -1 }] },
      market: market('mine', { pairs: [{ pair: 'btc_usd', index_price: -1, as_of: { seconds: 1718614800 } }] }),
    });
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    for (const field of ['book.positions[0].size', 'book.pass_through[0].spot_margin', 'market.pairs[0].index_price']) {
      assert.ok(error.fields.includes(field), `${field} in ${error.fields}`);
    }
  });

  test('bytes that are no message', async () => {
    const error = await failure(client.bytes('/margrid.v1.MarginService/ComputeMargin', Buffer.from([0x0a, 0x7f, 0x01])));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.equal(error.reason, 'MALFORMED_MESSAGE');
  });

  test('a list of errors is cut, unless the call asks for more', async () => {
    const positions = Array.from({ length: 100 }, (_, i) => ({ instrument: `GOLD-${i}`, size: 1 }));
    const short = await refused(inline({ book: { positions } }));
    // What this client takes: its HTTP/2 gives up on headers of some 64 KiB.
    const long = await refused(inline({ book: { positions } }), { headers: { 'margrid-error-bytes': '20000' } });
    assert.ok(short.fields.length > 0 && short.fields.length < 100);
    assert.equal(long.fields.length, 100);
    assert.equal(short.details.ErrorInfo.metadata.violations, '100');
  });

  test('a tenant that is no name', async () => {
    const error = await refused(inline(), { headers: { 'margrid-tenant': 'a b' } });
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.deepEqual(error.fields, ['margrid-tenant']);
  });
});

describe('NOT_FOUND', () => {
  for (const [field, request, reason] of [
    ['snapshot_id', { book: {}, snapshot_id: 'none' }, 'UNKNOWN_SNAPSHOT'],
    ['model', { book: {}, model: 'none' }, 'UNKNOWN_MODEL'],
    ['parameter_set_id', { book: {}, parameter_set_id: 'none' }, 'UNKNOWN_PARAMETER_SET'],
  ]) {
    test(`${field} that names nothing`, async () => {
      const error = await refused(request);
      assert.equal(error.code, Code.NOT_FOUND);
      assert.equal(error.reason, reason);
      assert.equal(error.details.ResourceInfo.resource_name, 'none');
    });
  }
});

describe('FAILED_PRECONDITION', () => {
  test('inputs that are older than the call allows', async () => {
    const error = await refused(inline({ max_input_age: { seconds: 60 } }));
    assert.equal(error.code, Code.FAILED_PRECONDITION);
    assert.equal(error.reason, 'STALE_INPUT');
    assert.ok(error.details.PreconditionFailure);
  });

  test('inputs that are as young as the call asks are used', async () => {
    const young = market('mine', { pairs: [{ pair: 'btc_usd', index_price: 65500, as_of: { seconds: Math.floor(Date.now() / 1000) } }], options: [] });
    const { report } = await compute({ book: { positions: [{ instrument: PERPETUAL, size: 1 }] }, market: young, max_input_age: { seconds: 60 } });
    assert.ok(report.initial_margin_usd > 0);
  });
});

describe('RESOURCE_EXHAUSTED', () => {
  test('a book of too many lines', async () => {
    const lines = 100_001;
    const error = await refused(inline({ book: { packed: { instruments: [PERPETUAL], instrument_index: new Array(lines).fill(0), sizes: new Array(lines).fill(1) } } }));
    assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
    assert.equal(error.reason, 'TOO_MANY_POSITIONS');
  });

  test('a message of too many parts', async () => {
    // 1,000,001 empty positions: a book (field 1) of positions (field 2), each a tag and a length of zero.
    const book = Buffer.alloc(2 * 1_000_001, Buffer.from([0x12, 0x00]));
    const length = [0x82, 0x89, 0x7a];
    const error = await failure(client.bytes('/margrid.v1.MarginService/ComputeMargin', Buffer.concat([Buffer.from([0x0a, ...length]), book])));
    assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
    assert.equal(error.reason, 'TOO_MANY_PARTS');
  });

  test('a message that is too large says to stream', async () => {
    const own = connect(server.port);
    const error = await failure(own.unary('MarginService', 'ComputeMargin', inline({ book: { account: 'x'.repeat(17 << 20) } })));
    own.close();
    assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
    assert.match(error.message, /RevalueBooks|larger than|exceeds maximum/);
  });
});

describe('other ends of a call', () => {
  test('a method that does not exist', async () => {
    const error = await failure(client.bytes('/margrid.v1.MarginService/Guess', Buffer.alloc(0)));
    assert.equal(error.code, Code.UNIMPLEMENTED);
  });

  test('a service that does not exist', async () => {
    const error = await failure(client.bytes('/margrid.v2.MarginService/ComputeMargin', Buffer.alloc(0)));
    assert.equal(error.code, Code.UNIMPLEMENTED);
  });

  test('a deadline that has passed', async () => {
    const error = await refused(inline(), { deadline: Date.now() - 1 });
    assert.equal(error.code, Code.DEADLINE_EXCEEDED);
  });

  test('a deadline that passes on the server', async () => {
    // By bare HTTP/2, since a client would end the call itself.
    const session = http2.connect(`http://127.0.0.1:${server.port}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/margrid.v1.MarginService/ComputeMargin',
      'content-type': 'application/grpc',
      te: 'trailers',
      'grpc-timeout': '1n',
    });
    const status = new Promise((resolve, reject) => {
      stream.on('response', (headers) => headers['grpc-status'] && resolve(headers['grpc-status']));
      stream.on('trailers', (trailers) => resolve(trailers['grpc-status']));
      stream.on('error', reject);
      // A server may also reset the stream, since nobody waits: CANCEL, which a client reads as its deadline.
      stream.on('close', () => resolve(stream.rstCode === http2.constants.NGHTTP2_CANCEL ? '4' : `none, reset code ${stream.rstCode}`));
    });
    stream.resume();
    stream.end(Buffer.alloc(5));
    assert.equal(await status, String(Code.DEADLINE_EXCEEDED));
    session.close();
  });

  test('a call that is cancelled before it is sent', async () => {
    const error = await refused(inline(), { cancel: (call) => call.cancel() });
    assert.equal(error.code, Code.CANCELLED);
  });

  test('a call that is cancelled under way, and the server goes on', async () => {
    const calls = Array.from({ length: 50 }, (_, i) =>
      compute(inline(), { cancel: (call) => setTimeout(() => call.cancel(), i / 5) }).then(
        () => 'OK',
        (error) => Code[error.code],
      ),
    );
    const ends = new Set(await Promise.all(calls));
    ends.forEach((end) => assert.ok(['OK', 'CANCELLED'].includes(end), end));
    assert.ok((await compute(inline())).report);
  });

  test('a cancel after the answer does nothing', async () => {
    let kept;
    const { report } = await compute(inline(), { cancel: (call) => (kept = call) });
    kept.cancel();
    assert.ok(report.initial_margin_usd > 0);
    assert.ok((await compute(inline())).report);
  });
});
