import { isRedirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { editor, mira, openFilledHoist, viewer } from '../testing.ts';
import { editByForm, saveByForm } from './save-form.ts';
import { segmentForm } from './segment-form.ts';

let hoist: AdminContext;
let flash: string | undefined;

beforeEach(async () => {
  hoist = await openFilledHoist();
  flash = undefined;
});

type Fields = Readonly<Record<string, string>>;

function eventOf(fields: Fields, person = mira) {
  const url = new URL('http://localhost/segments/beta?/save');
  const body = new URLSearchParams(fields);
  const cookies = { set: (_name: string, value: string) => (flash = value) };
  return {
    request: new Request(url, { method: 'POST', body }),
    url,
    locals: { hoist, person },
    cookies,
  } as unknown as Pick<RequestEvent, 'request' | 'locals' | 'cookies' | 'url'>;
}

const condition = 'conditionGroups.0.conditions.0';
const typed = (more: Fields = {}): Fields => ({
  key: 'beta',
  name: 'Beta of ours',
  [`${condition}.attribute`]: 'country',
  [`${condition}.operator`]: 'equals',
  [`${condition}.operand`]: 'AT',
  ifMatch: readSegment(hoist, 'beta').etag,
  ...more,
});

/** What the page is given when nothing was saved, or where it goes on. */
async function save(fields: Fields, person = mira) {
  try {
    const { status, data } = await saveByForm(eventOf(fields, person), segmentForm(hoist), {
      save: (who, patch, based) => changeSegment(hoist, who, { key: 'beta', patch, ...based }),
      describe: () => readSegment(hoist, 'beta').sentence,
      done: ({ name }) => ({ flash: { text: `Saved ${String(name)}.` }, to: '/segments/beta' }),
    });
    return { status, ...data };
  } catch (error) {
    if (isRedirect(error)) return { status: error.status, to: error.location };
    throw error;
  }
}

describe('a definition is saved by its form', () => {
  it('saves, and says so on the next page', async () => {
    expect(await save(typed())).toEqual({ status: 303, to: '/segments/beta' });
    expect(flash).toContain('Saved Beta of ours.');
    expect(readSegment(hoist, 'beta').definition.name).toBe('Beta of ours');
  });

  it('keeps what was typed when a role may not save it, or a field cannot be read', async () => {
    const etag = readSegment(hoist, 'beta').etag;
    const draft = { name: 'Beta of ours', conditionGroups: [{ conditions: [{ operand: 'AT' }] }] };
    expect(await save(typed(), viewer)).toMatchObject({ status: 403, draft, etag, theirs: undefined });
    const unreadable = typed({ [`${condition}.operator`]: 'greater-than', [`${condition}.operand`]: 'x' });
    const refused = await save(unreadable);
    expect(refused).toMatchObject({ status: 422, draft: { name: 'Beta of ours' }, etag });
    expect(Object.keys(('refusal' in refused && refused.refusal?.fields) || {})).toHaveLength(1);
    expect(readSegment(hoist, 'beta').definition.revision).toBe(1);
  });

  it('shows what somebody else saved meanwhile, and replaces it when saved once more', async () => {
    const stale = typed();
    await save(typed({ [`${condition}.operand`]: 'FR' }), editor);
    const refused = await save(stale);
    const { etag, sentence } = readSegment(hoist, 'beta');
    expect(refused).toMatchObject({
      status: 409,
      etag,
      theirs: sentence,
      refusal: { theirs: { who: 'Edda' } },
    });
    expect(await save({ ...stale, ifMatch: etag })).toMatchObject({ status: 303 });
  });

  it('adds a row where there is no JavaScript, and saves nothing', async () => {
    const edited = await editByForm(eventOf(typed({ edit: 'add-condition 0' })), segmentForm(hoist));
    expect(edited.draft.conditionGroups[0]?.conditions).toHaveLength(2);
    expect(edited).toMatchObject({ etag: readSegment(hoist, 'beta').etag, refusal: undefined });
    expect(readSegment(hoist, 'beta').definition.revision).toBe(1);
  });
});
