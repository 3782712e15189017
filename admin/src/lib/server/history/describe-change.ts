import { publishedFlagSchema } from '@hoist/core';
import type { Json, PublishedFlag } from '@hoist/core';
import { describeSettingChange } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { readPlace } from '../settings/read-place.ts';
import { wordingOf } from '../settings/wording-of.ts';
import { toFlagChange } from './flag-history.ts';
import type { FlagChange } from './flag-history.ts';
import { listDifferences } from './list-differences.ts';
import type { FieldDifference } from './list-differences.ts';
import { readChange } from './read-change.ts';
import type { ChangeName } from './read-change.ts';
import { listFlagRestore } from './restore-flag.ts';
import { offerRestore } from './restore-setting.ts';
import type { RestoreOffer } from './restore-setting.ts';

/** One change of a flag with all that it changed. */
export interface ChangeDetail {
  readonly change: FlagChange;
  /** What it changed about who gets the flag, in words. */
  readonly words: readonly string[];
  /** The fields that differ, also those that no sentence tells. */
  readonly fields: readonly FieldDifference[];
  /** How many more fields differ. */
  readonly moreFields: number;
  /** What stood there after it; undefined where the flag was gone. */
  readonly json: string | undefined;
  /** Whether it is what the log has now. */
  readonly isCurrent: boolean;
  /** What publishing that setting again would bring; undefined where there was none. */
  readonly setting: RestoreOffer | undefined;
  /** What giving the flag that definition again would change; undefined for a change of a setting. */
  readonly definition: readonly FieldDifference[] | undefined;
}

const mostFields = 100;

/** Reads one change of a flag, and what it changed. Throws UseCaseError 404. */
export async function describeChange(hoist: AdminContext, name: ChangeName): Promise<ChangeDetail> {
  const change = await readChange(hoist, name);
  const { environment, before, after, replacedAt } = change;
  const fields = listDifferences(before, after);
  return {
    change: toFlagChange(change),
    words:
      environment === undefined ? [] : describeSettings(hoist, { ...name, environment }, { before, after }),
    fields: fields.slice(0, mostFields),
    moreFields: Math.max(0, fields.length - mostFields),
    json: after === undefined ? undefined : JSON.stringify(after, null, 2),
    isCurrent: replacedAt === undefined,
    setting: environment === undefined ? undefined : offerRestore(hoist, change, { ...name, environment }),
    definition:
      environment === undefined && after !== undefined
        ? listFlagRestore(hoist, name.flag, change)
        : undefined,
  };
}

function describeSettings(
  hoist: AdminContext,
  name: ChangeName & { readonly environment: string },
  { before, after }: { readonly before: Json | undefined; readonly after: Json | undefined },
): string[] {
  const { definition, definitions } = readPlace(hoist, name);
  const read = (part: Json | undefined): PublishedFlag | undefined =>
    part === undefined ? undefined : publishedFlagSchema.parse(part);
  const [was, is] = [read(before), read(after)];
  return describeSettingChange({
    ...wordingOf(hoist, definition, definitions),
    flag: is ?? was ?? definition,
    before: was?.setting ?? null,
    after: is?.setting ?? null,
  });
}
