import { compileRuleset, createRegistry, evaluate, limits, parseRuleset } from '@hoist/core';
import { expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';

/** Ends as late as it can at every place of a text of a's, and is no other's: conditions that ask the same are asked once. */
const texts = (number: number) =>
  Array.from({ length: 20 }, (_, index) => `aaab${(number * 20 + index).toString(36)}`);

/** A setting as large as it may be, of conditions that hold for every text of a's. */
function slowSetting() {
  const conditions = Array.from({ length: 1_800 }, (_, number) => ({
    attribute: 't',
    operator: 'contains',
    operand: texts(number),
    negate: true,
  }));
  const never = { attribute: 't', operator: 'ends-with', operand: 'zz', negate: false };
  const rules = Array.from({ length: Math.ceil(conditions.length / 49) }, (_, index) => ({
    id: `r${index}`,
    conditions: [...conditions.slice(index * 49, index * 49 + 49), never],
    serve: { strategy: 'fixed', params: { variant: 'on' } },
  }));
  const everyoneElse = { strategy: 'fixed', params: { variant: 'off' } };
  return { enabled: true, rules, everyoneElse, salt: 'abcdef12' };
}

it.each([
  [1_024, 700],
  [64_000, 200],
])('a setting as slow as it may be answers a text of %i characters within %i ms', (length, limit) => {
  const setting = slowSetting();
  expect(JSON.stringify(setting).length).toBeGreaterThan(limits.settingBytes * 0.8);
  expect(JSON.stringify(setting).length).toBeLessThan(limits.settingBytes);
  const variants = ['on', 'off'].map((key) => ({ key, value: key === 'on' }));
  const flag = {
    key: 'x',
    revision: 1,
    type: 'boolean',
    clientVisible: true,
    variants,
    setting,
    needs: [],
    version: 1,
  };
  const head = {
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
  };
  const ruleset = parseRuleset({ ...head, flags: [flag], segments: [] });
  const compiled = compileRuleset(ruleset, createRegistry(standardPlugins));
  const before = process.threadCpuUsage();
  expect(evaluate(compiled, 'x', { t: 'a'.repeat(length) }, { now: 0, rolloutNow: 0 }).variant).toBe('off');
  // A tenth of it, usually. Without a limit to the text, 64,000 characters take 600 ms.
  expect(process.threadCpuUsage(before).user).toBeLessThan(limit * 1_000);
});
