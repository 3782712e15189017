import { publishedFlagSchema } from '@hoist/core';
import type { Json, PublishedFlag } from '@hoist/core';
import { describeSettingChange } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { wordingOf } from '../settings/wording-of.ts';
import { listDifferences } from './list-differences.ts';
import type { FieldDifference } from './list-differences.ts';

/** What differs between two versions of one part. */
export interface Difference {
  /** What it changed about who gets the flag, in words. */
  readonly words: readonly string[];
  /** The fields that differ, also those that no sentence tells. */
  readonly fields: readonly FieldDifference[];
  /** How many more fields differ. */
  readonly moreFields: number;
  /** What stood there after it; undefined where it was gone. */
  readonly json: string | undefined;
}

/** A part of a log, as it stood before and after a version; undefined where it was not there. */
interface Replaced {
  readonly partKey: string;
  readonly environment: string | undefined;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const mostFields = 100;

/** Says what a version changed of a part: a setting of a flag in words, and anything field by field. */
export function describeDifference(
  hoist: AdminContext,
  { partKey, environment, before, after }: Replaced,
): Difference {
  const fields = listDifferences(before, after);
  const isSetting = environment !== undefined && partKey.startsWith('flag/');
  return {
    words: isSetting ? describeSettings(hoist, partKey.slice('flag/'.length), { before, after }) : [],
    fields: fields.slice(0, mostFields),
    moreFields: Math.max(0, fields.length - mostFields),
    json: after === undefined ? undefined : JSON.stringify(after, null, 2),
  };
}

function describeSettings(
  hoist: AdminContext,
  flag: string,
  { before, after }: Pick<Replaced, 'before' | 'after'>,
): string[] {
  const definitions = readDefinitions(hoist.definitions);
  const read = (part: Json | undefined): PublishedFlag | undefined =>
    part === undefined ? undefined : publishedFlagSchema.parse(part);
  const [was, is] = [read(before), read(after)];
  const known = is ?? was;
  if (!known) return [];
  return describeSettingChange({
    ...wordingOf(hoist, definitions.flags.get(flag) ?? known, definitions),
    flag: known,
    before: was?.setting ?? null,
    after: is?.setting ?? null,
  });
}
