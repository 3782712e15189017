import { fail } from '@sveltejs/kit';
import { readPeople } from '#lib/forms/setting/person.ts';
import { attempt, refuseFields } from './attempt.ts';
import { textOf } from './form-text.ts';
import type { AdminContext } from '../context.ts';
import { findNeighbours } from '../flags/neighbours.ts';
import { forecastDraft } from '../settings/forecast-draft.ts';
import type { DraftForecast } from '../settings/forecast-draft.ts';
import { reviewDraft } from '../settings/review-draft.ts';
import type { Tried } from '../settings/try-person.ts';
import { inDraft, readForm, readSetting, reachedOf } from './setting-form.ts';

/** What stands beside a draft: what it would do, what it answers about people, and what else moves there. */
export async function besideDraft(context: AdminContext, key: string, form: FormData) {
  const read = readForm(context, key, form);
  const { setting, wrongs } = readSetting(read);
  if (Object.keys(wrongs).length > 0) return { refusal: refuseFields(wrongs) };
  const name = { flag: key, environment: read.place.environment.key };
  let preview: Awaited<ReturnType<typeof look>> | undefined;
  const refusal = await attempt(async () => (preview = await look()));
  return { preview, refusal: refusal && inDraft(refusal) };

  async function look() {
    const said = await reviewDraft(context, { ...name, setting, people: readPeople(textOf(form, 'people')) });
    const neighbours = await findNeighbours(context, name, said.draft);
    const { draft: _, ...words } = said;
    return { ...words, neighbours, reached: said.rollouts.map((rollout) => reachedOf(context, rollout)) };
  }
}

/** The fields of the form that ask a draft, as they were sent. */
interface Asked {
  readonly name: string;
  readonly id: string;
  readonly attributes: string;
  readonly segment: string;
}

/** What was asked of a draft without JavaScript, and what it answered. */
export interface TryAnswer extends Asked {
  readonly person?: Tried | undefined;
  readonly forecast?: DraftForecast | undefined;
}

/**
 * Asks a draft about the person, or about made-up people, that the form names. The draft comes back as it was sent, and
 * nothing is saved.
 */
export async function tryDraft(context: AdminContext, key: string, form: FormData) {
  const read = readForm(context, key, form);
  const environment = read.place.environment.key;
  const asked: Asked = {
    name: textOf(form, 'personName'),
    id: textOf(form, 'personId'),
    attributes: textOf(form, 'personAttributes'),
    segment: textOf(form, 'within'),
  };
  const sent = { environment, draft: read.draft, etag: textOf(form, 'ifMatch') };
  const { setting, wrongs } = readSetting(read);
  if (Object.keys(wrongs).length > 0)
    return fail(422, { ...sent, tried: asked as TryAnswer, refusal: refuseFields(wrongs) });
  let tried: TryAnswer = asked;
  const refusal = await attempt(async () => {
    const input = { flag: key, environment, setting };
    tried =
      textOf(form, 'try') === 'forecast'
        ? { ...asked, forecast: await forecastDraft(context, { ...input, segment: asked.segment }) }
        : { ...asked, person: (await reviewDraft(context, { ...input, people: [asked] })).tried[0] };
  });
  if (refusal) return fail(refusal.status, { ...sent, tried, refusal: inDraft(refusal) });
  return { ...sent, tried };
}
