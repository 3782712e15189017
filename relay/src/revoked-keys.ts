import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keyring } from '@hoist/core';
import { z } from 'zod';
import { writeLines } from './write-lines.ts';

const fileSchema = z.object({
  format: z.literal(1),
  /** By environment: the ids of keys by their hash. */
  environments: z.record(z.string(), z.record(z.string(), z.string())),
});

/**
 * The keys that this relay has ever seen revoked, kept on disk: an older copy of the store that is restored must not bring
 * one back to life.
 */
export class RevokedKeys {
  readonly #path: string;
  /** By environment, ids by hash. */
  readonly #ids = new Map<string, Map<string, string>>();
  readonly #hashes = new Set<string>();
  #writing: Promise<void> = Promise.resolve();
  #isWaiting = false;

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'relay', 'revoked.json');
  }

  /** Reads what earlier processes noted; a file that cannot be read counts as none. */
  async load(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    const parsed = fileSchema.safeParse(readJson(text));
    if (!parsed.success) return;
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

  /** Resolves when everything noted is on disk, as far as the disk takes it. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  #add(environment: string, hash: string, id: string): void {
    let ids = this.#ids.get(environment);
    if (!ids) this.#ids.set(environment, (ids = new Map()));
    ids.set(hash, id);
    this.#hashes.add(hash);
  }

  /** One write at a time; what comes during one goes into the next. */
  #write(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#writing = this.#writing.then(async () => {
      this.#isWaiting = false;
      const environments = Object.fromEntries(
        [...this.#ids].map(([environment, ids]) => [environment, Object.fromEntries(ids)]),
      );
      // A disk that refuses this refuses the copies too, and those report it; the next revocation tries again.
      await writeLines(this.#path, [JSON.stringify({ format: 1, environments })]).catch(() => undefined);
    });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
