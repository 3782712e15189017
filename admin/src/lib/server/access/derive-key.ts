import type { Argon2Parameters } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** What a thread is asked, and what it answers. */
interface Question {
  readonly id: number;
  readonly parameters: Argon2Parameters;
}
type Answer = { readonly id: number } & ({ readonly key: Uint8Array } | { readonly problem: string });

interface Waiting {
  readonly resolve: (key: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** The thread is there for its stack and a few messages; what argon2 works in is outside of its heap. */
const threadLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let lastId = 0;

/**
 * Derives a key with argon2id, one at a time in a thread of its own. Node's pool would take a different one of its threads
 * for each, and the allocator keeps the 19 MiB of every thread that ever hashed.
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

/** The next key gets a thread of its own. */
function end(error: Error): void {
  thread = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

/** Runs as text in the thread, so it stands alone: whatever bundles this file finds no second one to bundle. */
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
