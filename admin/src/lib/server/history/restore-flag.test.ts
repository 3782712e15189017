import { describe, expect, it } from 'vitest';
import { changeFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, viewer } from '../testing.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { listFlagHistory } from './flag-history.ts';
import { readChange } from './read-change.ts';
import { listFlagRestore, restoreFlag } from './restore-flag.ts';

const key = 'checkout';

/** `checkout` with a third variant, an owner and another name, and the version before that. */
async function openChanged() {
  const hoist = await openFilledHoist();
  const { etag, definition } = readFlag(hoist, key);
  const version = hoist.definitions.state.version;
  const variants = [...definition.variants, { key: 'half', value: false }];
  const patch = { name: 'Pay', owner: { name: 'Ann', person: null }, tags: ['x'], variants };
  await changeFlag(hoist, mira, { key, ifMatch: etag, patch });
  return { hoist, version, before: definition };
}

describe('a definition that is restored', () => {
  it('is what it was, in a new version that says so; its key and the day it was made stay', async () => {
    const { hoist, version, before } = await openChanged();
    const change = await readChange(hoist, { flag: key, environment: undefined, version });
    expect(listFlagRestore(hoist, key, change)).toEqual([
      { path: 'name', before: '"Pay"', after: '"Checkout"' },
      expect.objectContaining({ path: 'variants[half]', after: undefined }),
      { path: 'tags', before: '["x"]', after: '[]' },
      { path: 'owner.name', before: '"Ann"', after: undefined },
      { path: 'owner.person', before: 'null', after: undefined },
    ]);
    const { etag } = readFlag(hoist, key);
    await restoreFlag(hoist, mira, { key, version, ifMatch: etag });
    expect(readFlag(hoist, key).definition).toEqual({ ...before, revision: 3 });
    const { changes } = await listFlagHistory(hoist, { flag: key, environment: 'prod', limit: 9 });
    expect(changes.find(({ environment }) => environment === null)).toMatchObject({
      kind: 'restored',
      said: `restored change ${version} of the flag Checkout`,
    });
  });

  it('needs the rights of any change, and refuses what an environment still needs, by name', async () => {
    const { hoist, version } = await openChanged();
    const based = () => ({ key, version, ifMatch: readFlag(hoist, key).etag });
    expect((await refusalOf(() => restoreFlag(hoist, viewer, based()))).code).toBe('role-too-low');
    await saveSetting(hoist, mira, {
      ...{ flag: key, environment: 'dev', comment: '', ifMatch: etagOf(hoist, 'dev') },
      setting: { ...forBeta(hoist), off: 'half' },
    });
    const refusal = await refusalOf(() => restoreFlag(hoist, mira, based()));
    expect([refusal.code, refusal.detail]).toEqual([
      'settings-contradict',
      expect.stringMatching(/^In dev, .*half/),
    ]);
    const stale = await refusalOf(() => restoreFlag(hoist, mira, { ...based(), ifMatch: '0'.repeat(64) }));
    expect(stale.code).toBe('changed-meanwhile');
  });
});
