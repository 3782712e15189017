import { createRegistry, defineStrategy } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { readPublished } from '../publishing/published.ts';
import { saveSetting } from './save-setting.ts';
import { switchFlag } from './switch-flag.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';

const lottery = defineStrategy({
  name: 'acme:lottery',
  title: 'Lottery',
  description: '',
  schema: z.object({ variant: z.string() }),
  bucketed: false,
  variants: ({ variant }) => [variant],
  assign: (_subject, { variant }) => variant,
  vectors: [],
});

/** Whose parameters have variants for names, which may have dots. */
const weighted = defineStrategy({
  ...{ name: 'acme:weighted', title: 'Weighted', description: '', bucketed: false, vectors: [] },
  schema: z.object({ weights: z.record(z.string(), z.number('Enter a number.')) }),
  variants: ({ weights }) => Object.keys(weights),
  assign: (_subject, { weights }) => Object.keys(weights)[0],
});

const place = { flag: 'checkout', environment: 'dev', comment: '' };

function refuse(hoist: AdminContext, patch: object) {
  const setting = { ...forBeta(hoist), ...patch };
  return refusalOf(() => saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting }));
}

const serve = { strategy: 'fixed', params: { variant: 'on' } };
const faults = [
  [{ off: 'blue' }, 'setting.off'],
  [{ rules: [{ id: 'r', segments: ['nobody'], serve }] }, 'setting.rules.0.segments.0'],
  [{ everyoneElse: { strategy: 'lottery', params: {} } }, 'setting.everyoneElse.strategy'],
  [
    { rules: [{ id: 'r', conditions: [{ attribute: 'x', operator: 'sounds-like' }], serve }] },
    'setting.rules.0.conditions.0.operator',
  ],
  [{ everyoneElse: 7 }, 'setting.everyoneElse'],
] as const;

describe('a setting with a fault', () => {
  it.each(faults)('is refused beside the field: %j', async (patch, field) => {
    const hoist = await openFilledHoist();
    const refusal = await refuse(hoist, patch);
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, [field]]);
  });

  it('is refused with a pointer to the field, whatever names lead to it', async () => {
    const hoist = await openFilledHoist(Date.now, [weighted]);
    const params = { weights: { 'checkout.v2': 'much', '~a/b.c': 'more' } };
    const { errors } = await refuse(hoist, { everyoneElse: { strategy: 'acme:weighted', params } });
    const at = '/setting/everyoneElse/params/weights';
    expect(errors).toEqual([
      { pointer: `${at}/checkout.v2`, code: 'params-invalid', message: 'Enter a number.' },
      { pointer: `${at}/~0a~1b.c`, code: 'params-invalid', message: 'Enter a number.' },
    ]);
  });

  it.each(faults)('is refused although it is off, so that turning on finds none: %j', async (patch) => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const version = hoist.published('dev').state.version;
    expect((await refuse(hoist, { ...patch, enabled: false })).status).toBe(422);
    expect(hoist.published('dev').state.version).toBe(version);
  });

  describe('that was there before, since the admin was started without a plugin,', () => {
    const openBare = async (setting: object) => {
      const hoist = await openFilledHoist(Date.now, [lottery]);
      const save = (on: AdminContext, patch: object) =>
        saveSetting(on, mira, {
          ...place,
          ifMatch: etagOf(on, 'dev'),
          setting: { ...forBeta(on), ...setting, ...patch },
        });
      await save(hoist, {});
      return { bare: { ...hoist, registry: createRegistry(standardPlugins) }, save };
    };
    const drawn = { everyoneElse: { strategy: 'acme:lottery', params: { variant: 'on' } } };

    it('does not stand in the way of changing something else', async () => {
      const { bare, save } = await openBare(drawn);
      await save(bare, { off: null, rules: [] });
      expect(readPublished(bare.published('dev')).flags.get('checkout')?.setting?.off).toBeNull();
    });

    it('is a fault where what asks for the plugin is changed: nobody could say whether it is right', async () => {
      const { bare, save } = await openBare(drawn);
      const changed = { everyoneElse: { strategy: 'acme:lottery', params: { variant: 'zzz' } } };
      const refusal = await refusalOf(() => save(bare, changed));
      expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, ['setting.everyoneElse.strategy']]);
    });

    it('is a fault where the flag is turned on, because only then does it hurt anybody', async () => {
      const { bare } = await openBare({ ...drawn, enabled: false });
      const turnedOn = { ...place, enabled: true, ifMatch: etagOf(bare, 'dev') };
      const refusal = await refusalOf(() => switchFlag(bare, mira, turnedOn));
      expect([refusal.status, refusal.detail]).toEqual([
        422,
        "Strategy 'acme:lottery' is not installed here. Install its plugin, or choose another strategy.",
      ]);
    });
  });

  it('never stands in the way of turning off', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const bare = { ...hoist, registry: createRegistry([]) };
    await switchFlag(bare, mira, { ...place, enabled: false, ifMatch: etagOf(hoist, 'dev') });
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.enabled).toBe(false);
  });
});
