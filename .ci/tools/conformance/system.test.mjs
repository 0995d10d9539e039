// SystemService, health, reflection.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { BOOK, market } from './books.mjs';
import { Code, connect } from './client.mjs';
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

const SERVICES = ['MarginService', 'MarketService', 'ParameterService', 'SystemService'].map((name) => `margrid.v1.${name}`);

describe('SystemService', () => {
  test('GetServerInfo tells what requests can name', async () => {
    const info = await client.unary('SystemService', 'GetServerInfo', {});
    assert.ok(info.version);
    assert.ok(info.models.some(({ id }) => id === info.default_model));
    assert.ok(info.parameter_sets.some(({ id }) => id === info.default_parameter_set_id));
    assert.ok(info.snapshots.some(({ snapshot_id: id }) => id === info.default_snapshot_id));
    assert.ok(info.limits.message_bytes > 0);
  });

  test('GetStatistics counts calls and what they held', async () => {
    const computed = ({ calls }) =>
      calls.find(({ method, code }) => method === 'margrid.v1.MarginService/ComputeMargin' && code === 'OK')?.count ?? 0;
    const before = await client.unary('SystemService', 'GetStatistics', {});
    await client.unary('MarginService', 'ComputeMargin', { book: BOOK, market: market('m') });
    const after = await client.unary('SystemService', 'GetStatistics', {});
    assert.equal(computed(after) - computed(before), 1);
    assert.equal(after.batches.prices - before.batches.prices, 3 * 35);
    assert.equal(after.state, 'SERVING_STATE_SERVING');
    assert.ok(after.stages.length >= 5);
  });

  test('GetConfiguration tells every key, its value and where it is from', async () => {
    const { entries } = await client.unary('SystemService', 'GetConfiguration', {});
    const port = entries.find(({ key }) => key === 'server.port');
    assert.deepEqual([port.value, port.source], ['0', 'flag']);
    entries.forEach((entry) => assert.ok(entry.description && entry.range && entry.source, entry.key));
  });
});

/** One call of a service whose protos are written down here. */
function callRaw(method, request, type) {
  const raw = new grpc.Client(`127.0.0.1:${server.port}`, grpc.credentials.createInsecure());
  const stream = raw.makeBidiStreamRequest(method, (v) => v, (v) => v, { deadline: Date.now() + 60_000 });
  const answers = [];
  return new Promise((resolve, reject) => {
    stream.on('data', (bytes) => answers.push(type.toObject(type.decode(bytes), { enums: String, defaults: true })));
    stream.on('error', reject);
    stream.on('end', () => resolve(answers));
    stream.write(request);
    stream.end();
  }).finally(() => raw.close());
}

const HEALTH = protobuf.parse(`syntax = "proto3"; package grpc.health.v1;
  message HealthCheckRequest { string service = 1; }
  message HealthCheckResponse { enum ServingStatus { UNKNOWN = 0; SERVING = 1; NOT_SERVING = 2; SERVICE_UNKNOWN = 3; } ServingStatus status = 1; }`).root;
const REFLECTION = protobuf.parse(
  `syntax = "proto3"; package r;
  message Q { string host = 1; string file_by_filename = 3; string file_containing_symbol = 4; string list_services = 7; }
  message F { repeated bytes file_descriptor_proto = 1; }
  message S { string name = 1; }
  message L { repeated S service = 1; }
  message E { int32 error_code = 1; string error_message = 2; }
  message A { F file_descriptor_response = 4; L list_services_response = 6; E error_response = 7; }`,
  { keepCase: true },
).root;

describe('health', () => {
  const request = HEALTH.lookupType('grpc.health.v1.HealthCheckRequest');
  const response = HEALTH.lookupType('grpc.health.v1.HealthCheckResponse');
  const check = (service) => callRaw('/grpc.health.v1.Health/Check', request.encode({ service }).finish(), response);

  for (const service of ['', ...SERVICES]) {
    test(`Check "${service}"`, async () => {
      assert.deepEqual(await check(service), [{ status: 'SERVING' }]);
    });
  }

  test('a service that does not exist', async () => {
    await assert.rejects(check('none'), { code: Code.NOT_FOUND });
  });
});

for (const version of ['v1', 'v1alpha']) {
  describe(`reflection ${version}`, () => {
    const request = REFLECTION.lookupType('r.Q');
    const ask = async (query) =>
      (await callRaw(`/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`, request.encode(query).finish(), REFLECTION.lookupType('r.A')))[0];

    test('lists the services', async () => {
      const names = (await ask({ list_services: '*' })).list_services_response.service.map(({ name }) => name);
      [...SERVICES, 'grpc.health.v1.Health'].forEach((name) => assert.ok(names.includes(name), name));
    });

    for (const symbol of ['margrid.v1.MarginService.RevalueBooks', 'google.rpc.BadRequest', 'google.rpc.RetryInfo', 'google.rpc.ResourceInfo', 'google.rpc.ErrorInfo']) {
      test(`finds ${symbol}`, async () => {
        const answer = await ask({ file_containing_symbol: symbol });
        assert.ok(answer.file_descriptor_response?.file_descriptor_proto.length > 0, JSON.stringify(answer.error_response));
      });
    }
  });
}
