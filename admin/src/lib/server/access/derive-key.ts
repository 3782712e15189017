import type { Argon2Parameters } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** A request to the hashing thread. */
interface Question {
  readonly id: number;
  readonly parameters: Argon2Parameters;
}
type Answer = { readonly id: number } & ({ readonly key: Uint8Array } | { readonly problem: string });

interface Waiting {
  readonly resolve: (key: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Limits of the thread's heap, which is hardly used: argon2 works in memory outside of it. */
const threadLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let lastId = 0;

/**
 * Derives a key with argon2id in one thread, one key at a time. Node's thread pool would use a different thread for
 * each key, and the allocator keeps the 19 MiB of every thread that ever hashed.
 */
export function deriveKey(parameters: Argon2Parameters): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  thread ??= start();
  waiting.set(++lastId, { resolve, reject });
  thread.ref();
  thread.postMessage({ id: lastId, parameters } satisfies Question);
  return promise;
}

function start(): Worker {
  const started = new Worker(`(${work.toString()})()`, { eval: true, resourceLimits: threadLimits });
  started.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    // A process may end while nobody waits for a key.
    if (waiting.size === 0) started.unref();
    if ('key' in answer) asked?.resolve(answer.key);
    else asked?.reject(new Error(answer.problem));
  });
  started.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  return started;
}

/** Rejects what is under way; the next key starts a new thread. */
function end(error: Error): void {
  thread = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

/**
 * The thread's code. It is passed as text and therefore uses nothing outside of it, so that a bundler needs no second
 * file.
 */
function work(): void {
  const { argon2Sync } = process.getBuiltinModule('node:crypto');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  parentPort?.on('message', ({ id, parameters }: Question) => {
    try {
      parentPort.postMessage({ id, key: argon2Sync('argon2id', parameters) });
    } catch (error) {
      parentPort.postMessage({ id, problem: String(error) });
    }
  });
}
