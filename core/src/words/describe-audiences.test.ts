import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { settingSchema } from '../model/setting.ts';
import { buildSetting, off, on, testRegistry } from '../testing.ts';
import { describeSetting } from './describe-setting.ts';

const flag = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
} as const;
const names = (_kind: 'segment' | 'variant', key: string) => key;
const half: Json = { strategy: 'share', params: { to: 50_000 } };
const serves = { on, off, half };
type Served = keyof typeof serves;
type Rules = readonly (readonly [segment: string, served: Served])[];

function say(rules: Rules, others: Served) {
  const parsed = settingSchema.parse(
    buildSetting({
      rules: rules.map(([segment, served], index) => ({
        id: String(index),
        segments: [segment],
        serve: serves[served],
      })),
      everyoneElse: serves[others],
    }),
  );
  return describeSetting({ flag, setting: parsed, names, registry: testRegistry });
}

describe('describeSetting: rules for people who overlap', () => {
  it.each<[string, string, Rules, Served]>([
    [
      'On for Pro, but not for Staff',
      'for Pro, but not for Staff',
      [
        ['Staff', 'off'],
        ['Pro', 'on'],
      ],
      'off',
    ],
    [
      'On for Pro',
      'for Pro',
      [
        ['Pro', 'on'],
        ['Staff', 'off'],
      ],
      'off',
    ],
    [
      'On for Pro, then off for Staff, then on for everyone else',
      'for Pro, then off for Staff, then on for others',
      [
        ['Pro', 'on'],
        ['Staff', 'off'],
      ],
      'on',
    ],
    [
      'On for Pro, then off for Staff, then 50 % of everyone else',
      'for Pro, then off for Staff, then 50 % of others',
      [
        ['Pro', 'on'],
        ['Staff', 'off'],
      ],
      'half',
    ],
    [
      'Off for Bots, then on for Pro, then off for Staff, then on for Beta',
      'off for Bots, then on for Pro, then off for Staff, then on for Beta',
      [
        ['Bots', 'off'],
        ['Pro', 'on'],
        ['Staff', 'off'],
        ['Beta', 'on'],
        ['Late', 'off'],
      ],
      'off',
    ],
    [
      '50 % of Beta, then on for Staff, then 50 % of everyone else',
      'for 50 % of Beta, then on for Staff, then 50 % of others',
      [
        ['Beta', 'half'],
        ['Staff', 'on'],
      ],
      'half',
    ],
    [
      'On for everyone, but 50 % of Beta',
      'for everyone, but 50 % of Beta',
      [
        ['Beta', 'half'],
        ['Staff', 'on'],
      ],
      'on',
    ],
    [
      'On for Staff, then 50 % of Beta, then on for everyone else',
      'for Staff, then 50 % of Beta, then on for others',
      [
        ['Staff', 'on'],
        ['Beta', 'half'],
      ],
      'on',
    ],
  ])('says "%s"', (text, short, rules, others) => {
    expect(say(rules, others)).toEqual({ state: 'on', text, short });
  });

  it('reads the same only where everybody gets the same', () => {
    const people = ['A', 'B', 'C'];
    const served = Object.keys(serves) as Served[];
    const step = people.flatMap((segment) => served.map((each) => [segment, each] as const));
    const lists: Rules[] = [[]];
    for (let at = 0; at < lists.length; at++) {
      const list = lists[at] ?? [];
      if (list.length < 3) lists.push(...step.map((one) => [...list, one]));
    }
    const meanings = new Map<string, string>();
    for (const rules of lists) {
      for (const others of served) {
        const meaning = Array.from({ length: 8 }, (_, bits) => {
          const isIn = (segment: string) => (bits & (1 << people.indexOf(segment))) !== 0;
          return rules.find(([segment]) => isIn(segment))?.[1] ?? others;
        }).join();
        const { text, short } = say(rules, others);
        for (const sentence of [text, `beside a switch: ${short}`]) {
          const known = meanings.get(sentence) ?? meaning;
          meanings.set(sentence, known);
          expect([sentence, meaning]).toEqual([sentence, known]);
        }
      }
    }
  });
});
