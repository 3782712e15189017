import {
  readInput,
  bucketGroupSchema,
  isJsonObject,
  regionsSchema,
  rulesetFormat,
  servedFlagSchema,
  servedSegmentSchema,
} from '@hoist/core';
import type { Json, Regions, Ruleset, RulesetFlag, RulesetGroup, RulesetSegment } from '@hoist/core';
import { z } from 'zod';
import { StoreDamagedError } from '../errors.ts';
import type { LogView } from './log-view.ts';

const environmentSchema = z.object({ installation: z.string(), key: z.string() });

const knownFlags = new WeakMap<object, RulesetFlag>();
const knownSegments = new WeakMap<object, RulesetSegment>();
const knownRegions = new WeakMap<object, Regions>();
const knownGroups = new WeakMap<object, RulesetGroup>();

/**
 * What an `environment/...` log serves, as a ruleset. A flag or segment that did not change since it was last read, from
 * this view or one before it, is the identical object. Throws StoreDamagedError for a log that is no environment's, and
 * for parts that this version of Hoist cannot read: keep the ruleset before.
 */
export function readRuleset(view: LogView): Ruleset {
  const { installation, key } = parsePart(view, 'environment', environmentSchema);
  const { epoch, version, state } = view.state;
  const regions = readRegions(view);
  const groups = view.keys('group/');
  return {
    format: rulesetFormat,
    installation,
    environment: key,
    epoch,
    version,
    state,
    flags: view
      .keys('flag/')
      .map((partKey) => read(view, partKey, { schema: servedFlagSchema, known: knownFlags })),
    segments: view
      .keys('segment/')
      .map((partKey) => read(view, partKey, { schema: servedSegmentSchema, known: knownSegments })),
    ...(regions && { regions }),
    ...(groups.length > 0 && {
      groups: groups.map((partKey) => read(view, partKey, { schema: bucketGroupSchema, known: knownGroups })),
    }),
  };
}

/** Undefined where the installation has chosen nothing. */
function readRegions(view: LogView): Regions | undefined {
  const value = view.value('regions');
  if (!isJsonObject(value)) return undefined;
  const before = knownRegions.get(value);
  if (before) return before;
  const parsed = parsePart(view, 'regions', regionsSchema);
  knownRegions.set(value, parsed);
  return parsed;
}

interface Kind<Content extends object> {
  readonly schema: z.ZodType<Content>;
  readonly known: WeakMap<object, Content & { version: number }>;
}

/** The same content has the same object in a view, so that object is what a parsed one is remembered by. */
function read<Content extends object>(
  view: LogView,
  partKey: string,
  { schema, known }: Kind<Content>,
): Content & { version: number } {
  const value = view.value(partKey);
  const version = view.version(partKey) ?? view.state.version;
  const before = isJsonObject(value) ? known.get(value) : undefined;
  if (before?.version === version) return before;
  const parsed = { ...parsePart(view, partKey, schema), version };
  if (isJsonObject(value)) known.set(value, parsed);
  return parsed;
}

function parsePart<Content>(view: LogView, partKey: string, schema: z.ZodType<Content>): Content {
  const value: Json | undefined = view.value(partKey);
  const parsed = readInput(schema, value);
  if (parsed.success) return parsed.data;
  const place = parsed.issues[0]?.path;
  throw new StoreDamagedError(
    value === undefined
      ? `Log '${view.log}' holds no '${partKey}': it is not what an environment serves. Publish to it first.`
      : `'${partKey}' of log '${view.log}' cannot be read${place ? ` (at ${place})` : ''}. Update Hoist, or publish it again.`,
  );
}
