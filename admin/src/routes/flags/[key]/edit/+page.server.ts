import { toFlagEditDraft } from '#lib/forms/flag/edit-draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { listDependents } from '#lib/server/archive/archive-dependents.ts';
import { readForgottenFrom } from '#lib/server/archive/forgotten-from.ts';
import { readLastAsked } from '#lib/server/counts/last-asked.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { changeFlag } from '#lib/server/flags/flags.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import { archiveByForm } from '#lib/server/form-actions/archive-form.ts';
import { flagEditForm } from '#lib/server/form-actions/flag-edit-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import { listOwners } from '#lib/server/people/list-people.ts';
import { flagTexts } from '#lib/texts/flag.ts';
import { listOf } from '#lib/words.ts';
import type { Actions, PageServerLoad } from './$types';

type Asked = Awaited<ReturnType<typeof readLastAsked>> | undefined;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { hoist } = locals;
  requireRole(requirePerson(locals.person), 'editor', 'change a flag');
  const { definition, etag, environments } = readFlag(hoist, params.key);
  const asked = await unlessAway<Asked>(() => readLastAsked(hoist, params.key), undefined);
  const deletableFrom = await unlessAway(() => readForgottenFrom(hoist, params.key), undefined);
  const texts = flagTexts.archive;
  return {
    flag: definition,
    etag,
    saved: toFlagEditDraft(definition),
    places: environments.map(({ environment, setting, sentence }) => ({
      environment,
      isSetUp: setting !== null,
      serves: sentence.text,
      asked: asked ? (asked.get(environment.key)?.sentence ?? texts.notAsked) : texts.askedUnknown,
    })),
    dependents: listDependents(hoist, 'flag', params.key),
    deletableFrom,
    owners: listOwners(hoist),
  };
};

export const actions: Actions = {
  edit: (event) => {
    const { definition } = readFlag(event.locals.hoist, event.params.key);
    return editByForm(event, flagEditForm(event, definition));
  },
  save: (event) => {
    const { hoist } = event.locals;
    const { key } = event.params;
    const read = () => readFlag(hoist, key);
    return saveByForm(event, flagEditForm(event, read().definition), {
      save: (person, patch, based) => changeFlag(hoist, person, { key, patch, ...based }),
      describe: () => {
        const { name, variants } = read().definition;
        return `${name}: ${listOf(variants.map((variant) => variant.key))}`;
      },
      done: () => {
        const { definition, environments } = read();
        return { flash: toSavedFlash(`Saved ${definition.name}.`, environments), to: `/flags/${key}` };
      },
    });
  },
  archive: (event) => archiveByForm(event, { kind: 'flag', key: event.params.key }, 'archive'),
  restore: (event) => archiveByForm(event, { kind: 'flag', key: event.params.key }, 'restore'),
  delete: (event) => archiveByForm(event, { kind: 'flag', key: event.params.key }, 'delete'),
};
