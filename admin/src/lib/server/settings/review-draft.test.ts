import { limits } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { readPublished } from '../publishing/published.ts';
import { createSegment } from '../segments/segments.ts';
import { countryIs, forBeta, mira, openFilledHoist, openSwitchedOff, refusalOf, setUp } from '../testing.ts';
import { forecastDraft } from './forecast-draft.ts';
import { reviewDraft } from './review-draft.ts';

const place = { flag: 'checkout', environment: 'dev' };
const berlin = { name: 'Anna', id: 'u-1', attributes: '{"country": "DE"}' };
const nobody = { name: '', id: '', attributes: '' };
const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });
const percentage = (on: number) => ({
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to: on, variant: 'on' },
      { from: on, to: 100_000, variant: 'off' },
    ],
  },
});

async function tryOn(hoist: AdminContext, setting: object, ...people: (typeof berlin)[]) {
  return (await reviewDraft(hoist, { ...place, setting, people })).tried;
}

describe('trying a person on a draft', () => {
  it('answers by the draft, step by step, and changes nothing that is served', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const served = readPublished(hoist.published('dev'));
    const paris = { ...berlin, name: 'Luc', attributes: '{"country": "FR"}' };
    const [anna, luc] = await tryOn(hoist, { ...forBeta(hoist), never: ['beta'] }, berlin, paris);
    expect(anna).toMatchObject({ gets: 'Off', answer: 'Gets off: kept out.' });
    expect(anna && 'steps' in anna ? anna.steps.map(({ outcome, text }) => [outcome, text]) : []).toEqual([
      ['passed', 'The flag is on'],
      ['decided', 'In Beta, who never get it'],
      ['not reached', 'A rule: fits'],
      ['not reached', 'Everyone else'],
    ]);
    expect(luc).toMatchObject({ gets: 'Off', answer: 'Gets off: no rule fits.' });
    expect(readPublished(hoist.published('dev'))).toBe(served);
  });

  it('says what is wrong with attributes that are no JSON object, and goes on with the others', async () => {
    const hoist = await openFilledHoist();
    const tried = await tryOn(
      hoist,
      forBeta(hoist),
      { ...berlin, attributes: '{"country": DE}' },
      { ...berlin, attributes: '["DE"]' },
      berlin,
      nobody,
    );
    expect(tried.map((each) => ('wrong' in each ? each.wrong.slice(0, 22) : each.gets))).toEqual([
      'This is not JSON: Unex',
      'Enter a JSON object, l',
      'On',
      'Off',
    ]);
  });

  it('asks an off flag as if it were on', async () => {
    const hoist = await openSwitchedOff(Date.now);
    const [anna] = await tryOn(hoist, { ...forBeta(hoist), enabled: false }, berlin);
    expect(anna).toMatchObject({ gets: 'On' });
  });

  it('draws the same people for every version of a first draft', async () => {
    const hoist = await openFilledHoist();
    const people = Array.from({ length: 5 }, (_, index) => ({ ...nobody, id: `u-${index}` }));
    const ask = () =>
      tryOn(hoist, { ...forBeta(hoist), rules: [], everyoneElse: percentage(50_000) }, ...people);
    const first = await ask();
    for (let round = 0; round < 5; round++) expect(await ask()).toEqual(first);
  });
});

describe('warnings of a draft', () => {
  it('name the place and the next step', async () => {
    const hoist = await openFilledHoist();
    const twice = [
      { id: 'a', name: 'Germans', segments: ['beta'], serve: fixed('on') },
      { id: 'b', segments: ['beta'], serve: fixed('off') },
      {
        id: 'c',
        conditions: [
          { attribute: 'country', operator: 'equals', operand: 'DE' },
          { attribute: 'country', operator: 'equals', operand: 'FR' },
        ],
        serve: fixed('on'),
      },
    ];
    const { warnings } = await reviewDraft(hoist, {
      ...place,
      setting: { ...forBeta(hoist), rules: twice },
      people: [],
    });
    expect(warnings).toEqual([
      {
        place: 'Rule 2, Beta',
        text: 'Whoever fits this rule has been decided by Germans above. Move it up, or take it out.',
      },
      {
        place: 'Rule 3, condition 2',
        text: 'Nobody fits this condition and the one above together. Change one of them.',
      },
      { place: 'Rule 3', text: 'Nobody fits this rule. Change it, or take it out.' },
    ]);
  });

  it('name an empty segment that the draft would include, and none that it does not use', async () => {
    const hoist = await openFilledHoist();
    for (const key of ['nobody', 'unused']) await createSegment(hoist, mira, { key, name: 'Empty' });
    const rules = [{ id: 'a', segments: ['nobody'], serve: fixed('on') }];
    const { warnings } = await reviewDraft(hoist, {
      ...place,
      setting: { ...forBeta(hoist), rules },
      people: [],
    });
    expect(warnings.map(({ place: where }) => where)).toEqual(['The segment Empty', 'Rule 1, Empty']);
  });

  it('are looked for up to a limit, which is said beyond it', async () => {
    const hoist = await openFilledHoist();
    const never = [
      { attribute: 'country', operator: 'equals', operand: 'DE' },
      { attribute: 'country', operator: 'equals', operand: 'FR' },
    ];
    const look = (count: number) => {
      const conditions = Array.from({ length: count }, (_, index) => never[index % 2]!);
      const rules = Array.from({ length: Math.ceil(count / limits.conditions) }, (_, index) => ({
        id: `r${index}`,
        conditions: conditions.slice(index * limits.conditions, (index + 1) * limits.conditions),
        serve: fixed('on'),
      }));
      return reviewDraft(hoist, { ...place, setting: { ...forBeta(hoist), rules }, people: [] });
    };
    const most = await look(limits.analysedConditions);
    expect([most.warnings.length > 0, most.tooMany]).toEqual([true, undefined]);
    const more = await look(limits.analysedConditions + 1);
    expect([more.warnings, more.tooMany]).toEqual([
      [],
      'Warnings are not looked for: this draft and its segments have 401 conditions, and at most 400 are compared with each other.',
    ]);
  });
});

describe('the forecast of a draft', () => {
  it('counts who gains it and who loses it against what is served', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const setting = { ...forBeta(hoist), everyoneElse: fixed('on') };
    const all = await forecastDraft(hoist, { ...place, setting, segment: '' });
    expect(all).toMatchObject({ people: 10_000, gains: 10_000, loses: 0, keeps: 0, within: '' });
    const beta = await forecastDraft(hoist, { ...place, setting, segment: 'beta' });
    expect(beta).toMatchObject({ gains: 0, loses: 0, keeps: 10_000, within: 'Beta' });
  });

  it('knows within a segment where its people are', async () => {
    const hoist = await openFilledHoist();
    await createSegment(hoist, mira, { key: 'brazil', name: 'Brazil', conditionGroups: countryIs('BR') });
    const setting = {
      ...forBeta(hoist),
      availability: { mode: 'except', regions: ['BR'] },
      rules: [{ id: 'b', segments: ['brazil', 'beta'], serve: fixed('on') }],
    };
    const within = (segment: string) => forecastDraft(hoist, { ...place, setting, segment });
    expect(await within('brazil')).toMatchObject({ gains: 0 });
    expect(await within('beta')).toMatchObject({ gains: 10_000 });
  });

  it('refuses a segment that does not exist', async () => {
    const hoist = await openFilledHoist();
    const input = { ...place, setting: forBeta(hoist), segment: 'gone' };
    expect((await refusalOf(() => forecastDraft(hoist, input))).fields).toHaveProperty('segment');
  });
});
