import type { Json } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition } from './archive.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { readFlag } from '../flags/flag-views.ts';
import { createFlag } from '../flags/flags.ts';
import { listPending } from '../pending/list-pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { readRecentChanges } from '../publishing/recent-changes.ts';
import { readPublished } from '../publishing/published.ts';
import { askCheckout, editor, mira, openFilledHoist, openSwitchedOff, refusalOf } from '../testing.ts';

const aMonth = 30 * 86_400_000;

const flag = (hoist: AdminContext, key = 'checkout') => ({
  kind: 'flag' as const,
  key,
  ifMatch: readFlag(hoist, key).etag,
});

describe('a flag that is deleted', () => {
  it('is refused before it is archived, and while an environment serves it', async () => {
    const hoist = await openSwitchedOff(Date.now);
    expect((await refusalOf(() => deleteDefinition(hoist, mira, flag(hoist)))).detail).toBe(
      "'Checkout' is not archived. Archive it first.",
    );
    await archiveDefinition(hoist, mira, flag(hoist));
    expect((await refusalOf(() => deleteDefinition(hoist, mira, flag(hoist)))).detail).toBe(
      "prod still serves 'Checkout'. Review the change that is pending there first.",
    );
  });

  it('leaves a tombstone, so that nobody ever makes another of its key', async () => {
    const clock = { now: Date.now() };
    const hoist = await openFilledHoist(() => clock.now);
    await archiveDefinition(hoist, mira, flag(hoist));
    expect(readFlag(hoist, 'checkout').publishedIn).toEqual([]);
    clock.now += aMonth;
    await deleteDefinition(hoist, editor, flag(hoist));
    expect((await refusalOf(async () => readFlag(hoist, 'checkout'))).status).toBe(404);
    expect(hoist.definitions.value('tombstone/flag/checkout')).toMatchObject({
      key: 'flag/checkout',
      name: 'Checkout',
    });
    const again = { key: 'checkout', name: 'Again', type: 'string', variants: [{ key: 'a', value: 'A' }] };
    expect(await refusalOf(() => createFlag(hoist, mira, again))).toMatchObject({
      status: 409,
      fields: {
        key: "The flag 'Checkout' had the key 'checkout' and was deleted. Keys are for ever: choose another.",
      },
    });
    expect((await readRecentChanges(hoist, 10))[0]).toMatchObject({ said: 'deleted the flag Checkout' });
  });

  it('frees its key at once where that begins with example-', async () => {
    const hoist = await openFilledHoist();
    const example = {
      key: 'example-banner',
      name: 'Banner',
      type: 'string',
      variants: [{ key: 'a', value: 'A' }],
    };
    for (let round = 0; round < 2; round++) {
      await createFlag(hoist, mira, example);
      await archiveDefinition(hoist, mira, flag(hoist, 'example-banner'));
      await deleteDefinition(hoist, mira, flag(hoist, 'example-banner'));
    }
    expect(hoist.definitions.value('tombstone/flag/example-banner')).toBeUndefined();
  });

  it('leaves nothing live that nobody sees: what another process published meanwhile is pending', async () => {
    const clock = { now: Date.now() };
    const hoist = await openSwitchedOff(() => clock.now);
    const part = readPublished(hoist.published('prod')).flags.get('checkout');
    await archiveDefinition(hoist, mira, flag(hoist));
    const publish = () =>
      publishPending(hoist, mira, {
        environment: 'prod',
        entries: listPending(hoist, 'prod'),
        comment: 'gone',
      });
    await publish();
    clock.now += aMonth;
    await deleteDefinition(hoist, mira, flag(hoist));
    const { version: _version, ...stored } = part ?? { version: 0 };
    const build = () => ({
      set: new Map([['flag/checkout', stored as unknown as Json]]),
      said: 'published it',
    });
    await commitChange(hoist, hoist.published('prod'), { person: mira, kind: 'edited', build });
    expect(listPending(hoist, 'prod')).toMatchObject([{ kind: 'flag', key: 'checkout', name: 'Checkout' }]);
    await publish();
    expect(askCheckout(hoist, 'prod').errorCode).toBe('FLAG_NOT_FOUND');
  });
});
