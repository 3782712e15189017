import { flagDefinitionSchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { toServeDraft } from '#lib/forms/setting/serve-draft.ts';
import { asPublished } from './published-flag.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';

const define = (type: string, variants: readonly (readonly [string, unknown])[]) =>
  flagDefinitionSchema.parse({
    key: 'theme',
    name: 'Theme',
    revision: 2,
    type,
    clientVisible: true,
    variants: variants.map(([key, value]) => ({ key, value, name: key.toUpperCase() })),
  });

const published = (variants: Readonly<Record<string, unknown>>) => ({
  revision: 1,
  clientVisible: false,
  variants: Object.entries(variants).map(([key, value]) => ({ key, value: value as string | boolean })),
});

describe('asServed', () => {
  it('has the values that the environment serves under the names of now, and offers what is pending after them', () => {
    const latest = define('string', [
      ['blue', 'navy'],
      ['green', 'green'],
    ]);
    const flag = asPublished(latest, published({ red: 'red', blue: 'blue' }));
    expect(flag).toMatchObject({ revision: 1, clientVisible: false });
    expect(flag.variants.map(({ key, value, name }) => [key, value, name])).toEqual([
      ['red', 'red', ''],
      ['blue', 'blue', 'BLUE'],
      ['green', 'green', 'GREEN'],
    ]);
  });

  it('stays an on/off flag where the environment serves one', () => {
    const latest = define('boolean', [
      ['on', true],
      ['off', false],
      ['yes', true],
    ]);
    const flag = asPublished(latest, published({ on: true, off: false }));
    expect(flag.variants.map(({ key }) => key)).toEqual(['on', 'off']);
    const forms = { flag, strategies: [], timeZone: 'UTC' };
    expect(toServeDraft(toFirstSetting(latest).everyoneElse, forms).mode).toBe('off');
    expect(toServeDraft({ strategy: 'fixed', params: { variant: 'yes' } }, forms).mode).toBe('kept');
  });
});
