import { everyoneElseRule } from '@hoist/core';
import type { Setting } from '@hoist/core';
import { joinWords } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { nameOfSegment, readDefinitions } from '../definitions/definitions.ts';

/** Whose rollout it is, in words: `Germany or Austria`, `everyone else`. */
export function nameRollout(context: AdminContext, setting: Setting | null, rule: string): string {
  const rules = setting?.rules ?? [];
  if (rule === everyoneElseRule) return rules.some(({ enabled }) => enabled) ? 'everyone else' : 'everyone';
  const found = rules.find(({ id }) => id === rule);
  if (!found) return rule;
  if (found.name !== '') return found.name;
  const definitions = readDefinitions(context.definitions);
  const names = found.segments.map((key) => nameOfSegment(definitions, key));
  return names.length === 0 ? 'a rule' : joinWords(names, 'or');
}
