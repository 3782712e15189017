import { fail, redirect } from '@sveltejs/kit';
import { mayChange } from '#lib/server/access/rights.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { copyByForm, pickedIn } from '#lib/server/form-actions/copy-form.ts';
import { readCopy } from '#lib/server/settings/copy-setting.ts';
import { previewSetting } from '#lib/server/settings/preview-setting.ts';
import type { Preview } from '#lib/server/settings/preview-setting.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const { hoist } = locals;
  const { environments } = readDefinitions(hoist.definitions);
  const others = environments.map(({ key }) => key).filter((key) => key !== chosen);
  const from = others.find((key) => key === url.searchParams.get('from'));
  const name = { flag: params.key, environment: chosen };
  const to = environments.find(({ key }) => key === chosen);
  const view = from === undefined ? undefined : readCopy(hoist, { ...name, from }, pickedIn(url));
  let preview: Preview | undefined;
  const refusal = await attempt(() => {
    if (view?.setting) preview = previewSetting(hoist, { ...name, setting: view.setting });
  });
  return {
    others,
    from,
    copy: view && { ...view, setting: undefined, isCopied: view.setting !== undefined },
    preview,
    wrong: refusal?.detail,
    mayCopy: to !== undefined && mayChange(locals.person, to),
  };
};

export const actions: Actions = {
  /** Shows what the ticked parts give: without JavaScript, by another address of the same page. */
  pick: async ({ request, params, url }) => {
    const form = await request.formData();
    const query = new URLSearchParams({
      env: url.searchParams.get('env') ?? '',
      from: url.searchParams.get('from') ?? '',
      picked: '',
    });
    for (const part of form.getAll('part')) if (typeof part === 'string') query.append('part', part);
    redirect(303, `/flags/${encodeURIComponent(params.key)}/copy?${query.toString()}`);
  },
  save: async (event) => {
    const answer = await copyByForm(event, event.params.key);
    return 'refusal' in answer && answer.refusal ? fail(answer.refusal.status, answer) : answer;
  },
};
