import { createHash } from 'node:crypto';
import type { CompiledRuleset, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { compilePublished } from '../publishing/compiled.ts';
import { completeSetting } from './complete-setting.ts';
import { prepareSetting, scheduleDraft } from './prepare-setting.ts';
import { readPlace } from './read-place.ts';
import type { Place, PlaceName } from './read-place.ts';
import type { PreparedDraft } from './preview-setting.ts';

/** An environment with a draft and without it, to be asked about people. */
export interface DraftTrial {
  readonly before: CompiledRuleset;
  /** As it would be once the flag is on: what an off flag answers is known. */
  readonly after: CompiledRuleset;
}

/** Reads a draft and prepares it as if it were saved now; throws UseCaseError 404 or 422. */
export function prepareDraft(
  context: AdminContext,
  { setting, ...name }: PlaceName & { readonly setting: unknown },
): PreparedDraft {
  const place = readPlace(context, name);
  const completed = withSteadySalt(place, completeSetting(place, setting));
  const draft = scheduleDraft(context, place, completed);
  return { place, draft, prepared: prepareSetting(context, place, draft) };
}

/** The environment with a draft, to be asked; undefined where asking it would take too long, which its problems say. */
export function compileDraft(
  context: AdminContext,
  { place, draft, prepared }: PreparedDraft,
): DraftTrial | undefined {
  const { after } = draft.enabled
    ? prepared
    : prepareSetting(context, place, scheduleDraft(context, place, { ...draft, enabled: true }));
  return after && { before: compilePublished(place.published.ruleset, context.registry), after };
}

/** A first setting is drawn anew when it is saved; until then the same people are drawn by every version of the draft. */
function withSteadySalt({ setting, definition }: Place, draft: Setting): Setting {
  if (setting) return draft;
  const salt = createHash('sha256').update(definition.key).digest('hex').slice(0, draft.salt.length);
  return { ...draft, salt };
}
