// Flow control, deadlines and cancellation as they are on the wire.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BOOK, CALL, market, PERPETUAL, PUT } from './books.mjs';
import { connect } from './client.mjs';
import * as bare from './http2.mjs';
import { start } from './server.mjs';

const OK = 0;
const MIB = 1 << 20;

// So little that a server which held the stream of a reader that does not read would end for want of memory.
process.env.MARGRID_JAVA_OPTS = '-Xmx160m';

let server;
let client;
let wire;

before(async () => {
  server = await start();
  client = connect(server.port);
  wire = await bare.connect(server.port, 1_024);
});

after(async () => {
  wire?.close();
  client?.close();
  assert.equal(await server?.stop(), 0);
});

const header = { header: { market: market('mine'), instruments: [PERPETUAL, CALL, PUT] } };

/** A message of books of many lines, and how many books it has. */
function block(books, lines) {
  const packed = {
    instrument_index: Array.from({ length: lines }, (_, line) => line % 3),
    sizes: Array.from({ length: lines }, (_, line) => (line % 7) - 3),
  };
  return { books: { books: Array.from({ length: books }, (_, b) => ({ account: `account ${b}`, packed })) } };
}

/** Waits until the server has no call but the one that asks, and no job. */
async function idle() {
  for (let tries = 0; ; tries++) {
    const { calls_running: running, queue } = await client.unary('SystemService', 'GetStatistics', {});
    if (running <= 1 && queue.jobs === 0) {
      return;
    }
    assert.ok(tries < 600, `${running} calls and ${queue.jobs} jobs stay`);
    await sleep(50);
  }
}

async function count(method, code) {
  const { calls } = await client.unary('SystemService', 'GetStatistics', {});
  return calls.find((call) => call.method.endsWith(method) && call.code === code)?.count ?? 0;
}

/** Writes until the server has taken all, or takes no more for a while. Answers how many were written. */
async function writeUntilStalled(stream, message, times) {
  for (let written = 0; written < times; written++) {
    if (!stream.write(message)) {
      const drained = new Promise((resolve) => stream.once('drain', () => resolve(true)));
      if (!(await Promise.race([drained, sleep(3_000, false, { ref: false })]))) {
        return written + 1;
      }
    }
  }
  return times;
}

describe('a reader that does not read', () => {
  test('stalls its own stream only, in bounded memory, and then gets every answer', async () => {
    const call = wire.call('MarginService', 'RevalueBooks');
    const books = 50;
    const message = call.bytes(block(books, 1_000));
    const times = Math.ceil((256 * MIB) / message.length);
    call.stream.write(call.bytes(header));
    const first = await writeUntilStalled(call.stream, message, times);
    assert.ok(first < times, 'the server took 256 MiB whose answers nobody read');
    assert.ok(first * message.length < 96 * MIB, `the server took ${first} messages of ${message.length} bytes`);

    const other = await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('mine') });
    assert.ok(other.report, 'other calls wait');

    const seen = new Set();
    let totals;
    const end = call.read(({ answers, totals: last }) => {
      answers?.answers.forEach(({ index, report }) => {
        assert.ok(report, `account ${index} was refused`);
        assert.ok(!seen.has(index), `account ${index} was answered twice`);
        seen.add(index);
      });
      totals = last ?? totals;
    });
    call.stream.end();
    assert.equal((await end).status, OK);
    assert.equal(seen.size, first * books);
    assert.equal(totals.accounts_reported, first * books);
    await idle();
  });
});

describe('deadlines by the header', () => {
  test('of a stream whose client says nothing more', async () => {
    const call = wire.call('MarginService', 'RevalueBooks', { 'grpc-timeout': '200m' });
    call.stream.write(call.bytes(header));
    assert.ok(bare.isLate(await call.read()));
    await idle();
  });

  test('of a unary call whose message never comes', async () => {
    const call = wire.call('MarginService', 'ComputeMargin', { 'grpc-timeout': '100m' });
    assert.ok(bare.isLate(await call.read()));
    await idle();
  });

  test('of a call that is answered in time', async () => {
    const call = wire.call('MarginService', 'ComputeMargin', { 'grpc-timeout': '60S' });
    call.stream.end(call.bytes({ book: BOOK, market: market('mine') }));
    const answers = [];
    assert.equal((await call.read((answer) => answers.push(answer))).status, OK);
    assert.ok(answers[0].report.initial_margin_usd > 0);
  });

  test('that is none: the call fails, and is not counted as running', async () => {
    const call = wire.call('MarginService', 'ComputeMargin', { 'grpc-timeout': 'soon' });
    call.stream.end(call.bytes({ book: BOOK, market: market('mine') }));
    const { status } = await call.read();
    assert.notEqual(status, OK);
    await idle();
  });
});

describe('cancellation by RST_STREAM', () => {
  async function cancelled(method, act) {
    const before = await count(method, 'CANCELLED');
    await act();
    await idle();
    assert.equal(await count(method, 'CANCELLED'), before + 1);
  }

  test('before the message has come', () =>
    cancelled('ComputeMargin', async () => {
      const call = wire.call('MarginService', 'ComputeMargin');
      const message = call.bytes({ book: BOOK, market: market('mine') });
      call.stream.write(message.subarray(0, message.length - 1));
      // The headers have to be out, or node forgets the call by itself.
      await new Promise((resolve) => call.stream.session.ping(resolve));
      call.cancel();
      await call.read();
    }));

  test('while its work waits for the device', async () => {
    const waiting = await start('--set', 'batch.delay-micros=1000000');
    const own = connect(waiting.port);
    const frames = await bare.connect(waiting.port);
    const statistics = () => own.unary('SystemService', 'GetStatistics', {});
    const before = (await statistics()).batches.batches;
    const call = frames.call('MarginService', 'ComputeMargin');
    call.stream.end(call.bytes({ book: BOOK, market: market('mine') }));
    while ((await statistics()).queue.jobs === 0) {
      await sleep(1);
    }
    call.cancel();
    await call.read();
    while ((await statistics()).queue.jobs > 0) {
      await sleep(1);
    }
    const { shed, batches } = await statistics();
    assert.equal(shed.find(({ reason }) => reason === 'CANCELLED')?.count, 1);
    assert.equal(batches.batches, before, 'it was computed all the same');
    frames.close();
    own.close();
    assert.equal(await waiting.stop(), 0);
  });

  test('in the middle of a stream of books', () =>
    cancelled('RevalueBooks', async () => {
      const call = wire.call('MarginService', 'RevalueBooks');
      call.stream.write(call.bytes(header));
      const message = call.bytes(block(500, 100));
      for (let i = 0; i < 20; i++) {
        call.stream.write(message);
      }
      const end = call.read(({ answers }) => answers && call.cancel());
      await end;
    }));

  test('after the answer changes nothing', async () => {
    const before = await count('ComputeMargin', 'OK');
    const call = wire.call('MarginService', 'ComputeMargin');
    call.stream.end(call.bytes({ book: BOOK, market: market('mine') }));
    assert.equal((await call.read()).status, OK);
    call.cancel();
    await idle();
    assert.equal(await count('ComputeMargin', 'OK'), before + 1);
  });
});
