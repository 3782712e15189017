import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { invalidField } from '../errors/use-case-error.ts';
import { copySetting, readCopy } from '../settings/copy-setting.ts';
import { readPlace } from '../settings/read-place.ts';
import { flashSaved } from './flash-saved.ts';
import { textOf } from './form-text.ts';
import { publishReviewed } from './reviewed-form.ts';

/** The parts that an address names; undefined for all of them, as a page begins. */
export function pickedIn({ searchParams }: URL): ReadonlySet<string> | undefined {
  return searchParams.has('picked') ? new Set(searchParams.getAll('part')) : undefined;
}

/** Copies what is ticked from one environment to another. A protected one shows the review first. */
export async function copyByForm(event: RequestEvent, flag: string) {
  const { hoist } = event.locals;
  const form = await event.request.formData();
  const environment = textOf(form, 'environment');
  const name = { flag, environment, from: textOf(form, 'from') };
  const picked = new Set(form.getAll('part').filter((part) => typeof part === 'string'));
  const sourceEtag = textOf(form, 'sourceEtag');
  const unpublished = await publishReviewed(event, form, {
    ...name,
    setting: () => {
      const setting = readCopy(hoist, name, picked)?.setting;
      if (setting) return setting;
      throw invalidField(['part'], 'required', 'Nothing is ticked: nothing would change.');
    },
    asks: readPlace(hoist, name).environment.protected,
    publish: (person, based) => copySetting(hoist, person, { ...name, ...based, picked, sourceEtag }),
  });
  if (!unpublished) {
    await flashSaved(event, name, { done: `Copied from ${name.from}.`, offersUndo: true });
    redirect(303, `/flags/${flag}?env=${environment}`);
  }
  return { environment, picked: [...picked], comment: textOf(form, 'comment'), ...unpublished };
}
