// MarginService.RevalueBooks: every account is answered once, whatever the others are like.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BOOK, CALL, market, margins, PACKED, PERPETUAL, PUT } from './books.mjs';
import { Code, connect, details, failure } from './client.mjs';
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

const header = (changes) => ({ header: { market: market('mine'), ...changes } });
const books = (...list) => ({ books: { books: list } });
const stream = (requests, options) => client.stream('MarginService', 'RevalueBooks', requests, options);
const answersOf = (responses) => responses.flatMap((r) => r.answers?.answers ?? []).sort((a, b) => a.index - b.index);
const totalsOf = (responses) => responses.at(-1).totals;

function checkCounts(totals, accounts, refused) {
  assert.equal(totals.accounts_in, accounts);
  assert.equal(totals.accounts_refused, refused);
  assert.equal(totals.accounts_reported, accounts - refused);
  assert.equal(totals.lines_in, totals.lines_reported + totals.lines_refused);
}

describe('answers', () => {
  test('context first, totals last, and the margins of ComputeMargin', async () => {
    const responses = await stream([header(), books(BOOK, PACKED), books({ account: 'empty' })]);
    assert.equal(responses[0].context.model, 'deribit-spm');
    assert.match(responses[0].context.parameter_set.sha256, /^[0-9a-f]{64}$/);
    assert.ok(responses[0].context.market.input_age);
    const answers = answersOf(responses);
    assert.deepEqual(answers.map((a) => a.index), [0, 1, 2]);
    const { report } = await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('mine') });
    assert.deepEqual(margins(answers[0].report), margins(report));
    assert.deepEqual(margins(answers[1].report), margins(report));
    assert.equal(answers[2].report.initial_margin_usd, 0);
    checkCounts(totalsOf(responses), 3, 0);
    assert.ok(totalsOf(responses).backends.length >= 1);
  });

  test('a stream without books', async () => {
    const responses = await stream([header()]);
    assert.ok(responses[0].context);
    checkCounts(totalsOf(responses), 0, 0);
  });

  test('names of the header serve all books', async () => {
    const own = await stream([header(), books(PACKED)]);
    const shared = await stream([
      header({ instruments: PACKED.packed.instruments }),
      books({ account: 'maker', packed: { ...PACKED.packed, instruments: [] } }),
    ]);
    assert.deepEqual(margins(answersOf(shared)[0].report), margins(answersOf(own)[0].report));
  });

  test('a poisoned account has a status of its own', async () => {
    const bad = { account: 'bad', positions: [{ instrument: 'GOLD', size: 1 }, { instrument: PERPETUAL, size: NaN }] };
    const responses = await stream([header(), books(BOOK, bad, BOOK)]);
    const answers = answersOf(responses);
    assert.equal(answers.length, 3);
    assert.equal(answers[1].account, 'bad');
    assert.equal(answers[1].error.code, Code.INVALID_ARGUMENT);
    const found = details(answers[1].error.details);
    assert.equal(found.ErrorInfo.reason, 'INVALID_REQUEST');
    assert.equal(found.BadRequest.field_violations.length, 2);
    assert.deepEqual(margins(answers[0].report), margins(answers[2].report));
    checkCounts(totalsOf(responses), 3, 1);
  });

  test('10,000 accounts, 1 % of them poisoned', async () => {
    const blocks = Array.from({ length: 100 }, (_, b) =>
      books(
        ...Array.from({ length: 100 }, (_, k) => ({
          account: `a${b * 100 + k}`,
          packed: { instruments: [], instrument_index: k === 7 ? [9] : [0, 1, 2], sizes: k === 7 ? [1] : [b - 50, k / 4, -1] },
        })),
      ),
    );
    const responses = await stream([header({ instruments: [PERPETUAL, CALL, PUT] }), ...blocks]);
    const answers = answersOf(responses);
    assert.equal(answers.length, 10_000);
    answers.forEach((answer, i) => {
      assert.equal(answer.index, i);
      assert.equal(answer.account, `a${i}`);
      assert.equal(answer.outcome, i % 100 === 7 ? 'error' : 'report');
    });
    checkCounts(totalsOf(responses), 10_000, 100);
  });

  test('views as in ComputeMargin', async () => {
    for (const [view, scenarios, vectors] of [['REPORT_VIEW_TOTALS', 0, 0], ['REPORT_VIEW_MATRIX', 35, 0], ['REPORT_VIEW_FULL', 35, 35]]) {
      const [answer] = answersOf(await stream([header({ view }), books(BOOK)]));
      const { report } = await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('mine'), view });
      assert.deepEqual(answer.report.currencies, report.currencies);
      assert.equal(answer.report.currencies[0].netting_sets[0].aggregated.length, scenarios);
      assert.equal(answer.report.positions[0]?.risk_vector.length ?? 0, vectors);
    }
  });

  test('a stream of 64 MiB', async () => {
    const name = 'n'.repeat(256);
    const block = books(
      ...Array.from({ length: 500 }, () => ({
        account: name,
        packed: { instruments: [], instrument_index: new Array(200).fill(0), sizes: new Array(200).fill(0.5) },
      })),
    );
    const count = 64;
    function* requests() {
      yield header({ instruments: [PERPETUAL] });
      for (let k = 0; k < count; k++) {
        yield block;
      }
    }
    const responses = await stream(requests());
    checkCounts(totalsOf(responses), 500 * count, 0);
    assert.equal(totalsOf(responses).lines_in, 500 * 200 * count);
  });
});

describe('refusals of the whole stream', () => {
  async function refused(requests, code, reason) {
    const error = await failure(stream(requests));
    assert.equal(error.code, code);
    assert.equal(error.reason, reason);
    return error;
  }

  test('no header', () => refused([books(BOOK)], Code.INVALID_ARGUMENT, 'INVALID_REQUEST'));
  test('two headers', () => refused([header(), header()], Code.INVALID_ARGUMENT, 'INVALID_REQUEST'));
  test('a part that is nothing', () => refused([header(), {}], Code.INVALID_ARGUMENT, 'INVALID_REQUEST'));
  test('a stream of nothing at all', () => refused([], Code.INVALID_ARGUMENT, 'INVALID_REQUEST'));
  test('a header with violations', async () => {
    const error = await refused([header({ view: 99 }), books(BOOK)], Code.INVALID_ARGUMENT, 'INVALID_REQUEST');
    assert.deepEqual(error.fields, ['header.view']);
  });
  test('a header that names what is not there', () =>
    refused([{ header: { snapshot_id: 'none' } }], Code.NOT_FOUND, 'UNKNOWN_SNAPSHOT'));
  test('inputs that are too old', () => refused([header({ max_input_age: { seconds: 1 } })], Code.FAILED_PRECONDITION, 'STALE_INPUT'));
});

describe('flow', () => {
  test('a reader that begins late loses nothing', async () => {
    const call = client.MarginService.RevalueBooks();
    const count = 400;
    call.write(header({ instruments: [PERPETUAL], view: 'REPORT_VIEW_MATRIX' }));
    const lines = 300;
    const block = books(
      ...Array.from({ length: 100 }, (_, k) => ({
        account: `a${k}`,
        packed: { instruments: [], instrument_index: new Array(lines).fill(0), sizes: new Array(lines).fill(k) },
      })),
    );
    let written = 0;
    const writing = (async () => {
      for (; written < count; written++) {
        if (!call.write(block)) {
          await new Promise((resolve) => call.once('drain', resolve));
        }
      }
      call.end();
    })();
    // This client reads ahead by itself, so that the server is not held back; its window has a test of its own in Java.
    await sleep(2_000);
    let answers = 0;
    let totals;
    for await (const response of call) {
      answers += response.answers?.answers.length ?? 0;
      totals = response.totals ?? totals;
    }
    await writing;
    assert.equal(answers, 100 * count);
    checkCounts(totals, 100 * count, 0);
  });

  test('a stream that is cancelled in the middle leaves the server well', async () => {
    const call = client.MarginService.RevalueBooks();
    const ended = new Promise((resolve) => call.on('error', resolve));
    call.write(header());
    call.write(books(BOOK));
    await new Promise((resolve) => call.once('data', resolve));
    call.cancel();
    assert.equal((await ended).code, Code.CANCELLED);
    checkCounts(totalsOf(await stream([header(), books(BOOK)])), 1, 0);
  });

  test('a deadline in the middle ends the stream', async () => {
    async function* slow() {
      yield header();
      yield books(BOOK);
      await sleep(3_000);
      yield books(BOOK);
    }
    const error = await failure(stream(slow(), { deadline: Date.now() + 1_000 }));
    assert.equal(error.code, Code.DEADLINE_EXCEEDED);
  });

  test('answers come before the stream ends', async () => {
    const call = client.MarginService.RevalueBooks();
    call.on('error', () => {});
    call.write(header());
    call.write(books(BOOK));
    const seen = [];
    await new Promise((resolve) =>
      call.on('data', (response) => {
        seen.push(response.part);
        if (response.part === 'answers') {
          resolve();
        }
      }),
    );
    assert.deepEqual(seen, ['context', 'answers']);
    call.cancel();
  });
});
