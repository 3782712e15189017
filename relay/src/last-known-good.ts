import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readSnapshot, writeSnapshot } from '@hoist/store';
import type { LogReader, Snapshot } from '@hoist/store';

const extension = '.ndjson';

export interface Known {
  readonly snapshot: Snapshot;
  /** When the log had last been read from its source, ms since epoch. */
  readonly lastContact: number;
}

/** What was found on disk: snapshots by log, and a sentence for each file that cannot be used. */
export interface Found {
  readonly known: ReadonlyMap<string, Known>;
  readonly problems: readonly string[];
}

/**
 * The last state of each log that was served, on disk: what a relay starts from, and answers from for as long as its
 * source is away. Written to a second file, flushed, then renamed: a crash leaves the old one or the new one.
 */
export class LastKnownGood {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'relay');
  }

  /** Reads all snapshots, verified by digest. A damaged file is left where it is, named, and not used. */
  async load(): Promise<Found> {
    const known = new Map<string, Known>();
    const problems: string[] = [];
    for (const name of await this.#list()) {
      const path = join(this.#folder, name);
      try {
        const snapshot = await readSnapshot(
          createInterface({ input: createReadStream(path), crlfDelay: Infinity }),
        );
        known.set(snapshot.state.log, { snapshot, lastContact: (await stat(path)).mtimeMs });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problems.push(
          `${path} cannot be used and is left alone: ${reason} It is replaced as soon as the source answers.`,
        );
      }
    }
    return { known, problems };
  }

  async save(reader: LogReader): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#path(reader.log);
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      for await (const line of writeSnapshot(reader)) await file.write(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
  }

  /** Notes when the log was last read: growth must not run ahead of it after a restart without the source. */
  async touch(log: string, at: number): Promise<void> {
    await utimes(this.#path(log), at / 1_000, at / 1_000).catch(() => undefined);
  }

  #path(log: string): string {
    return join(this.#folder, `${encodeURIComponent(log)}${extension}`);
  }

  async #list(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith(extension));
    } catch {
      return [];
    }
  }
}
