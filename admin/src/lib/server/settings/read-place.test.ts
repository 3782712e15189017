import { describe, expect, it } from 'vitest';
import { readFlagIn } from '../flags/flag-views.ts';
import { openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { readPlace } from './read-place.ts';

describe('reading a flag in one environment', () => {
  it('gives what is defined, what is published and the etag of the setting, of one moment', async () => {
    const context = await openFilledHoist();
    const before = readPlace(context, { flag: 'checkout', environment: 'dev' });
    await setUp(context, 'dev');
    const after = readPlace(context, { flag: 'checkout', environment: 'dev' });

    expect(before).toMatchObject({ environment: { key: 'dev' }, definition: { key: 'checkout' } });
    expect(before.setting).toBeNull();
    expect(after.setting).toBe(after.published.flags.get('checkout')?.setting);
    expect(after.part?.revision).toBe(after.definition.revision);
    expect(after.definition).toBe(after.definitions.flags.get('checkout'));
    expect(after.etag).not.toBe(before.etag);
    expect(readFlagIn(context, { flag: 'checkout', environment: 'dev' }).etag).toBe(after.etag);
  });

  it.each([
    ['environment', { flag: 'checkout', environment: 'moon' }],
    ['flag', { flag: 'gone', environment: 'dev' }],
  ])('refuses an unknown %s', async (_, name) => {
    const context = await openFilledHoist();
    expect((await refusalOf(async () => readPlace(context, name))).status).toBe(404);
  });
});
