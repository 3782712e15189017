import { createRegistry } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';
import { pluginProperties } from './testing.ts';
import type { Growth } from './testing.ts';

const splitGrowth: Growth = {
  variant: 'on',
  params(percent) {
    const edge = Math.round(percent * 1_000);
    const ranges = [
      { from: 0, to: edge, variant: 'on' },
      { from: edge, to: 100_000, variant: 'off' },
    ];
    return { ranges: ranges.filter(({ from, to }) => to > from) };
  },
};
const progressiveGrowth: Growth = {
  variant: 'on',
  params: (percent) => ({
    variant: 'on',
    otherwise: 'off',
    plan: [{ percent, hours: 0 }],
    steps: [{ from: '2026-03-02T09:00:00.000Z', percent }],
  }),
};
const ringsGrowth: Growth = {
  variant: 'on',
  params: (percent) => ({
    variant: 'on',
    otherwise: 'off',
    rings: [{ name: 'All', percent, at: '1969-03-02T09:00', timeZone: 'UTC' }],
    steps: [{ ring: 'All', from: '1969-03-02T09:00:00.000Z' }],
  }),
};
const growths: Readonly<Record<string, Growth>> = {
  split: splitGrowth,
  progressive: progressiveGrowth,
  rings: ringsGrowth,
};

describe.each(standardPlugins.map((plugin) => [`${plugin.kind} ${plugin.name}`, plugin] as const))(
  '%s',
  (_name, plugin) => {
    const growth = growths[plugin.name];
    it.each(
      pluginProperties(plugin, growth && { growth }).map(({ title, check }) => [title, check] as const),
    )('%s', (_title, check) => {
      expect(check).not.toThrow();
    });
  },
);

describe('standardPlugins', () => {
  it('make a registry with all of their names', () => {
    expect(createRegistry(standardPlugins).provides.filter((need) => !need.startsWith('feature:'))).toEqual([
      'operator:all-of',
      'operator:any-of',
      'operator:at-least',
      'operator:at-most',
      'operator:between',
      'operator:contains',
      'operator:date-after',
      'operator:date-before',
      'operator:date-between',
      'operator:ends-with',
      'operator:equals',
      'operator:exists',
      'operator:greater-than',
      'operator:in',
      'operator:in-region',
      'operator:ip',
      'operator:less-than',
      'operator:none-of',
      'operator:now-after',
      'operator:now-before',
      'operator:regex',
      'operator:segment',
      'operator:semver-at-least',
      'operator:semver-at-most',
      'operator:semver-caret',
      'operator:semver-equals',
      'operator:semver-greater-than',
      'operator:semver-less-than',
      'operator:semver-tilde',
      'operator:size',
      'operator:starts-with',
      'operator:time-window',
      'strategy:fixed',
      'strategy:off',
      'strategy:progressive',
      'strategy:rings',
      'strategy:scheduled',
      'strategy:split',
    ]);
  });
});
