// Calls of an independent client, and its errors with their details decoded.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import path from 'node:path';
import { ROOT } from './server.mjs';

const DIRS = ['proto/src/main/proto', 'proto/src/main/third-party'].map((dir) => path.join(ROOT, dir));
const FILES = ['margin_service', 'market_service', 'parameter_service', 'system_service'].map(
  (name) => `margrid/v1/${name}.proto`,
);

export const definition = loader.loadSync(FILES, {
  includeDirs: DIRS,
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
});
const v1 = grpc.loadPackageDefinition(definition).margrid.v1;

const types = new protobuf.Root();
types.resolvePath = (_origin, target) => (target.startsWith('google/protobuf/') ? target : path.join(DIRS[1], target));
types.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], { keepCase: true });
types.resolveAll();

export const Code = grpc.status;

/** The messages of a `google.rpc.Status`, by the last part of their type names. */
export function details(any) {
  const found = {};
  for (const { type_url: url, value } of any ?? []) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    const type = types.lookupType(name);
    found[name.split('.').pop()] = type.toObject(type.decode(value), { longs: Number, defaults: true });
  }
  return found;
}

/** What a failed call says: code, message and details. */
export class CallError extends Error {
  constructor(error) {
    super(error.details ?? error.message);
    this.code = error.code;
    this.name = `CallError ${Code[error.code]}`;
    const bytes = error.metadata?.get('grpc-status-details-bin')[0];
    if (bytes) {
      const status = types.lookupType('google.rpc.Status').decode(bytes);
      this.statusCode = status.code;
      this.details = details(status.details);
    } else {
      this.details = {};
    }
  }

  get reason() {
    return this.details.ErrorInfo?.reason;
  }

  /** Paths of the fields that a BadRequest names. */
  get fields() {
    return (this.details.BadRequest?.field_violations ?? []).map((violation) => violation.field);
  }
}

export function metadata(headers) {
  const made = new grpc.Metadata();
  for (const [name, value] of Object.entries(headers ?? {})) {
    made.set(name, value);
  }
  return made;
}

/** When a call that nobody answers ends all the same. */
const soon = () => Date.now() + 60_000;

/** Clients of all services on one connection. */
export function connect(port, options = {}) {
  const address = `127.0.0.1:${port}`;
  const credentials = grpc.credentials.createInsecure();
  const channelOptions = {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.max_metadata_size': 1 << 21,
    'grpc.use_local_subchannel_pool': 1,
    ...options,
  };
  const services = {};
  const first = new v1.MarginService(address, credentials, channelOptions);
  const channel = first.getChannel();
  for (const name of ['MarginService', 'MarketService', 'ParameterService', 'SystemService']) {
    services[name] = new v1[name](address, credentials, { channelOverride: channel });
  }
  const raw = new grpc.Client(address, credentials, { channelOverride: channel });
  const bytes = (value) => value;
  return {
    ...services,
    /** A unary call; answers the message, or throws a CallError. */
    unary(service, method, request, { headers, deadline = soon(), cancel } = {}) {
      return new Promise((resolve, reject) => {
        const call = services[service][method](request, metadata(headers), { deadline }, (error, answer) =>
          error ? reject(new CallError(error)) : resolve(answer),
        );
        cancel?.(call);
      });
    },
    /** A unary call of bytes that need not be a message. */
    bytes(method, request, { headers } = {}) {
      return new Promise((resolve, reject) => {
        raw.makeUnaryRequest(method, bytes, bytes, request, metadata(headers), { deadline: soon() }, (error, answer) =>
          error ? reject(new CallError(error)) : resolve(answer),
        );
      });
    },
    /** A bidirectional stream of all requests, written as fast as the server takes them; answers all responses. */
    async stream(service, method, requests, { headers, deadline = soon() } = {}) {
      const call = services[service][method](metadata(headers), { deadline });
      const answers = [];
      let failure;
      call.on('error', (error) => (failure ??= new CallError(error)));
      const end = new Promise((resolve) => {
        call.on('data', (answer) => answers.push(answer));
        call.on('end', resolve);
        call.on('close', resolve);
        call.on('status', resolve);
        call.on('error', resolve);
      });
      for await (const request of requests) {
        if (failure) {
          break;
        }
        if (!call.write(request)) {
          await Promise.race([new Promise((resolve) => call.once('drain', resolve)), end]);
        }
      }
      call.end();
      await end;
      // The status of a stream that was refused comes right behind its end.
      await new Promise((resolve) => setImmediate(resolve));
      if (failure) {
        failure.answers = answers;
        throw failure;
      }
      return answers;
    },
    close() {
      for (const service of Object.values(services)) {
        service.close();
      }
    },
  };
}

/** The error that a promise ends with. */
export async function failure(promise) {
  try {
    const answer = await promise;
    throw new Error(`the call succeeded: ${JSON.stringify(answer).slice(0, 300)}`);
  } catch (error) {
    if (error instanceof CallError) {
      return error;
    }
    throw error;
  }
}
