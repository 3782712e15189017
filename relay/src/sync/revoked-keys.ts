import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Keyring } from '@hoist/core';
import { z } from 'zod';
import { writeLines } from './write-lines.ts';

const fileSchema = z.object({
  format: z.literal(1),
  /** By environment: the ids of keys by their hash. */
  environments: z.record(z.string(), z.record(z.string(), z.string())),
});

/** Called after each attempt to write, and for a file that cannot be read: with what went wrong, or undefined. */
type OnAttempt = (error: Error | undefined) => void;

/** Before another attempt, in ms: doubled each time. */
const pause = { first: 500, most: 10_000 } as const;

/**
 * The keys that this relay has ever seen revoked, kept on disk: an older copy of the store that is restored must not bring
 * one back to life.
 */
export class RevokedKeys {
  readonly #path: string;
  readonly #onAttempt: OnAttempt;
  readonly #stopping = new AbortController();
  /** By environment, ids by hash. */
  readonly #ids = new Map<string, Map<string, string>>();
  readonly #hashes = new Set<string>();
  #isWanted = false;
  #writing: Promise<void> | undefined;

  constructor(dataDir: string, onAttempt: OnAttempt = () => undefined) {
    this.#path = join(dataDir, 'relay', 'revoked.json');
    this.#onAttempt = onAttempt;
  }

  /** Reads what earlier processes noted; a file that cannot be read is reported and counts as none. */
  async load(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    if (text === undefined) return;
    const parsed = fileSchema.safeParse(readJson(text));
    if (!parsed.success) {
      const lost = `${this.#path} is damaged: until the source answers, keys that were revoked are known by the copies of keyrings alone.`;
      return this.#onAttempt(new Error(lost));
    }
    for (const [environment, ids] of Object.entries(parsed.data.environments))
      for (const [hash, id] of Object.entries(ids)) this.#add(environment, hash, id);
  }

  has(hash: string): boolean {
    return this.#hashes.has(hash);
  }

  /** Takes note of what a keyring says is revoked. */
  note(environment: string, keyring: Keyring): void {
    const before = this.#hashes.size;
    for (const { hash, id, revokedAt } of keyring.keys)
      if (revokedAt !== null) this.#add(environment, hash, id);
    if (this.#hashes.size > before) this.#write();
  }

  /** Ids of one environment's keys that were seen revoked. */
  idsOf(environment: string): string[] {
    return [...(this.#ids.get(environment)?.values() ?? [])];
  }

  /** Writes what is not on disk yet, once, and ends. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#writing;
  }

  #add(environment: string, hash: string, id: string): void {
    let ids = this.#ids.get(environment);
    if (!ids) this.#ids.set(environment, (ids = new Map()));
    ids.set(hash, id);
    this.#hashes.add(hash);
  }

  #write(): void {
    this.#isWanted = true;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  /** One write at a time; what comes during one goes into the next. Goes on trying, ever more slowly, while the disk refuses. */
  async #writeAll(): Promise<void> {
    const { signal } = this.#stopping;
    let wait: number = pause.first;
    while (this.#isWanted) {
      this.#isWanted = false;
      const environments = Object.fromEntries(
        [...this.#ids].map(([environment, ids]) => [environment, Object.fromEntries(ids)]),
      );
      try {
        await writeLines(this.#path, [JSON.stringify({ format: 1, environments })]);
        wait = pause.first;
        this.#onAttempt(undefined);
      } catch (error) {
        this.#onAttempt(error instanceof Error ? error : new Error(String(error)));
        if (signal.aborted) return;
        this.#isWanted = true;
        await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined);
        wait = Math.min(wait * 2, pause.most);
      }
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
