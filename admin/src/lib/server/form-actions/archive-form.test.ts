import { isRedirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { readFlag } from '../flags/flag-views.ts';
import { editor, openFilledHoist, openSwitchedOff, setUp, viewer } from '../testing.ts';
import { archiveByForm } from './archive-form.ts';

/** Presses a button of the page; what it is given, or where it goes on and what that page says. */
async function press(hoist: AdminContext, change: 'archive' | 'restore' | 'delete', person = editor) {
  const url = new URL(`http://localhost/flags/checkout/edit?/${change}`);
  const body = new URLSearchParams({ ifMatch: readFlag(hoist, 'checkout').etag });
  let flash = '';
  const event = {
    request: new Request(url, { method: 'POST', body }),
    url,
    locals: { hoist, person },
    cookies: { set: (_name: string, value: string) => (flash = value) },
  } as unknown as Pick<RequestEvent, 'request' | 'locals' | 'cookies' | 'url'>;
  try {
    const { status, data } = await archiveByForm(event, { kind: 'flag', key: 'checkout' }, change);
    return { status, said: data.archiving.detail };
  } catch (error) {
    if (isRedirect(error)) return { to: error.location, said: (JSON.parse(flash) as { text: string }).text };
    throw error;
  }
}

describe('a flag is archived by its page', () => {
  it('says where it waits for a review, and comes back the same way', async () => {
    const hoist = await openSwitchedOff(Date.now);
    expect(await press(hoist, 'archive')).toEqual({
      to: '/flags/checkout',
      said: 'Archived Checkout. prod keeps the revision it serves until somebody reviews it.',
    });
    expect(readFlag(hoist, 'checkout').definition.archivedAt).not.toBeNull();
    expect(await press(hoist, 'restore')).toEqual({ to: '/flags/checkout', said: 'Unarchived Checkout.' });
    expect(readFlag(hoist, 'checkout').definition.archivedAt).toBeNull();
  });

  it('is refused with what stands in the way, or to a role that may not', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    expect(await press(hoist, 'archive')).toEqual({
      status: 409,
      said: "'Checkout' is on in dev. Turn it off there first, then archive it.",
    });
    expect(await press(hoist, 'archive', viewer)).toMatchObject({ status: 403 });
  });

  it('is deleted for good once it is forgotten, and no day before', async () => {
    const clock = { now: Date.parse('2026-03-02T12:00:00.000Z') };
    const hoist = await openFilledHoist(() => clock.now);
    await press(hoist, 'archive');
    expect(await press(hoist, 'delete')).toEqual({
      status: 409,
      said: "'Checkout' can be deleted from Wednesday 1 April on, if no app asks for it until then.",
    });
    clock.now += 30 * 86_400_000;
    expect(await press(hoist, 'delete')).toEqual({ to: '/flags', said: 'Deleted Checkout.' });
  });
});
