// ParameterService: sets are listed, given back byte by byte, added, and never change.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { BOOK, market } from './books.mjs';
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

const call = (method, request) => client.unary('ParameterService', method, request);

async function renamed(id) {
  const { file } = await call('GetParameterSet', {});
  const set = JSON.parse(file);
  set.id = id;
  return Buffer.from(JSON.stringify(set));
}

describe('ParameterService', () => {
  test('the default set is listed first', async () => {
    const { parameter_sets: sets, default_parameter_set_id: id } = await call('ListParameterSets', {});
    assert.equal(sets[0].id, id);
    sets.forEach((set) => assert.match(set.sha256, /^[0-9a-f]{64}$/));
  });

  test('a set comes with the bytes that its hash is of', async () => {
    const { parameter_set: set, file } = await call('GetParameterSet', {});
    assert.equal(createHash('sha256').update(file).digest('hex'), set.sha256);
  });

  test('a set that was added can be used, and every answer names it and its hash', async () => {
    const file = await renamed('mine');
    const { parameter_set: set } = await call('AddParameterSet', { file });
    assert.equal(set.id, 'mine');
    const { report } = await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m'), parameter_set_id: 'mine' });
    assert.equal(report.parameter_set.id, 'mine');
    assert.equal(report.parameter_set.sha256, createHash('sha256').update(file).digest('hex'));
  });

  test('the same bytes again are the same set; other bytes: ALREADY_EXISTS', async () => {
    const file = await renamed('once');
    const first = await call('AddParameterSet', { file });
    assert.deepEqual(await call('AddParameterSet', { file }), first);
    const error = await failure(call('AddParameterSet', { file: Buffer.concat([file, Buffer.from(' ')]) }));
    assert.equal(error.code, Code.ALREADY_EXISTS);
    assert.equal(error.reason, 'PARAMETER_SET_EXISTS');
  });

  test('a file that is none: INVALID_ARGUMENT', async () => {
    const error = await failure(call('AddParameterSet', { file: Buffer.from('{"id": "bad"') }));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.ok(error.fields[0].startsWith('file'), error.fields.join());
  });

  test('a file that is too large: RESOURCE_EXHAUSTED', async () => {
    const error = await failure(call('AddParameterSet', { file: Buffer.alloc((1 << 20) + 1, ' ') }));
    assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
  });

  test('a name that nobody gave: NOT_FOUND', async () => {
    const error = await failure(call('GetParameterSet', { parameter_set_id: 'none' }));
    assert.equal(error.code, Code.NOT_FOUND);
    assert.equal(error.reason, 'UNKNOWN_PARAMETER_SET');
  });
});
