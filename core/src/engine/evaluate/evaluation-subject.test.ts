import { describe, expect, it } from 'vitest';
import { bucketOf, startBucket } from '../../bucketing/bucket.ts';
import { EvaluationState } from './evaluation-state.ts';
import { RunOperatorSubject, RunStrategySubject } from './evaluation-subject.ts';

const at = { now: 7, rolloutNow: 5 };

describe('the subject of a strategy', () => {
  const run = new EvaluationState();
  const subject = new RunStrategySubject(run, 'checkout');
  const about = <T>(context: Record<string, unknown>, ask: () => T): T =>
    run.within(context, at, ask, undefined);
  const bucketFor = (purpose: string, unit: string) => bucketOf(startBucket('checkout', purpose), unit);

  it('is drawn for each purpose anew, in whatever order they are asked', () => {
    const asked = ['split', 'alloc', 'split', 'shard', 'alloc', 'alloc', 'split'];
    const buckets = about({ targetingKey: 'user-1' }, () => asked.map((purpose) => subject.bucket(purpose)));
    expect(buckets).toEqual(asked.map((purpose) => bucketFor(purpose, 'user-1')));
    expect(new Set(buckets).size).toBe(3);
  });

  it('is drawn by a text or a finite number, and by nothing else', () => {
    const ask = (company: unknown) => about({ company }, () => subject.bucket('split', 'company'));
    expect(ask('acme')).toBe(bucketFor('split', 'acme'));
    expect(ask(42)).toBe(bucketFor('split', '42'));
    for (const none of ['', NaN, Infinity, -Infinity, true, null, undefined, [7], { id: 7 }, 7n])
      expect(ask(none)).toBeUndefined();
  });

  it('says which unit it lacked, and remembers what was asked while it is explained', () => {
    run.asked = [];
    run.missingUnit = undefined;
    about({ company: 'acme' }, () => {
      subject.bucket('split', 'company');
      expect(run.missingUnit).toBeUndefined();
      subject.bucket('split');
      expect(run.missingUnit).toBe('targetingKey');
    });
    expect(run.asked).toEqual([
      { purpose: 'split', by: 'company', bucket: bucketFor('split', 'acme') },
      { purpose: 'split', by: 'targetingKey', bucket: undefined },
    ]);
    run.asked = undefined;
  });

  it('has the attributes of the evaluation under way, and the time that rollouts grow by', () => {
    expect(about({ app: { version: '2' } }, () => [subject.now, subject.attribute('app.version')])).toEqual([
      at.rolloutNow,
      '2',
    ]);
  });

  it('is in no segment and no region that nobody knows', () => {
    expect(about({ country: 'DE' }, () => [subject.inSegment('staff'), subject.inRegion('DE')])).toEqual([
      false,
      false,
    ]);
  });
});

describe('the subject of an operator', () => {
  it('has the time and the attributes of the evaluation under way, and is nowhere that nobody knows', () => {
    const run = new EvaluationState();
    const subject = new RunOperatorSubject(run);
    const ask = () => [
      subject.now,
      subject.attribute('plan'),
      subject.inSegment('staff'),
      subject.inRegions('DE'),
    ];
    expect(run.within({ plan: 'pro' }, at, ask, undefined)).toEqual([at.now, 'pro', false, undefined]);
  });
});
