import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { defineStrategy } from '../plugin/strategy.ts';
import { settingSchema } from '../model/setting.ts';
import { buildSetting, off, on, testRegistry } from '../testing.ts';
import { describeSettingChange } from './describe-setting-change.ts';

const known: Record<string, string> = { beta: 'EU beta', staff: 'Staff', on: 'On', off: 'Off' };
const names = (_kind: 'segment' | 'variant', key: string) => known[key] ?? key;
const flag = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
} as const;
const share = (to: number) => ({ strategy: 'share', params: { to } });
const rule = (id: string, parts: Record<string, Json> = {}) => ({
  id,
  segments: ['staff'],
  serve: on,
  ...parts,
});
const parse = (parts: Record<string, Json> | null) => parts && settingSchema.parse(buildSetting(parts));

const change = (before: Record<string, Json> | null, after: Record<string, Json> | null) =>
  describeSettingChange({ flag, before: parse(before), after: parse(after), names, registry: testRegistry });

describe('describeSettingChange', () => {
  it.each<[string[], Record<string, Json> | null, Record<string, Json> | null]>([
    [[], {}, {}],
    [[], null, null],
    [['Set up: On for everyone'], null, {}],
    [['Back to not set up'], {}, null],
    [['Turned on'], { enabled: false }, {}],
    [['Turned off'], {}, { enabled: false }],
    [['Everyone else: 25 % → 50 %'], { everyoneElse: share(25_000) }, { everyoneElse: share(50_000) }],
    [['Everyone else: Off → On'], { everyoneElse: off }, { everyoneElse: on }],
    [['Added Staff'], {}, { rules: [rule('r')] }],
    [['Added Staff: 25 %'], {}, { rules: [rule('r', { serve: share(25_000) })] }],
    [['Removed Staff'], { rules: [rule('r')] }, {}],
    [['Added EU beta'], { rules: [rule('r')] }, { rules: [rule('r', { segments: ['staff', 'beta'] })] }],
    [['Removed EU beta'], { rules: [rule('r', { segments: ['staff', 'beta'] })] }, { rules: [rule('r')] }],
    [
      ['Switched Staff off: they fall through to what follows and to everyone else'],
      { rules: [rule('r')] },
      { rules: [rule('r', { enabled: false })] },
    ],
    [['Staff: On → 25 %'], { rules: [rule('r')] }, { rules: [rule('r', { serve: share(25_000) })] }],
    [['Renamed the rule for Staff'], { rules: [rule('r')] }, { rules: [rule('r', { name: 'first' })] }],
    [
      ['Rule: Staff → Staff where plan is pro'],
      { rules: [rule('r')] },
      { rules: [rule('r', { conditions: [{ attribute: 'plan', operator: 'is', operand: 'pro' }] })] },
    ],
    [
      ['Changed the order of the rules'],
      { rules: [rule('r'), rule('s')] },
      { rules: [rule('s'), rule('r')] },
    ],
    [
      ['Added EU beta to Never for', 'Removed Staff from Never for'],
      { never: ['staff'] },
      { never: ['beta'] },
    ],
    [['Available: everywhere → only in Germany'], {}, { availability: { mode: 'only', regions: ['DE'] } }],
    [['Prerequisites: none → base serves on'], {}, { prerequisites: [{ flag: 'base', variants: ['on'] }] }],
    [["When off: Off → the app's own default"], {}, { off: null }],
    [['Group: none → wave: people may move between versions'], {}, { bucketGroup: 'wave' }],
    [['Group: wave → none: people may move between versions'], { bucketGroup: 'wave' }, {}],
    [
      ['Everyone else: another plan'],
      { everyoneElse: { strategy: 'from', params: { at: 1 } } },
      { everyoneElse: { strategy: 'from', params: { at: 2 } } },
    ],
    [['Everyone is drawn anew: people may move between versions'], {}, { salt: 'another1' }],
    [
      ['Turned off', 'Added Staff', 'Everyone else: On → 1 %'],
      {},
      { enabled: false, rules: [rule('r')], everyoneElse: share(1_000) },
    ],
  ])('says %j', (sentences, before, after) => {
    expect(change(before, after)).toEqual(sentences);
  });

  it.each<[string[], number]>([
    [['Turned off'], 1],
    [['Turned off', 'Everyone else: another plan'], 2],
  ])('tells a plan by what was written, not by when its steps were made: %j', (sentences, pace) => {
    const planned = defineStrategy({
      name: 'planned',
      title: 'Planned',
      description: 'A plan that is made anew at every publish.',
      schema: z.object({ pace: z.number(), made: z.number() }),
      bucketed: false,
      variants: () => ['on'],
      assign: () => 'on',
      schedule: (params, { now }) => ({ pace: params.pace, made: now }),
      vectors: [],
    });
    const registry = { ...testRegistry, strategies: new Map([['planned', planned]]) };
    const plan = (params: Json) => ({ everyoneElse: { strategy: 'planned', params } });
    const before = parse(plan({ pace: 1, made: 5 }));
    const after = parse({ enabled: false, ...plan({ pace, made: 6 }) });
    expect(describeSettingChange({ flag, before, after, names, registry })).toEqual(sentences);
  });
});
