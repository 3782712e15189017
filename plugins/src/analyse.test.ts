import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { find, findInRules, flag, off, on, rule, segment, timed, where } from './testing-analysis.ts';

describe('analyse: rules', () => {
  it('has nothing to say of rules that somebody fits', () => {
    expect(
      findInRules([
        rule([where('country', 'in', ['DE', 'AT'])]),
        rule([where('country', 'in', ['DE', 'CH'])]),
        rule([where('age', 'between', { from: 18, to: 30 })]),
        rule([where('age', 'at-least', 30)]),
        rule([where('name', 'contains', 'a'), where('name', 'contains', 'b')]),
        rule([where('tags', 'any-of', ['x']), where('tags', 'any-of', ['y'])]),
      ]),
    ).toEqual([]);
  });

  it.each<[string, JsonObject[], JsonObject[]]>([
    ['the same rule', [where('country', 'equals', 'DE')], [where('country', 'equals', 'DE')]],
    ['a wider list', [where('country', 'in', ['DE', 'AT'])], [where('country', 'equals', 'AT')]],
    [
      'fewer conditions',
      [where('plan', 'equals', 'pro')],
      [where('country', 'equals', 'AT'), where('plan', 'equals', 'pro')],
    ],
    ['a wider range', [where('age', 'at-least', 18)], [where('age', 'greater-than', 18)]],
    ['a range around a value', [where('age', 'between', { from: 1, to: 9 })], [where('age', 'in', [3, 4])]],
    ['what is left out less', [where('c', 'in', ['DE'], true)], [where('c', 'in', ['DE', 'AT'], true)]],
    ['everything but another value', [where('c', 'equals', 'FR', true)], [where('c', 'equals', 'DE')]],
    ['older versions', [where('v', 'semver-at-least', '1')], [where('v', 'semver-at-least', '2.0')]],
    ['whoever has the attribute', [where('c', 'exists')], [where('c', 'contains', ['a'], true)]],
    ['earlier dates', [where('d', 'date-before', '2026-02-01')], [where('d', 'date-before', '2026-01-01')]],
  ])('names the rule that shadows another: %s', (_, wide, narrow) => {
    expect(findInRules([rule(wide), rule([where('x', 'equals', 1)]), rule(narrow)])).toEqual([
      ['rule-shadowed', 'setting.rules.2', 'setting.rules.0'],
    ]);
    expect(findInRules([rule(narrow), rule(wide)])).toEqual(
      JSON.stringify(wide) === JSON.stringify(narrow)
        ? [['rule-shadowed', 'setting.rules.1', 'setting.rules.0']]
        : [],
    );
  });

  it('compares segments: any of these is wider than one of them, and a condition more is narrower', () => {
    const segments = ['staff', 'beta'].map((key) => segment(key, { included: [key] }));
    const both = rule([], { segments: ['staff', 'beta'] });
    const one = rule([where('age', 'at-least', 18)], { segments: ['beta'] });
    expect(findInRules([both, one], segments)).toEqual([
      ['rule-shadowed', 'setting.rules.1', 'setting.rules.0'],
    ]);
    expect(findInRules([one, both], segments)).toEqual([]);
  });

  it('finds a condition that nobody in the segments of its rule fits', () => {
    const segments = ['staff', 'beta'].map((key) => segment(key, { included: [key] }));
    const [notStaff, notBeta] = [timed('segment', 'staff', true), timed('segment', 'beta', true)];
    const found = (conditions: JsonObject[], ...keys: string[]) =>
      findInRules([rule(conditions, { segments: keys })], segments);
    expect(found([where('age', 'at-least', 18), notStaff], 'staff')).toEqual([
      ['condition-contradiction', 'setting.rules.0.conditions.1', 'setting.rules.0.segments'],
      ['rule-never', 'setting.rules.0'],
    ]);
    expect(found([notStaff, notBeta], 'staff', 'beta')).toEqual([['rule-never', 'setting.rules.0']]);
    expect(found([notStaff], 'staff', 'beta')).toEqual([]);
    expect(found([notStaff], 'beta')).toEqual([]);
    expect(found([timed('segment', 'staff')], 'staff')).toEqual([]);
  });

  it('leaves a rule that is switched off alone', () => {
    const same = [where('country', 'equals', 'DE')];
    expect(findInRules([rule(same, { enabled: false }), rule(same)])).toEqual([]);
  });

  it.each<[string, JsonObject[]]>([
    ['two values', [where('country', 'equals', 'DE'), where('country', 'equals', 'AT')]],
    ['its own opposite', [where('n', 'starts-with', 'a'), where('n', 'starts-with', 'a', true)]],
    ['a range and a value outside', [where('age', 'less-than', 18), where('age', 'equals', 18)]],
    ['two ranges', [where('age', 'less-than', 18), where('age', 'at-least', 18)]],
    ['a list and the list left out', [where('c', 'equals', 'DE'), where('c', 'in', ['DE', 'AT'], true)]],
    ['two spans of dates', [where('d', 'date-before', '2026-02-01'), where('d', 'date-after', '2026-02-01')]],
    ['two spans of versions', [where('v', 'semver-at-least', '3'), where('v', 'semver-less-than', '2')]],
    ['a version outside', [where('v', 'semver-equals', '2.0.0'), where('v', 'semver-greater-than', '2')]],
    ['a version left out', [where('v', 'semver-at-most', '2', true), where('v', 'semver-equals', '1.9')]],
    ['a value that is missing', [where('c', 'exists', undefined, true), where('c', 'equals', 'DE')]],
    ['no value that is missing', [where('c', 'regex', 'a', true), where('c', 'exists', undefined, true)]],
  ])('finds conditions that nobody fits together: %s', (_, conditions) => {
    expect(findInRules([rule(conditions)])).toEqual([
      ['condition-contradiction', 'setting.rules.0.conditions.1', 'setting.rules.0.conditions.0'],
      ['rule-never', 'setting.rules.0'],
    ]);
  });

  it('finds what is over for good, and a rule that everybody fits', () => {
    const soon = '2026-03-03T00:00:00Z';
    const past = '2026-03-01T00:00:00Z';
    expect(findInRules([rule([timed('now-after', soon)]), rule([timed('now-before', soon)])])).toEqual([]);
    expect(findInRules([rule([timed('now-before', past)])])).toEqual([
      ['condition-never', 'setting.rules.0.conditions.0'],
      ['rule-never', 'setting.rules.0'],
    ]);
    expect(findInRules([rule([timed('now-after', past)]), rule([where('country', 'equals', 'DE')])])).toEqual(
      [
        ['condition-always', 'setting.rules.0.conditions.0'],
        ['rule-always', 'setting.rules.0'],
        ['rule-shadowed', 'setting.rules.1', 'setting.rules.0'],
      ],
    );
  });
});

describe('analyse: segments', () => {
  const nobody = segment('nobody', {
    conditionGroups: [{ conditions: [where('c', 'equals', 'DE'), where('c', 'equals', 'AT')] }],
  });
  const everybody = segment('everybody', {
    conditionGroups: [
      { conditions: [where('plan', 'exists')] },
      { conditions: [where('plan', 'exists', undefined, true)] },
    ],
  });

  it('finds one that nobody is in, and the rules that lean on it', () => {
    const found = find(
      [flag('cart', { rules: [rule([], { segments: ['nobody', 'blank'] })] })],
      [segment('blank', {}), nobody],
    );
    expect(found.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'segment-empty segment/blank',
      'condition-contradiction segment/nobody',
      'segment-empty segment/nobody',
      'rule-never flag/cart',
    ]);
  });

  it('finds one that leaves out all whom it includes', () => {
    const codes = (excluded: string[], conditionGroups: JsonObject[] = []) =>
      find([], [segment('s', { included: ['anna', 'bob'], excluded, conditionGroups })]).map(
        ({ code }) => code,
      );
    expect(codes(['bob', 'carl', 'anna'])).toEqual(['segment-empty']);
    expect(codes(['bob'])).toEqual([]);
    expect(codes(['bob', 'anna'], [{ conditions: [where('plan', 'exists')] }])).toEqual([]);
  });

  it('does not call one empty that includes somebody, or everybody one that excludes somebody', () => {
    const kept = segment('kept', { included: ['anna'] });
    const most = segment('most', { ...everybody, key: 'most', excluded: ['anna'] });
    expect(
      findInRules([rule([], { segments: ['kept'] }), rule([], { segments: ['most'] })], [kept, most]),
    ).toEqual([]);
  });

  it('knows one that everybody is in, through other segments too', () => {
    const outer = segment('outer', { conditionGroups: [{ conditions: [timed('segment', 'everybody')] }] });
    expect(findInRules([rule([], { segments: ['outer'] })], [outer, everybody])).toContainEqual([
      'rule-always',
      'setting.rules.0',
    ]);
    expect(findInRules([rule([timed('segment', 'nobody', true)])], [nobody])).toContainEqual([
      'condition-always',
      'setting.rules.0.conditions.0',
    ]);
  });

  it('does not go round in a circle', () => {
    const one = segment('one', { conditionGroups: [{ conditions: [timed('segment', 'two')] }] });
    const two = segment('two', { conditionGroups: [{ conditions: [timed('segment', 'one')] }] });
    expect(find([], [one, two])).toEqual([]);
  });
});

describe('analyse: the rest', () => {
  it('names attributes that no app has sent, by their root too, and never the targeting key', () => {
    const conditions = ['country', 'user.plan', 'cuontry', 'targetingKey'].map((name) =>
      where(name, 'equals', 'x'),
    );
    const found = find([flag('cart', { rules: [rule(conditions)] })], [], ['country', 'user']);
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['attribute-unknown', 'setting.rules.0.conditions.2.attribute'],
    ]);
    expect(found[0]?.message).toContain("'cuontry'");
  });

  it('warns of a costly pattern, with its cost', () => {
    const found = find([flag('cart', { rules: [rule([where('sku', 'regex', '(a|b)*a(a|b){11}$')])] })]);
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['operand-unwise', 'setting.rules.0.conditions.0.operand'],
    ]);
  });

  it('finds steps of a rollout that nobody sees', () => {
    const plan = [
      { percent: 1, hours: 1 },
      { percent: 5, hours: 0 },
      { percent: 100, hours: 24 },
      { percent: 100, hours: 0 },
    ];
    const steps = [
      { from: '2026-03-02T12:00:00.000Z', percent: 1 },
      { from: '2026-03-02T13:00:00.000Z', percent: 5 },
      { from: '2026-03-02T13:00:00.000Z', percent: 100 },
      { from: '2026-03-03T13:00:00.000Z', percent: 100 },
    ];
    const params = {
      variant: 'on',
      otherwise: 'off',
      plan,
      control: 'running',
      steps,
      progress: { step: 0, held: 0 },
    };
    const found = find([flag('cart', { everyoneElse: { strategy: 'progressive', params } })]);
    expect(found.map(({ message }) => message)).toEqual([
      'Nobody sees step 2: the next one begins at the same time. Hold it for longer, or take it out.',
      'Step 4 changes nothing: everybody has it since step 3. Take it out.',
    ]);
  });

  it.each<[string, JsonObject | null, readonly string[], boolean]>([
    ['is not set up', null, ['on'], true],
    ['is off', { enabled: false }, ['on'], true],
    ['is off, which is what is asked for', { enabled: false }, ['off'], false],
    ['serves one version only', { everyoneElse: off }, ['on'], true],
    ['serves it to a rule', { rules: [rule([where('a', 'equals', 1)])] }, ['on'], false],
    ['serves it where it is not available', { everyoneElse: on, never: ['s'] }, ['off'], false],
    [
      'serves it to those outside its share of a group',
      { everyoneElse: on, bucketGroup: 'wave' },
      ['off'],
      false,
    ],
    [
      'has a strategy that is not known here',
      { everyoneElse: { strategy: 'lottery', params: {} } },
      ['on'],
      false,
    ],
  ])('knows a prerequisite that is never met: the other flag %s', (_, base, variants, never) => {
    const cart = flag('cart', { prerequisites: [{ flag: 'base', variants }] });
    const found = find([flag('base', base), cart], [segment('s', { included: ['anna'] })]);
    expect(found.map(({ code, subject }) => [code, subject])).toEqual(
      never ? [['prerequisite-never-met', 'flag/cart']] : [],
    );
  });

  it('knows prerequisites of one flag that are never met together', () => {
    const base = flag('base', { rules: [rule([where('a', 'equals', 1)])] });
    const found = (...lists: string[][]) => {
      const prerequisites = lists.map((variants) => ({ flag: 'base', variants }));
      return find([base, flag('cart', { prerequisites })]).map(({ path, by }) => [path, by]);
    };
    expect(found(['on'], ['off'])).toEqual([['setting.prerequisites.1', 'setting.prerequisites.0']]);
    expect(found(['on', 'off'], ['on'])).toEqual([]);
    expect(found(['off', 'blue'], ['on', 'blue'])).toEqual([
      ['setting.prerequisites.1', 'setting.prerequisites.0'],
    ]);
    expect(found(['on', 'off'], ['on', 'blue'], ['off', 'blue'])).toEqual([
      ['setting.prerequisites.2', 'setting.prerequisites.1'],
    ]);
  });
});
