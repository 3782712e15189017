import { randomBytes } from 'node:crypto';
import { isJsonObject, checkedSettingSchema } from '@hoist/core';
import type { FlagDefinition, Json, JsonObject, Setting } from '@hoist/core';
import { z } from 'zod';
import { parseInput } from '../errors/parse.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { refuseUnusedAttributes } from '../definitions/unused-attributes.ts';
import { requireWithinBudget } from '../publishing/budgets.ts';
import { isTurnedOff } from './is-turned-off.ts';
import type { Place } from './read-place.ts';

/**
 * A setting as a person writes it: its salt is the server's, made once and kept, so that saving never re-buckets. A first one
 * that does not say what to serve when off gets an on/off flag's `false` variant. Fields of a refusal begin with `setting`,
 * as those of faults that only the whole state shows. Refuses what would take hosts too long, unless it only turns off. A first
 * setting that is restored has a `firstSalt`, so that the same people are drawn as before.
 */
export function completeSetting(
  { setting: current, definition: flag, registry }: Pick<Place, 'setting' | 'definition' | 'registry'>,
  draft: unknown,
  firstSalt: string = randomBytes(6).toString('hex'),
): Setting {
  const salt = current?.salt ?? firstSalt;
  const given = isJsonObject(draft as Json) ? (draft as JsonObject) : {};
  // Another environment's salt is refused as well: who sends it along would take the same people to be drawn.
  const written = { ...(current ? {} : toOff(flag)), ...withoutReadOnly(given, { salt }, ['setting']) };
  const input = { setting: { ...written, salt } };
  const { setting } = parseInput(z.object({ setting: checkedSettingSchema }), input);
  if (isTurnedOff(current, setting)) return setting;
  // Before anything is bound or compiled: that is what would take long.
  const at = { registry, path: ['setting', 'rules'] };
  requireWithinBudget(setting, current, at);
  refuseUnusedAttributes(setting.rules, at);
  return setting;
}

function toOff(flag: Pick<FlagDefinition, 'type' | 'variants'>): JsonObject {
  return { off: toFirstSetting(flag).off };
}

/**
 * Where a person starts who sets a flag up: on, for nobody yet. An on/off flag hands out its `false` variant to everyone
 * else and when off; one with several versions has no value when off and its first version for everyone else.
 */
export function toFirstSetting(flag: Pick<FlagDefinition, 'type' | 'variants'>): Omit<Setting, 'salt'> {
  const negative =
    flag.type === 'boolean' ? flag.variants.find((variant) => variant.value === false) : undefined;
  const fallback = negative ?? flag.variants[0];
  return {
    enabled: true,
    prerequisites: [],
    availability: { mode: 'everywhere' },
    never: [],
    rules: [],
    everyoneElse: { strategy: 'fixed', params: { variant: fallback?.key ?? '' } },
    off: negative?.key ?? null,
  };
}
