import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag } from '../testing.ts';
import { RelayProcess } from '../testing/relay-process.ts';

/** `npm run deep` has as many readers as are promised, and measures what others notice of them. */
const isDeep = process.env['HOIST_DEEP_READERS'] !== undefined;
const readers = Number(process.env['HOIST_DEEP_READERS'] ?? 150);
const rounds = isDeep ? 5 : 1;
const changes = isDeep ? 80 : 50;
const megabyte = 1_024 * 1_024;

/** A change of about 200 kB. */
const wide = (turn: number) =>
  Array.from({ length: 25 }, (_, index) => ({
    ...publishedFlag(`wide-${index}`, { everyoneElse: fixed('on') }),
    type: 'string' as const,
    variants: [
      { key: 'on', value: String(turn % 10).repeat(8_000) },
      { key: 'off', value: '' },
    ],
  }));

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}

async function openAndNeverRead(port: number, key: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.pause();
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`GET /hoist/v1/environments/-/changes HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\n\r\n`);
  return socket;
}

/** Asks every 5 ms, in a thread of its own so that nothing else delays it, until it is told to stop. */
const asker = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { Agent, request } = require('node:http');
  const { setTimeout: sleep } = require('node:timers/promises');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took = [];
  let isRunning = true;
  parentPort.once('message', () => (isRunning = false));
  const ask = () => new Promise((resolve, reject) => {
    const asked = request({ ...workerData, method: 'POST', agent }, (answer) => answer.resume().on('end', resolve));
    asked.on('error', reject).end();
  });
  (async () => {
    while (isRunning) {
      const startedAt = performance.now();
      await ask();
      took.push(performance.now() - startedAt);
      await sleep(5);
    }
    agent.destroy();
    parentPort.postMessage(took);
  })();
`;

/** Begins to ask; what is returned stops it, and resolves with how long each answer took, in ms. */
async function startAsking(port: number, key: string): Promise<() => Promise<number[]>> {
  const path = '/ofrep/v1/evaluate/flags/wide-1';
  const worker = new Worker(asker, { eval: true, workerData: { port, path, headers: { 'x-api-key': key } } });
  await once(worker, 'online');
  return async () => {
    worker.postMessage('stop');
    const [took] = (await once(worker, 'message')) as [number[]];
    await worker.terminate();
    return took;
  };
}

const percentile99 = (values: number[]) =>
  values.sort((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? 0;
const median = (values: number[]) =>
  values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

it(`${readers} readers that never read cost a relay less than 64 MB`, async () => {
  const installation = new Installation();
  await installation.publish('dev', { flags: wide(0) });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-slow-'));
  // Garbage that is not collected yet is no reader's fault.
  const env = { NODE_OPTIONS: '--max-old-space-size=96 --max-semi-space-size=4' };
  const relay = await RelayProcess.prepare({ storeUrl: installation.url, dataDir, env });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.start();

  /** The most memory, and the 99th percentile of others' answers, while changes are published. */
  const publish = async () => {
    let most = 0;
    const stop = await startAsking(relay.port, key);
    for (let turn = 1; turn <= changes; turn++) {
      await installation.publish('dev', { flags: wide(turn) });
      most = Math.max(most, residentBytes(relay.pid));
    }
    return { most, late: percentile99(await stop()) };
  };
  const publishToThoseWhoNeverRead = async () => {
    const sockets = await Promise.all(
      Array.from({ length: readers }, () => openAndNeverRead(relay.port, key)),
    );
    const measured = await publish();
    for (const socket of sockets) socket.destroy();
    return measured;
  };

  await publish();
  const without = [];
  const beside = [];
  for (let round = 0; round < rounds; round++) {
    without.push(await publish());
    beside.push(await publishToThoseWhoNeverRead());
  }
  const grown = Math.max(...beside.map(({ most }) => most)) - Math.max(...without.map(({ most }) => most));
  const late = [without, beside].map((measured) => median(measured.map((each) => each.late)));
  const [usually = 0, besideThem = 0] = late;
  process.stderr.write(
    `${readers} readers: ${(grown / megabyte).toFixed(1)} MB more, p99 of others ${besideThem.toFixed(1)} ms instead of ${usually.toFixed(1)} ms\n`,
  );
  expect(grown).toBeLessThan(64 * megabyte);
  if (isDeep) expect(besideThem).toBeLessThan(usually * 1.2);
}, 240_000);
