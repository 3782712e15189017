import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countCostly, countCostlyIn, findOverBudget } from './budget.ts';
import { limits } from '../model/limits.ts';
import { defineOperator } from '../plugin/operator.ts';
import { createRegistry } from '../plugin/registry.ts';
import { settingSchema } from '../model/setting.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, on, testPlugins } from '../testing.ts';

const pattern = defineOperator({
  name: 'pattern',
  title: '',
  negatedTitle: '',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.string(),
  cost: (operand) => (operand.startsWith('heavy') ? 20 : 1),
  matches: () => false,
  vectors: [],
});
const registry = createRegistry([...testPlugins, pattern]);
const ask = (operator: string, operand: string) => ({ attribute: 'a', operator, operand });
/** A setting with as many conditions, 50 to a rule. */
function setting(count: number, operator = 'pattern', length = 1) {
  const conditions = Array.from({ length: count }, (_, index) =>
    ask(operator, `${index}`.padEnd(length, 'x')),
  );
  const rules = Array.from({ length: Math.ceil(count / 50) }, (_, index) => ({
    id: `r${index}`,
    conditions: conditions.slice(index * 50, index * 50 + 50),
    serve: on,
  }));
  return settingSchema.parse(buildSetting({ rules }));
}
const segment = (parts: object) => ({ included: [], excluded: [], conditionGroups: [], ...parts });

describe('the budget of a setting', () => {
  it('is 100 conditions with costly operators, and any number of others', () => {
    expect(findOverBudget(setting(100), null, registry)).toBeUndefined();
    expect(findOverBudget(setting(2_000, 'is'), null, registry)).toBeUndefined();
    expect(findOverBudget(setting(101), null, registry)).toBe(
      "The setting has 101 conditions with 'pattern', and at most 100 are quick enough. Ask by lists or texts instead.",
    );
  });

  it('counts an operand as its operator says, and as one where it cannot be read', () => {
    const heavy = (count: number, rest: number) => {
      const { rules, ...others } = setting(count + rest);
      const all = rules.flatMap(({ conditions }) => conditions);
      const conditions = all.map((each, index) =>
        index < count ? { ...each, operand: `heavy ${index}` } : each,
      );
      return { ...others, rules: [{ ...rules[0]!, conditions }] };
    };
    expect(findOverBudget(heavy(5, 0), null, registry)).toBeUndefined();
    expect(findOverBudget(heavy(4, 20), null, registry)).toBeUndefined();
    expect(findOverBudget(heavy(5, 1), null, registry)).toBe(
      "The setting has 6 conditions with 'pattern' that count as 101, because some are heavy, and at most 100 are quick enough. Make those simpler, or ask by lists or texts instead.",
    );
    const unreadable = segment({
      conditionGroups: [{ conditions: [{ ...ask('pattern', ''), operand: 7 }] }],
    });
    expect(countCostly(unreadable, registry)).toBe(1);
  });

  it('is 512 KiB as JSON', () => {
    const size = (count: number) => JSON.stringify(setting(count, 'is', 1_000)).length;
    const fits = Math.floor((limits.settingBytes / size(100)) * 100);
    expect(size(fits)).toBeLessThanOrEqual(limits.settingBytes);
    expect(findOverBudget(setting(fits, 'is', 1_000), null, registry)).toBeUndefined();
    expect(findOverBudget(setting(fits + 5, 'is', 1_000), null, registry)).toMatch(
      /^The setting takes 51[3-9] KiB as JSON, and at most 512 KiB\. /,
    );
  });

  it('stands in the way of no change that asks for less, or for the same', () => {
    expect(findOverBudget(setting(150), setting(151), registry)).toBeUndefined();
    expect(findOverBudget(setting(151), setting(151), registry)).toBeUndefined();
    expect(findOverBudget(setting(152), setting(151), registry)).toContain('152 conditions');
    const large = setting(1_200, 'is', 500);
    expect(
      findOverBudget({ ...large, enabled: false }, { ...large, enabled: false }, registry),
    ).toBeUndefined();
  });
});

describe('the budget of a segment', () => {
  it('counts its conditions, and not its lists of IDs', () => {
    const ids = Array.from({ length: 512 }, (_, index) => `${index}`.padEnd(1_024, 'x'));
    expect(findOverBudget(segment({ included: ids, excluded: ids }), null, registry)).toBeUndefined();
    const conditionGroups = setting(101).rules.map(({ conditions }) => ({ conditions }));
    expect(findOverBudget(segment({ conditionGroups }), null, registry)).toMatch(
      /^The segment has 101 conditions/,
    );
  });
});

it('counts what an environment serves, settings and segments, on or off', () => {
  const rules = [{ id: 'r', conditions: [ask('pattern', 'x'), ask('is', 'x')], serve: on }];
  const flags = [
    buildFlag('on', buildSetting({ rules })),
    buildFlag('off', buildSetting({ rules, enabled: false })),
    buildFlag('unset', null),
  ];
  const conditionGroups = [{ conditions: [ask('pattern', 'y')] }];
  expect(countCostlyIn(buildRuleset(flags, [buildSegment('s', { conditionGroups })]), registry)).toBe(3);
  expect(countCostly(null, registry)).toBe(0);
});
