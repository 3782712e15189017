import { findEntry, limits, nextVersion, readInput, toPart, versionNoteSchema } from '@hoist/core';
import type { Json, LogState, Part, VersionNote, VersionRecord } from '@hoist/core';
import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import { backOff } from '../back-off.ts';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreUnavailableError } from '../errors.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { inTurn } from './commit-queue.ts';
import type { LogReader } from './log-reader.ts';

/** What a commit does to a log. A part that the log holds with the same content counts as unchanged. */
export interface Change {
  readonly set: ReadonlyMap<string, Json>;
  readonly removed: readonly string[];
  /** The change in words that continue the name of who made it, in the names of the state that it leads to. */
  readonly said: string;
}

/** A change to commit. The same idempotency key takes effect once, however often it is committed; `when` is in UTC. */
export interface CommitRequest<R> extends Readonly<Omit<VersionNote, 'said'>> {
  /** Begins a newer epoch, after an older copy was restored. */
  readonly epoch?: number;
  /**
   * Checks what the change is based on, validates the whole resulting state and returns what to write, or a refusal. It is
   * synchronous, and called again on the new head whenever another commit came in between.
   */
  readonly build: (reader: LogReader) => Change | { readonly refusal: R };
  /** How long to retry while other commits win the race, in ms; 10,000 by default. */
  readonly timeout?: number;
}

/** `repeated`: the log held a version with this idempotency key. `unchanged`: there was nothing to write. */
export type Committed<R> =
  | { readonly outcome: 'committed' | 'repeated'; readonly record: VersionRecord }
  | { readonly outcome: 'refused'; readonly refusal: R }
  | { readonly outcome: 'unchanged' };

/**
 * Commits a change to a reader's log; the reader has applied it when this resolves. Rejects with StoreUnavailableError
 * or StoreDamagedError, and with RangeError for what no reader could read. After a rejection the commit may still have taken
 * effect; committing again with the same key finds out.
 */
export async function commit<R = never>(
  store: Store,
  reader: LogReader,
  request: CommitRequest<R>,
): Promise<Committed<R>> {
  refuseUnreadable(requestSchema, request);
  return inTurn(store, reader.log, async () => {
    const done = await runRace(store, reader, request);
    if ('record' in done && reader.state.version < done.record.version)
      await reader.catchUp().catch(() => undefined);
    return done;
  });
}

const requestSchema = versionNoteSchema.omit({ said: true });
const saidSchema = versionNoteSchema.pick({ said: true });

/** Refuses what readers would refuse: a log with a record that they cannot read is lost. */
function refuseUnreadable(schema: z.ZodType, note: Partial<VersionNote>): void {
  const parsed = readInput(schema, note);
  if (parsed.success) return;
  const [issue] = parsed.issues;
  throw new RangeError(
    `A version cannot be recorded with this '${issue?.path ?? ''}': ${issue?.message ?? ''}.`,
  );
}

async function runRace<R>(store: Store, reader: LogReader, request: CommitRequest<R>): Promise<Committed<R>> {
  const deadline = performance.now() + (request.timeout ?? 10_000);
  const stored = new Set<string>();
  for (let attempt = 0; ; attempt++) {
    const isLast = attempt > 0 && performance.now() > deadline;
    const done = await tryOnce({ store, reader, request, stored, isLast });
    if (done) return done;
    await setTimeout(backOff(attempt, { first: 2, most: 64 }));
  }
}

interface Race<R> {
  readonly store: Store;
  readonly reader: LogReader;
  readonly request: CommitRequest<R>;
  /** Digests of parts that this commit has written. */
  readonly stored: Set<string>;
  /** The time is over: only what was committed already counts. */
  readonly isLast: boolean;
}

/** Undefined if another commit was faster. */
async function tryOnce<R>(race: Race<R>): Promise<Committed<R> | undefined> {
  const { store, reader, request, stored, isLast } = race;
  await reader.catchUp();
  let searched: LogState | undefined;
  let built: Built<R> | undefined;
  let known: ReadonlyMap<Json, Part> | undefined;
  for (;;) {
    // No version up to this state has the key; if a later one has, the insert below finds its version taken.
    while (searched !== reader.state) {
      searched = reader.state;
      const own = await store.findByIdempotencyKey(reader.log, request.idempotencyKey);
      if (own) return { outcome: 'repeated', record: own };
    }
    if (isLast) throw tooManyRaces(reader.log);
    // From here to the start of the insert nothing is awaited, so what was checked still holds when it is inserted.
    if (built?.base !== reader.state) built = build(reader, request);
    if ('refusal' in built.change) return { outcome: 'refused', refusal: built.change.refusal };
    if (!known) {
      known = await toParts(built.change);
      continue;
    }
    const draft = draw(built.base, built.change, known);
    if (draft.size === 0 && (request.epoch ?? draft.base.epoch) === draft.base.epoch)
      return { outcome: 'unchanged' };
    const missing = draft.parts.filter(({ digest }) => !stored.has(digest));
    if (missing.length === 0) return insert(race, draft);
    await store.putParts(missing);
    for (const { digest } of missing) stored.add(digest);
    await reader.catchUp();
  }
}

interface Built<R> {
  readonly base: LogState;
  readonly change: Change | { readonly refusal: R };
}

function build<R>(reader: LogReader, request: CommitRequest<R>): Built<R> {
  const change = request.build(reader);
  if ('said' in change) refuseUnreadable(saidSchema, change);
  return { base: reader.state, change };
}

/** Makes the parts of a change, by value; in slices, because a large import takes seconds. */
async function toParts(change: Change): Promise<ReadonlyMap<Json, Part>> {
  const known = new Map<Json, Part>();
  const yieldToEventLoop = createYield();
  for (const value of change.set.values()) {
    known.set(value, toPart(value, sha256));
    await yieldToEventLoop();
  }
  return known;
}

/** What to write on top of a state, without parts that the state holds already. */
interface Draft {
  readonly base: LogState;
  readonly parts: readonly Part[];
  readonly set: readonly [string, string][];
  readonly removed: readonly string[];
  readonly said: string;
  readonly size: number;
}

function draw(base: LogState, change: Change, known: ReadonlyMap<Json, Part>): Draft {
  const parts: Part[] = [];
  const set: [string, string][] = [];
  for (const [partKey, value] of change.set) {
    const part = known.get(value) ?? toPart(value, sha256);
    if (findEntry(base, partKey, sha256)?.digest === part.digest) continue;
    parts.push(part);
    set.push([partKey, part.digest]);
  }
  const removed = [...new Set(change.removed)].filter(
    (partKey) => !change.set.has(partKey) && findEntry(base, partKey, sha256),
  );
  const size = set.length + removed.length;
  if (size > limits.entriesPerVersion) {
    throw new RangeError(
      `A commit changes at most ${limits.entriesPerVersion} parts; this one has ${size}. Split it.`,
    );
  }
  return { base, parts, set, removed, said: change.said, size };
}

async function insert<R>({ store, request }: Race<R>, draft: Draft): Promise<Committed<R> | undefined> {
  const { base, set, removed, said } = draft;
  const { idempotencyKey, kind, who, when, comment, epoch = base.epoch } = request;
  if (epoch < base.epoch) {
    throw new RangeError(
      `Epoch ${epoch} of log '${base.log}' is over: it is at ${base.epoch}. Name a newer one.`,
    );
  }
  const { record } = nextVersion(
    base,
    { set: [...set], removed: [...removed], idempotencyKey, kind, who, when, said, comment, epoch },
    sha256,
  );
  try {
    return (await store.append(record)) === 'committed' ? { outcome: 'committed', record } : undefined;
  } catch (failure) {
    return lookForAct(store, record, failure);
  }
}

/** Finds out from the log whether an insert that failed without an answer took effect. */
async function lookForAct<R>(store: Store, record: VersionRecord, failure: unknown): Promise<Committed<R>> {
  const own = await store.findByIdempotencyKey(record.log, record.idempotencyKey).catch(() => undefined);
  if (own) return { outcome: 'committed', record: own };
  throw failure;
}

function tooManyRaces(log: string): StoreUnavailableError {
  return new StoreUnavailableError(`Others kept committing to log '${log}': nothing was saved. Try again.`);
}
