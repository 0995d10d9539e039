// A server that is asked to end finishes what it admitted, refuses the rest, and ends with 0.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BOOK, market, PERPETUAL } from './books.mjs';
import { Code, connect } from './client.mjs';
import { start } from './server.mjs';

describe('drain', () => {
  test('a stream under way is finished', async () => {
    const server = await start();
    const client = connect(server.port);
    const call = client.MarginService.RevalueBooks();
    let answers = 0;
    let totals;
    const ended = new Promise((resolve, reject) => {
      call.on('data', (response) => {
        answers += response.answers?.answers.length ?? 0;
        totals = response.totals ?? totals;
      });
      call.on('error', reject);
      call.on('end', resolve);
    });
    call.write({ header: { market: market('m'), instruments: [PERPETUAL] } });
    call.write({ books: { books: [BOOK] } });
    await new Promise((resolve) => call.once('data', resolve));
    const exit = server.stop();
    for (let k = 0; k < 20; k++) {
      call.write({ books: { books: [BOOK, { account: 'p', packed: { instrument_index: [0], sizes: [k] } }] } });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    call.end();
    await ended;
    assert.equal(answers, 41);
    assert.equal(totals.accounts_reported, 41);
    client.close();
    assert.equal(await exit, 0);
    assert.match(server.err, /drained/);
  });

  test('calls that were admitted are answered, later ones are refused as UNAVAILABLE', async () => {
    const server = await start();
    const client = connect(server.port);
    await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') });
    const running = Array.from({ length: 40 }, () => client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const exit = server.stop();
    const ends = await Promise.allSettled(running);
    ends.forEach((end) => {
      if (end.status === 'rejected') {
        assert.equal(end.reason.code, Code.UNAVAILABLE, end.reason.message);
      }
    });
    assert.equal(await exit, 0);
    await assert.rejects(client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') }, { deadline: Date.now() + 5_000 }), (error) =>
      [Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED].includes(error.code),
    );
    client.close();
  });
});
