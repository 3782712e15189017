import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isJsonObject } from '@hoist/core';
import { readSnapshot } from '@hoist/store';
import type { LogReader, LogView, Snapshot } from '@hoist/store';
import { z } from 'zod';
import type { Problems } from '../management/problems.ts';
import { SnapshotWriter } from './snapshot-writer.ts';
import { unfinished, writeLines } from './write-lines.ts';

const extension = '.ndjson';
const notesName = 'contact.json';
/** What a process that was killed has left unfinished is removed after so many ms. */
const leftover = 10 * 60_000;

const notesSchema = z.object({
  format: z.literal(1),
  installation: z.string().nullable(),
  /** By log: the record that its copy ends at, and when that was last known to be the newest, in ms since the epoch. */
  logs: z.record(z.string(), z.object({ record: z.string(), lastContact: z.number() })),
});
type Notes = z.infer<typeof notesSchema>;

const noNotes: Notes = { format: 1, installation: null, logs: {} };

/** A log's copy on disk. */
export interface Known {
  readonly snapshot: Snapshot;
  /** When it was last known to be the newest state, in ms since the Unix epoch by the clock of then; 0 for never. */
  readonly lastContact: number;
}

/** What was found on disk. */
export interface Found {
  readonly known: ReadonlyMap<string, Known>;
  /** Logs that should have a copy and have none that can be used, with the reason. */
  readonly lost: ReadonlyMap<string, string>;
}

interface Kept {
  readonly reader: LogReader;
  readonly writer: SnapshotWriter;
  lastContact: number;
}

/**
 * The last state of each log that was served, on disk: what a relay starts from, and answers from for as long as its
 * source is away.
 */
export class LastKnownGood {
  readonly #folder: string;
  readonly #problems: Problems;
  readonly #onKept: (state: LogView['state']) => void;
  readonly #kept = new Map<string, Kept>();
  #notes: Notes = noNotes;
  #noting: Promise<void> = Promise.resolve();

  /** `onKept` is called with every state that is on disk for good. */
  constructor(
    dataDir: string,
    problems: Problems,
    onKept: (state: LogView['state']) => void = () => undefined,
  ) {
    this.#folder = join(dataDir, 'relay');
    this.#problems = problems;
    this.#onKept = onKept;
  }

  /** Reads all copies, verified by digest. A file that cannot be used is left where it is. */
  async load(): Promise<Found> {
    const names = await this.#list();
    const known = new Map<string, Known>();
    const lost = new Map<string, string>();
    const notes = (this.#notes = await this.#readNotes().catch((error: unknown) => {
      lost.set(notesName, `${this.#notesPath} cannot be used: ${String(error)}`);
      return noNotes;
    }));
    for (const log of Object.keys(notes.logs)) lost.set(log, `${this.#path(log)} is missing.`);
    for (const name of names.filter((each) => each.endsWith(extension))) {
      const log = toLog(name);
      try {
        const snapshot = await this.#read(log, notes);
        const note = notes.logs[log];
        const { lastContact } = note?.record === snapshot.state.record ? note : snapshot;
        known.set(log, { snapshot, lastContact });
        lost.delete(log);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        lost.set(log, `${this.#path(log)} cannot be used and is left alone: ${reason}`);
      }
    }
    await this.#removeLeftovers(names);
    return { known, lost };
  }

  /** From now on this reader's copy is kept; returns what takes a state that is to be written. `from`: what was loaded. */
  keep(reader: LogReader, from: Known | undefined): (view: LogView) => void {
    const { log } = reader;
    const writer = new SnapshotWriter({
      path: this.#path(log),
      written: from?.snapshot.state,
      lastContact: () => lastContactOf(reader),
      onAttempt: (error) => {
        const reason =
          error && `${this.#path(log)} cannot be written: ${error.message}. Free or fix the disk.`;
        this.#problems.report('disk', log, reason);
        if (error) return;
        if (writer.written) this.#onKept(writer.written);
        void this.noteContacts();
      },
    });
    this.#kept.set(log, { reader, writer, lastContact: from?.lastContact ?? 0 });
    return (view) => writer.write(view);
  }

  /** Notes how fresh the copies are. One that is not the newest state any more keeps the age that it had as such. */
  noteContacts(): Promise<void> {
    this.#noting = this.#noting.then(() => this.#writeNotes());
    return this.#noting;
  }

  /** Writes what still waits, once. */
  async stop(): Promise<void> {
    await Promise.all([...this.#kept.values()].map(({ writer }) => writer.stop()));
    await this.noteContacts();
  }

  async #writeNotes(): Promise<void> {
    const logs = { ...this.#notes.logs };
    let installation: string | null = null;
    for (const [log, kept] of this.#kept) {
      const { reader, writer } = kept;
      if (!writer.written) continue;
      if (reader.state === writer.written) kept.lastContact = lastContactOf(reader);
      logs[log] = { record: writer.written.record, lastContact: kept.lastContact };
      installation ??= installationOf(reader);
    }
    if (Object.keys(logs).length === 0) return;
    this.#notes = { format: 1, installation: installation ?? this.#notes.installation, logs };
    // A disk that refuses this refuses the copies too, and those report it.
    await writeLines(this.#notesPath, [JSON.stringify(this.#notes)]).catch(() => undefined);
  }

  async #read(log: string, notes: Notes): Promise<Snapshot> {
    const lines = createInterface({ input: createReadStream(this.#path(log)), crlfDelay: Infinity });
    const snapshot = await readSnapshot(lines);
    if (snapshot.state.log !== log) throw new Error(`it is a copy of the log '${snapshot.state.log}'.`);
    const installation = installationOf(snapshot);
    if (installation !== null && notes.installation !== null && installation !== notes.installation)
      throw new Error(`it is of another installation than the other copies.`);
    return snapshot;
  }

  /** Rejects where there are notes that cannot be read. */
  async #readNotes(): Promise<Notes> {
    const names = await this.#list();
    if (!names.includes(notesName)) return noNotes;
    return notesSchema.parse(JSON.parse(await readFile(this.#notesPath, 'utf8')));
  }

  async #removeLeftovers(names: readonly string[]): Promise<void> {
    for (const name of names.filter((each) => each.endsWith(unfinished))) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > leftover) await rm(path, { force: true });
    }
  }

  get #notesPath(): string {
    return join(this.#folder, notesName);
  }

  #path(log: string): string {
    return join(this.#folder, `${encodeURIComponent(log)}${extension}`);
  }

  async #list(): Promise<string[]> {
    try {
      return await readdir(this.#folder);
    } catch {
      return [];
    }
  }
}

function toLog(name: string): string {
  try {
    return decodeURIComponent(name.slice(0, -extension.length));
  } catch {
    return name;
  }
}

function lastContactOf({ contactAge }: LogReader): number {
  return Number.isFinite(contactAge) ? Math.max(0, Math.round(Date.now() - contactAge)) : 0;
}

/** Which installation an environment's log is of; null for other logs. */
function installationOf(view: LogView): string | null {
  const part = view.value('environment');
  return isJsonObject(part) && typeof part['installation'] === 'string' ? part['installation'] : null;
}
