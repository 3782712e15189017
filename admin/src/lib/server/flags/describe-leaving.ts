import { describeSetting } from '@hoist/core/words';
import type { RulesetFlag } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { wordingOf } from '../settings/wording-of.ts';

/** What a review says of a flag that is archived, or of a segment, that leaves an environment. */
export function describeLeaving(
  hoist: AdminContext,
  environment: string,
  flag: RulesetFlag | undefined,
): string[] {
  if (!flag) return [`Leaves ${environment}: no flag there asks about it`];
  const variants = flag.variants.map((variant) => ({ ...variant, name: '', description: '' }));
  const { text } = describeSetting({
    flag,
    setting: flag.setting,
    ...wordingOf(hoist, { variants }, readDefinitions(hoist.definitions)),
  });
  return [`Leaves ${environment}: apps get FLAG_NOT_FOUND, and use their own default`, `Now: ${text}`];
}
