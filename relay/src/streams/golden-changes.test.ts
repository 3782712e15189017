import { readFileSync } from 'node:fs';
import type { Ruleset } from '@hoist/core';
import { expect, it } from 'vitest';
import { toContactEvent } from './contact-event.ts';
import { EnvironmentHistory } from './environment-history.ts';

const shared = { format: 1, installation: 'one', environment: 'dev', epoch: 1 } as const;

const flag: Omit<Ruleset['flags'][number], 'key'> = {
  revision: 2,
  type: 'boolean',
  clientVisible: false,
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
  setting: null,
  needs: [],
  version: 7,
};

it('the golden stream of changes is written in the same bytes', () => {
  const segment = { key: 'beta', revision: 1, version: 5, included: [], excluded: [], conditionGroups: [] };
  const before: Ruleset = {
    ...shared,
    version: 6,
    state: 'e'.repeat(64),
    flags: [{ key: 'search', ...flag }],
    segments: [segment],
    regions: { attribute: 'country', groups: {} },
  };
  const after: Ruleset = {
    ...shared,
    version: 7,
    state: 'f'.repeat(64),
    flags: [{ key: 'checkout', ...flag }],
    segments: [],
  };
  const history = new EnvironmentHistory();
  history.advance(before);
  const change = history.advance(after) ?? Buffer.of();
  const events = [change, ...history.since('elsewhere'), toContactEvent(1_500)];
  expect(Buffer.concat(events).toString()).toBe(
    readFileSync(new URL('../../../core/golden/changes.sse', import.meta.url), 'utf8'),
  );
});
