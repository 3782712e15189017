import type { Ruleset } from '@hoist/core';

/** Definitions are looked at for faults as a ruleset of their own, put together on top of this one. */
export const emptyRuleset: Ruleset = {
  format: 1,
  installation: 'definitions',
  environment: 'definitions',
  epoch: 1,
  version: 1,
  state: '0'.repeat(64),
  flags: [],
  segments: [],
};
