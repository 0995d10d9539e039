// Starts `./margrid serve` as a process of its own, on a free port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const START_MS = 60_000;

/** Answers once the server says that it serves: its port, its output so far, and how to end it. */
export async function start(...args) {
  const child = spawn(path.join(ROOT, 'margrid'), ['serve', '--port', '0', '--set', 'metrics.port=0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = { child, out: '', err: '', port: 0 };
  child.stdout.on('data', (data) => (server.out += data));
  child.stderr.on('data', (data) => (server.err += data));
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  server.ended = ended;
  const serves = new Promise((resolve) => {
    child.stdout.on('data', () => {
      const found = /serves on \S+:(\d+)/.exec(server.out);
      if (found) {
        resolve(Number(found[1]));
      }
    });
  });
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no server after ${START_MS} ms`)), START_MS).unref(),
  );
  const port = await Promise.race([serves, late, ended]);
  if (typeof port !== 'number') {
    throw new Error(`the server ended with ${JSON.stringify(port)}:\n${server.out}${server.err}`);
  }
  server.port = port;
  /** Asks it to end; answers its exit code. */
  server.stop = async () => {
    child.kill('SIGTERM');
    return (await ended).code;
  };
  return server;
}
