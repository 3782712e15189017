import {
  applyListChange,
  bucketGroupSchema,
  finish,
  finishInSlices,
  idChunkSchema,
  readInput,
  regionsSchema,
  rulesetFormat,
  publishedFlagSchema,
  publishedSegmentSchema,
} from '@hoist/core';
import type { LogState, Ruleset, Steps } from '@hoist/core';
import { z } from 'zod';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreDamagedError } from '../errors.ts';
import type { ChangedPart, LogView } from './log-view.ts';

const environmentSchema = z.object({ installation: z.string(), key: z.string() });

/** The state that a ruleset was read from. */
const states = new WeakMap<Ruleset, LogState>();

/**
 * What an `environment/...` log serves, as a ruleset. With the ruleset that was read `before`, of whichever view of that log,
 * only what changed since is read, and everything else is the identical object. Throws StoreDamagedError for a log that is no
 * environment's, and for parts that this version of Hoist cannot read: keep the ruleset before.
 */
export function readRuleset(view: LogView, before?: Ruleset): Ruleset {
  return finish(readSteps(view, before));
}

/** Reads the same in slices, so that a host with thousands of flags goes on answering meanwhile. */
export function readRulesetInSlices(view: LogView, before?: Ruleset): Promise<Ruleset> {
  return finishInSlices(readSteps(view, before), createYield());
}

function* readSteps(view: LogView, before: Ruleset | undefined): Steps<Ruleset> {
  const changes = new Changes(view, before);
  const known = before && { installation: before.installation, key: before.environment };
  const environment = changes.readPart('environment', environmentSchema, known);
  if (!environment)
    throw new StoreDamagedError(
      `Log '${view.log}' holds no 'environment': it is not what an environment serves. Publish to it first.`,
    );
  const regions = changes.readPart('regions', regionsSchema, before?.regions);
  const flags = yield* changes.readList('flag/', publishedFlagSchema, before?.flags);
  const segments = yield* changes.readList('segment/', publishedSegmentSchema, before?.segments);
  const bucketGroups = yield* changes.readList('bucket-group/', bucketGroupSchema, before?.bucketGroups);
  const idChunks = yield* changes.readList('ids/', idChunkSchema, before?.idChunks);
  const { epoch, version, state } = changes.state;
  const ruleset: Ruleset = {
    format: rulesetFormat,
    installation: environment.installation,
    environment: environment.key,
    epoch,
    version,
    state,
    flags,
    segments,
    ...(regions && { regions }),
    ...(bucketGroups.length > 0 && { bucketGroups }),
    ...(idChunks.length > 0 && { idChunks }),
  };
  states.set(ruleset, changes.state);
  return ruleset;
}

/** What a view holds, taken at once: a reader may go on to other states while it is read. */
class Changes {
  readonly state: LogState;
  readonly #log: string;
  readonly #set: readonly ChangedPart[];
  readonly #removed: readonly string[];

  constructor(view: LogView, before: Ruleset | undefined) {
    const { set, removed } = view.changesSince(before && states.get(before));
    this.state = view.state;
    this.#log = view.log;
    this.#set = set;
    this.#removed = removed;
  }

  /** A part that is there once; undefined where the log holds none. */
  readPart<Content>(
    partKey: string,
    schema: z.ZodType<Content>,
    before: Content | undefined,
  ): Content | undefined {
    const part = this.#set.find((one) => one.partKey === partKey);
    if (part) return this.#parse(part, schema);
    return this.#removed.includes(partKey) ? undefined : before;
  }

  /** The parts of a kind, sorted by key; the identical list where nothing of the kind changed. */
  *readList<Content extends { readonly key: string }>(
    prefix: string,
    schema: z.ZodType<Content>,
    before: (Content & { version: number })[] = [],
  ): Steps<(Content & { version: number })[]> {
    const removed = this.#removed.filter((partKey) => partKey.startsWith(prefix));
    const set: (Content & { version: number })[] = [];
    for (const part of this.#set) {
      if (!part.partKey.startsWith(prefix)) continue;
      const content = this.#parse(part, schema);
      if (prefix + content.key !== part.partKey) throw this.#unreadable(part.partKey, 'key');
      set.push({ ...content, version: part.version });
      yield;
    }
    if (set.length + removed.length === 0) return before;
    return applyListChange(before, { set, removed: removed.map((partKey) => partKey.slice(prefix.length)) });
  }

  #parse<Content>({ partKey, value }: ChangedPart, schema: z.ZodType<Content>): Content {
    const parsed = readInput(schema, value);
    if (parsed.success) return parsed.data;
    throw this.#unreadable(partKey, parsed.issues[0]?.path);
  }

  #unreadable(partKey: string, place: string | undefined): StoreDamagedError {
    return new StoreDamagedError(
      `'${partKey}' of log '${this.#log}' cannot be read${place ? ` (at ${place})` : ''}. Update Hoist, or publish it again.`,
    );
  }
}
