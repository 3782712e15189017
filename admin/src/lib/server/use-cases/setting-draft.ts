import { randomBytes } from 'node:crypto';
import { settingSchema } from '@hoist/core';
import type { FlagDefinition, Setting } from '@hoist/core';
import { z } from 'zod';
import { parseInput } from './parse.ts';

/**
 * A setting as a person writes it: its salt is the server's, made once and kept, so that saving never re-buckets. Fields
 * of a refusal begin with `setting`, as those of faults that only the whole state shows.
 */
export function parseSettingDraft(draft: unknown, current: Setting | null): Setting {
  const salt = current?.salt ?? randomBytes(6).toString('hex');
  const setting = { ...(typeof draft === 'object' ? draft : {}), salt };
  return parseInput(z.object({ setting: settingSchema }), { setting }).setting;
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
