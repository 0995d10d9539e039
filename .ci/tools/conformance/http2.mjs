// Calls by node's HTTP/2 alone, with no gRPC library between a test and the frames: one that reads ahead, keeps
// deadlines of its own and cancels by itself hides what the server does.
import { once } from 'node:events';
import http2 from 'node:http2';
import grpc from '@grpc/grpc-js';
import { definition } from './client.mjs';

export const CANCEL = http2.constants.NGHTTP2_CANCEL;

/** A message as gRPC frames it: not compressed, its length, its bytes. */
export function frame(bytes) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** A connection. `window` is how many bytes of a stream the server may send before they are read. */
export async function connect(port, window = 65_535) {
  const session = http2.connect(`http://127.0.0.1:${port}`, { settings: { initialWindowSize: window } });
  session.on('error', () => {});
  await once(session, 'connect');
  return {
    /** Begins a call. Nothing is read before `read`, and nothing ends it but its end or a reset. */
    call(service, method, headers = {}) {
      const { path, requestSerialize, responseDeserialize } = definition[`margrid.v1.${service}`][method];
      const reset = new AbortController();
      const stream = session.request(
        { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers', ...headers },
        { signal: reset.signal },
      );
      stream.on('error', () => {});
      let status;
      stream.on('response', (first) => (status = first['grpc-status']));
      stream.on('trailers', (last) => (status = last['grpc-status']));
      const closed = new Promise((resolve) => stream.once('close', resolve));
      return {
        stream,
        /** Sends RST_STREAM with CANCEL, and nothing before it: node's `close` ends the request first. */
        cancel: () => reset.abort(),
        bytes: (message) => frame(requestSerialize(message)),
        /** Reads to the end: messages, and the status in figures or, of a stream that was reset, the code of that. */
        async read(onMessage = () => {}) {
          const chunks = [];
          let have = 0;
          stream.on('data', (chunk) => {
            chunks.push(chunk);
            have += chunk.length;
            if (have < 5) {
              return;
            }
            let all = Buffer.concat(chunks);
            while (all.length >= 5 && all.length >= 5 + all.readUInt32BE(1)) {
              const end = 5 + all.readUInt32BE(1);
              onMessage(responseDeserialize(all.subarray(5, end)));
              all = all.subarray(end);
            }
            chunks.splice(0, chunks.length, all);
            have = all.length;
          });
          await closed;
          return { status: status === undefined ? undefined : Number(status), reset: stream.rstCode };
        },
      };
    },
    close: () => session.destroy(),
  };
}

/** What a call that the server ended for its deadline says: a status, or a reset if the server's clock was first. */
export function isLate({ status, reset }) {
  return status === undefined ? reset === CANCEL : status === grpc.status.DEADLINE_EXCEEDED;
}
