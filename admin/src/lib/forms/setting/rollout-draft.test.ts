import { describe, expect, it } from 'vitest';
import { editSteps, plans, readRolloutDraft, toRolloutDraft } from './rollout-draft.ts';

const fixed = { strategy: 'fixed', params: { variant: 'off' } };
const fast = { steps: plans.fast.steps, variant: 'on', otherwise: 'off' };

describe('a rollout draft', () => {
  it('becomes a plan, and back', () => {
    const read = readRolloutDraft(fast, fixed);
    expect(read).toEqual({
      serve: {
        strategy: 'progressive',
        params: {
          variant: 'on',
          otherwise: 'off',
          plan: [
            { percent: 5, hours: 8 },
            { percent: 25, hours: 16 },
            { percent: 100, hours: 0 },
          ],
        },
      },
    });
    expect('serve' in read && toRolloutDraft(read.serve)).toEqual(fast);
  });

  it('keeps what the one before knows: whether it is paused, and where it stood', () => {
    const before = { strategy: 'progressive', params: { control: 'paused', progress: { step: 1, held: 5 } } };
    const read = readRolloutDraft(fast, before);
    expect('serve' in read && read.serve.params).toMatchObject(before.params);
  });

  it('says beside each field what is wrong', () => {
    const steps = [
      { percent: '30', hours: '' },
      { percent: '5', hours: '-1' },
      { percent: '101', hours: '' },
    ];
    const read = readRolloutDraft({ steps, variant: 'on', otherwise: 'on' }, fixed);
    expect('fields' in read && read.fields).toEqual({
      'steps.0.hours': 'Enter how many hours it stays there.',
      'steps.1.percent': 'A rollout only grows: enter 30 % or more.',
      'steps.1.hours': 'Enter how many hours it stays there.',
      'steps.2.percent': 'Enter a percentage from 0 to 100, with at most 3 decimals.',
      otherwise: 'Choose two different versions.',
    });
    const empty = readRolloutDraft({ ...fast, steps: [] }, fixed);
    expect(empty).toEqual({ fields: { steps: 'Add at least one step.' } });
  });

  it('takes a comma for a point', () => {
    const steps = [{ percent: '0,5', hours: '1,5' }, ...plans.fast.steps];
    const read = readRolloutDraft({ ...fast, steps }, fixed);
    expect('serve' in read && read.serve.params).toMatchObject({
      plan: [{ percent: 0.5, hours: 1.5 }, {}, {}, {}],
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
