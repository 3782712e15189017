import { createRegistry, parseRuleset } from '@hoist/core';
import { analyse } from '@hoist/core/analysis';
import type { Json, JsonObject } from '@hoist/core';
import type { Finding } from '@hoist/core/analysis';
import { standardPlugins } from './standard-plugins.ts';

/** Builders of rulesets to be analysed, for the tests of the analysis alone. */

const registry = createRegistry(standardPlugins);
const now = Date.parse('2026-03-02T12:00:00Z');
export const on = { strategy: 'fixed', params: { variant: 'on' } };
export const off = { strategy: 'fixed', params: { variant: 'off' } };

export const where = (attribute: string, operator: string, operand?: Json, negate = false): JsonObject => ({
  attribute,
  operator,
  negate,
  ...(operand === undefined ? {} : { operand }),
});
export const timed = (operator: string, operand: Json, negate = false): JsonObject => ({
  operator,
  operand,
  negate,
});
export const rule = (conditions: readonly Json[], parts: JsonObject = {}): JsonObject => ({
  id: `r${JSON.stringify([conditions, parts]).length}-${(ids += 1)}`,
  conditions,
  serve: on,
  ...parts,
});
let ids = 0;

const setting = (parts: JsonObject): JsonObject => ({
  enabled: true,
  off: 'off',
  salt: 'checkout1',
  everyoneElse: off,
  ...parts,
});
export const flag = (key: string, parts: JsonObject | null): JsonObject => ({
  key,
  revision: 1,
  version: 1,
  type: 'boolean',
  clientVisible: false,
  needs: [],
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
  setting: parts && setting(parts),
});
export const segment = (key: string, parts: JsonObject): JsonObject => ({
  key,
  revision: 1,
  version: 1,
  ...parts,
});

export function find(
  flags: readonly JsonObject[],
  segments: readonly JsonObject[] = [],
  attributes?: readonly string[],
  plugins = registry,
): Finding[] {
  const ruleset = parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags,
    segments,
  });
  return analyse(ruleset, {
    registry: plugins,
    now,
    ...(attributes && { attributes: new Set(attributes) }),
  });
}

export const findInRules = (rules: readonly JsonObject[], segments: readonly JsonObject[] = []) =>
  find([flag('cart', { rules })], segments).map(({ code, path, by }) => [code, path, ...(by ? [by] : [])]);
