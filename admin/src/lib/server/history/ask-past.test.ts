import { describe, expect, it } from 'vitest';
import { compileRuleset, explain } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { createFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { readPublished } from '../publishing/published.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { countryIs, etagOf, forBeta, mira, openFilledHoist, setUp } from '../testing.ts';
import { askPast } from './ask-past.ts';
import { compilePast } from './past-ruleset.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const german = { name: '', id: 'u1', attributes: '{"country":"DE"}' };

const ask = async (hoist: AdminContext, at: number, person = german, flag = 'checkout') => {
  const answer = await askPast(hoist, { flag, environment: 'dev', at, person });
  if (answer.outcome !== 'answered') return answer.outcome;
  return 'wrong' in answer.tried ? answer.tried.wrong : answer.tried.gets;
};

/** `checkout` in dev: made at 9, set up at 10, turned off at 11, its segment changed at 12. Asked at 13. */
async function openPast() {
  let now = start;
  const hoist = await openFilledHoist(() => now);
  now += hour;
  await setUp(hoist, 'dev');
  now += hour;
  const off = { flag: 'checkout', environment: 'dev', enabled: false, comment: 'too slow' };
  await switchFlag(hoist, mira, { ...off, ifMatch: etagOf(hoist, 'dev') });
  now += hour;
  const { etag } = readSegment(hoist, 'beta');
  await changeSegment(hoist, mira, {
    key: 'beta',
    ifMatch: etag,
    patch: { conditionGroups: countryIs('FR') },
  });
  now += hour;
  return hoist;
}

describe('what somebody got at a moment', () => {
  it('is answered by what was published then, with its segments of then, and says why', async () => {
    const hoist = await openPast();
    expect(await ask(hoist, start + 1.5 * hour)).toBe('On');
    expect(await ask(hoist, start + 1.5 * hour, { ...german, attributes: '{"country":"FR"}' })).toBe('Off');
    expect(await ask(hoist, start + 2.5 * hour)).toBe('Off');
    expect(await ask(hoist, start + 2 * hour)).toBe('Off');
    expect(await ask(hoist, start + 2 * hour - 1)).toBe('On');
    const answer = await askPast(hoist, {
      ...{ flag: 'checkout', environment: 'dev', person: german },
      at: start + 1.5 * hour,
    });
    expect(answer).toMatchObject({
      outcome: 'answered',
      change: { said: 'set Checkout: on for Beta', who: { name: 'Mira Okafor' } },
      tried: { steps: expect.arrayContaining([expect.objectContaining({ outcome: 'decided' })]) },
    });
  });

  it('is explained in the names of then', async () => {
    const hoist = await openPast();
    const { etag } = readSegment(hoist, 'beta');
    await changeSegment(hoist, mira, { key: 'beta', ifMatch: etag, patch: { name: 'Pilot' } });
    const wordsAt = async (at: number) =>
      JSON.stringify(await askPast(hoist, { flag: 'checkout', environment: 'dev', person: german, at }));
    expect(await wordsAt(start + 1.5 * hour)).toContain('Beta');
    expect(await wordsAt(start + 1.5 * hour)).not.toContain('Pilot');
  });

  it('is not known of the future, before the environment began, and where the flag was not there', async () => {
    const hoist = await openPast();
    expect(await ask(hoist, start + 100 * hour)).toBe('future');
    expect(await ask(hoist, start - 1)).toBe('before-first');
    const variants = [{ key: 'on', value: true }];
    await createFlag(hoist, mira, { key: 'late', name: 'Late', type: 'boolean', variants });
    expect(await ask(hoist, start + 2 * hour, german, 'late')).toBe('not-there');
  });

  it('follows a rollout by the clock of that moment', async () => {
    let now = start;
    const hoist = await openFilledHoist(() => now);
    const plan = [
      { percent: 0, hours: 24 },
      { percent: 100, hours: 0 },
    ];
    const everyoneElse = { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } };
    const setting = { ...forBeta(hoist), rules: [], everyoneElse };
    const place = { flag: 'checkout', environment: 'dev', comment: '' };
    await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting });
    now += 48 * hour;
    expect(await ask(hoist, start + 23 * hour)).toBe('Off');
    expect(await ask(hoist, start + 24 * hour)).toBe('On');
  });

  it('is explained as the whole ruleset of then explains it, with all that the flag depends on', async () => {
    let now = start;
    const hoist = await openFilledHoist(() => now);
    const variants = [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ];
    await createFlag(hoist, mira, { key: 'base', name: 'Base', type: 'boolean', variants });
    await setUp(hoist, 'dev');
    const prerequisites = [{ flag: 'checkout', variants: ['on'] }];
    const setting = { ...forBeta(hoist), prerequisites };
    const ifMatch = readFlag(hoist, 'base').environments[0]!.etag;
    await saveSetting(hoist, mira, { flag: 'base', environment: 'dev', ifMatch, setting, comment: '' });
    const reader = hoist.published('dev');
    const whole = compileRuleset(readPublished(reader).ruleset, hoist.registry);
    const [record] = await hoist.store.read(reader.log, reader.state.version - 1, 1);
    now += hour;
    const off = { flag: 'checkout', environment: 'dev', enabled: false, comment: '' };
    await switchFlag(hoist, mira, { ...off, ifMatch: etagOf(hoist, 'dev') });
    const past = { flag: 'base', environment: 'dev', record: record! };
    const compiled = await compilePast(hoist, past);
    const context = { targetingKey: 'u1', country: 'DE' };
    const clock = { now, rolloutNow: now };
    expect(explain(compiled, 'base', context, clock)).toEqual(explain(whole, 'base', context, clock));
    expect([...compiled.flags.keys()]).toEqual(['base', 'checkout']);
    expect(await compilePast(hoist, past)).toBe(compiled);
  });

  it('says what is wrong with the person', async () => {
    const hoist = await openPast();
    expect(await ask(hoist, start + 1.5 * hour, { ...german, attributes: '{' })).toMatch(/^This is not JSON/);
  });
});
