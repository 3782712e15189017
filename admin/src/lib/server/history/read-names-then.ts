import { flagDefinitionSchema, segmentDefinitionSchema } from '@hoist/core';
import type { CompiledRuleset } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { findVersionAt } from './find-version-at.ts';
import { readParts } from './past-ruleset.ts';

/**
 * The definitions, with the flags and segments of a past ruleset as they were defined at an instant, so that words about the past
 * name things as people knew them then. What a build of then wrote in another form keeps its name of now.
 */
export async function readNamesThen(
  hoist: AdminContext,
  { flags, segments }: Pick<CompiledRuleset, 'flags' | 'segments'>,
  at: number,
): Promise<Definitions> {
  const now = readDefinitions(hoist.definitions);
  const record = await findVersionAt(hoist.store, hoist.definitions, at);
  if (!record) return now;
  const keys = [...flags.keys()].map((key) => `flag/${key}`);
  for (const key of segments.keys()) keys.push(`segment/${key}`);
  const parts = [...(await readParts(hoist, record, keys)).values()].map(({ value }) => value);
  const flagsThen = parts.flatMap((value) => flagDefinitionSchema.safeParse(value).data ?? []);
  const segmentsThen = parts.flatMap((value) => segmentDefinitionSchema.safeParse(value).data ?? []);
  return {
    ...now,
    flags: new Map([...now.flags, ...flagsThen.map((flag) => [flag.key, flag] as const)]),
    segments: new Map([...now.segments, ...segmentsThen.map((segment) => [segment.key, segment] as const)]),
  };
}
