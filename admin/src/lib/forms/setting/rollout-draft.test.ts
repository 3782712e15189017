import type { Serve } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { editSteps, emptyRollout, fromRolloutDraft, plans, toRolloutDraft } from './rollout-draft.ts';

const empty = emptyRollout('Europe/Berlin');
const fast = {
  ...{ variant: 'on', otherwise: 'off', by: '', kept: null },
  rollout: { ...empty, steps: plans.fast.steps },
};
const plan = [
  { percent: 5, hours: 8 },
  { percent: 25, hours: 16 },
  { percent: 100, hours: 0 },
];

describe('a rollout as a form shows it', () => {
  it('becomes a plan, and back', () => {
    const read = fromRolloutDraft(fast);
    const params = { variant: 'on', otherwise: 'off', plan };
    expect(read).toEqual({ value: { strategy: 'progressive', params } });
    const { kept: _, ...shown } = fast;
    expect('value' in read && toRolloutDraft(read.value, empty)).toEqual(shown);
  });

  it('has a start, days and hours, and an attribute that people are counted by', () => {
    const rollout = {
      ...{ ...fast.rollout, starts: true, startAt: '2026-03-30T09:00', startZone: 'Europe/Berlin' },
      ...{ waits: true, days: ['mon'], from: '09:00', to: '17:00', zone: 'Europe/Paris' },
    };
    const read = fromRolloutDraft({ ...fast, by: 'account', rollout });
    const params = {
      ...{ variant: 'on', otherwise: 'off', plan, by: 'account' },
      start: { at: '2026-03-30T09:00', timeZone: 'Europe/Berlin' },
      window: { timeZone: 'Europe/Paris', days: ['mon'], from: '09:00', to: '17:00' },
    };
    expect(read).toEqual({ value: { strategy: 'progressive', params } });
    expect('value' in read && toRolloutDraft(read.value, empty)).toMatchObject({ by: 'account', rollout });
    const kept: Serve = { strategy: 'progressive', params };
    expect(fromRolloutDraft({ ...fast, kept })).toEqual({
      value: { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } },
    });
  });

  it('keeps what the one before knows: whether it is paused, and where it stood', () => {
    const kept = { strategy: 'progressive', params: { control: 'paused', progress: { step: 1, held: 5 } } };
    const read = fromRolloutDraft({ ...fast, kept });
    expect('value' in read && read.value.params).toMatchObject(kept.params);
  });

  it('says beside each field what is wrong', () => {
    const steps = [
      { percent: '30', hours: '' },
      { percent: '5', hours: '-1' },
      { percent: '101', hours: '' },
    ];
    const rollout = { ...empty, steps, starts: true, waits: true, days: [] };
    expect(fromRolloutDraft({ ...fast, otherwise: 'on', rollout })).toEqual({
      wrongs: {
        'rollout.steps.0.hours': 'Enter how many hours it stays there.',
        'rollout.steps.1.percent': 'A rollout only grows: enter 30 % or more.',
        'rollout.steps.1.hours': 'Enter how many hours it stays there.',
        'rollout.steps.2.percent': 'Enter a percentage from 0 to 100, with at most 3 decimals.',
        'rollout.startAt': 'Enter a date and a time, or start at once.',
        'rollout.days': 'Choose at least one day.',
        otherwise: 'Choose two different versions.',
      },
    });
    expect(fromRolloutDraft({ ...fast, rollout: { ...empty, steps: [] } })).toEqual({
      wrongs: { 'rollout.steps': 'Add at least one step.' },
    });
  });

  it('is edited by buttons', () => {
    expect(editSteps([], 'plan careful')).toEqual(plans.careful.steps);
    expect(editSteps(plans.fast.steps, 'remove-step 1')).toHaveLength(2);
    expect(editSteps(plans.fast.steps, 'add-step').map(({ percent }) => percent)).toEqual([
      '5',
      '25',
      '',
      '100',
    ]);
    expect(editSteps([], 'add-step')).toEqual([{ percent: '100', hours: '0' }]);
    expect(editSteps(plans.fast.steps, 'nonsense')).toEqual(plans.fast.steps);
  });
});
