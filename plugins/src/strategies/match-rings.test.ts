import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rings } from './rings.ts';
import { matchRings } from './match-rings.ts';
import type { Ring } from './rings-plan.ts';

const now = Date.parse('2026-03-05T00:00:00.000Z');
const common = { percent: 100, at: '2026-03-02T09:00', timeZone: 'UTC', regions: [] };
const staff: Ring = { ...common, name: 'Staff', segments: ['staff'] };
const early: Ring = { ...common, name: 'Early', segments: ['beta'], percent: 50 };
const all: Ring = { ...common, name: 'All', segments: [], at: '2026-03-09T09:00' };
const running = { variant: 'on', otherwise: 'off', control: 'running', steps: [] } as const;

/** The names of the rings that are in, when the rollout is paused in the same save. */
function begunIn(each: readonly Ring[], before: readonly Ring[] = [staff, early, all]): string[] {
  const previous = publish({ ...running, rings: before }, undefined);
  return begunNames(publish({ ...running, control: 'paused', rings: each }, previous));
}

function publish(params: object, previous: object | undefined): object {
  const before = previous && { params: previous as never, enabled: true };
  return rings.schedule(params as never, { now, enabled: true, previous: before }) as object;
}

function begunNames(params: object): string[] {
  return (params as { steps: { ring: string }[] }).steps.map(({ ring }) => ring);
}

describe('a ring of a paused rollout', () => {
  it.each<[string, readonly Ring[], readonly string[]]>([
    ['as it was', [staff, early, all], ['Staff', 'Early']],
    ['renamed', [{ ...staff, name: 'Us' }, early, all], ['Us', 'Early']],
    [
      'all of them renamed',
      [staff, early, all].map((ring) => ({ ...ring, name: `${ring.name} 2` })),
      ['Staff 2', 'Early 2'],
    ],
    ['put elsewhere', [all, early, staff], ['Early', 'Staff']],
    ['renamed and put elsewhere', [all, early, { ...staff, name: 'Us' }], ['Early', 'Us']],
    [
      'renamed, of another percentage',
      [staff, { ...early, name: 'Birds', percent: 60 }, all],
      ['Staff', 'Birds'],
    ],
    [
      'renamed, with a segment more',
      [staff, { ...early, name: 'Birds', segments: ['beta', 'press'] }, all],
      ['Staff', 'Birds'],
    ],
    ['with a segment more', [{ ...staff, segments: ['staff', 'press'] }, early, all], ['Staff', 'Early']],
    [
      'two that swapped their names',
      [{ ...staff, name: 'All' }, early, { ...all, name: 'Staff' }],
      ['All', 'Early'],
    ],
    [
      'put before the others',
      [{ ...staff, name: 'Press', segments: ['press'] }, staff, early, all],
      ['Staff', 'Early'],
    ],
    ['taken out', [early, all], ['Early']],
  ])('%s: who is in stays in, and nobody else', (_, each, begun) => {
    expect(begunIn(each)).toEqual(begun);
  });

  it('keeps the instant at which it began, under its new name', () => {
    const paused = publish(
      { ...running, control: 'paused', rings: [staff] },
      publish({ ...running, rings: [staff] }, undefined),
    );
    const renamed = publish({ ...running, control: 'paused', rings: [{ ...staff, name: 'Us' }] }, paused);
    expect(renamed).toMatchObject({ steps: [{ ring: 'Us', from: '2026-03-02T09:00:00.000Z' }] });
  });
});

describe('matchRings', () => {
  it('finds each ring again, whatever all are named now and in whatever order they stand', () => {
    const ring = fc.record({
      percent: fc.integer({ min: 0, max: 3 }),
      at: fc.constantFrom('2026-03-02T09:00', '2026-03-03T09:00'),
      segments: fc.subarray(['staff', 'beta', 'press']),
    });
    const lists = fc
      .uniqueArray(ring, { maxLength: 8, selector: (each) => JSON.stringify(each) })
      .chain((list) =>
        fc.record({
          before: fc.constant(list.map((each, index): Ring => ({ ...common, ...each, name: `${index}` }))),
          order: fc.shuffledSubarray([...list.keys()], { minLength: list.length }),
          names: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), {
            minLength: list.length,
            maxLength: list.length,
          }),
        }),
      );
    fc.assert(
      fc.property(lists, ({ before, order, names }) => {
        const after = order.map((place, index): Ring => ({
          ...(before[place] ?? staff),
          name: `${names[index]}`,
        }));
        const matched = matchRings(after, before);
        expect(after.map((each) => matched.get(each))).toEqual(order.map((place) => before[place]));
      }),
    );
  });
});
