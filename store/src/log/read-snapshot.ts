import { createHash } from 'node:crypto';
import { readInput, readPart, restoreLogState } from '@hoist/core';
import type { Entry } from '@hoist/core';
import type { z } from 'zod';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreDamagedError } from '../errors.ts';
import { sha256 } from '../sha256.ts';
import type { VerifiedPart } from './log-view.ts';
import { createSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { endSchema, entrySchema, fromLine, headerSchema } from './snapshot-format.ts';

/**
 * Reads the lines of `writeSnapshot` back, in slices, and verifies all of it: each part by its digest, the state by its
 * own, the whole by the last line. Rejects with StoreDamagedError if anything is missing, altered or of another format.
 */
export async function readSnapshot(lines: AsyncIterable<string> | Iterable<string>): Promise<Snapshot> {
  const source = new Lines(lines);
  try {
    return await readAll(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreDamagedError(`The snapshot cannot be used: line ${source.number}: ${reason}`, {
      cause: error,
    });
  } finally {
    await source.close();
  }
}

async function readAll(lines: Lines): Promise<Snapshot> {
  const header = parseLine(await lines.next(), headerSchema);
  const yieldToEventLoop = createYield();
  const entries = new Map<string, Entry>();
  const parts = new Map<string, VerifiedPart>();
  for (let index = 0; index < header.parts; index++) {
    const [partKey, version] = parseLine(await lines.next(), entrySchema);
    const text = fromLine(await lines.next());
    const digest = sha256(text);
    entries.set(partKey, { digest, version });
    if (!parts.has(digest)) parts.set(digest, { text, value: readPart({ digest, text }, sha256) });
    await yieldToEventLoop();
  }
  const digest = lines.digest();
  if (parseLine(await lines.next(), endSchema).sha256 !== digest)
    throw new Error('the lines before it were altered.');
  await lines.end();
  const state = restoreLogState(header, entries, sha256);
  if (!state) throw new Error('the parts do not add up to the state that the first line names.');
  return createSnapshot(state, parts, header.lastContact);
}

function parseLine<T>(line: string, schema: z.ZodType<T>): T {
  const parsed = readInput(schema, JSON.parse(line));
  if (parsed.success) return parsed.data;
  throw new Error('it is not what this version of Hoist writes there.');
}

/** Counts and hashes lines as they are taken. */
class Lines {
  readonly #iterator: AsyncIterator<string> | Iterator<string>;
  readonly #hash = createHash('sha256');
  number = 0;

  constructor(lines: AsyncIterable<string> | Iterable<string>) {
    this.#iterator = Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]();
  }

  async next(): Promise<string> {
    this.number++;
    const { done, value } = await this.#iterator.next();
    if (done === true) throw new Error('it is missing: the snapshot was cut off.');
    const line = value.endsWith('\n') ? value.slice(0, -1) : value;
    this.#hash.update(`${line}\n`);
    return line;
  }

  async end(): Promise<void> {
    const { done } = await this.#iterator.next();
    if (done !== true) throw new Error('more lines follow it than the snapshot has.');
  }

  /** Of all lines taken so far. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
