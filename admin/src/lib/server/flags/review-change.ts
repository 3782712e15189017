import type { Json } from '@hoist/core';
import { createYield } from '@hoist/store';
import { compareJson } from '#lib/json-difference.ts';
import type { DifferenceLine } from '#lib/json-difference.ts';
import type { AdminContext } from '../context.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { prepareDraft } from '../settings/compile-draft.ts';
import { forecastAudiences } from '../settings/forecast-audiences.ts';
import type { DraftForecast } from '../settings/forecast-draft.ts';
import { describeDraft } from '../settings/preview-setting.ts';
import type { Preview, PreparedDraft } from '../settings/preview-setting.ts';
import type { PlaceName } from '../settings/read-place.ts';
import { findNeighbours, listReaders } from './neighbours.ts';
import type { Few, Neighbours } from './neighbours.ts';

/** What a change of a setting would do, for whoever reviews it. */
export interface ReviewedChange extends Preview {
  /** Made-up people: first those who have nothing but IDs, then those in segments and regions that it is about. */
  readonly forecasts: readonly DraftForecast[];
  /** Apps that read the flag here; undefined while that is not known. */
  readonly readers: Few<string> | undefined;
  readonly dependents: Neighbours['dependents'];
  /** The setting before and after as JSON, where that was asked for. */
  readonly json: readonly DifferenceLine[] | undefined;
}

/** Describes a change, and who is affected by it. Throws UseCaseError 404 or 422. */
export async function reviewChange(
  context: AdminContext,
  { setting, asJson, ...name }: PlaceName & { readonly setting: unknown; readonly asJson: boolean },
): Promise<ReviewedChange> {
  return reviewPrepared(context, prepareDraft(context, { ...name, setting }), asJson);
}

/** The same of a draft that is prepared already. */
export async function reviewPrepared(
  context: AdminContext,
  prepared: PreparedDraft,
  asJson: boolean,
): Promise<ReviewedChange> {
  const yieldToEventLoop = createYield();
  const { environment, definition, setting } = prepared.place;
  const name = { flag: definition.key, environment: environment.key };
  const preview = describeDraft(context, prepared);
  await yieldToEventLoop();
  const { dependents } = await findNeighbours(context, name, null);
  return {
    ...preview,
    forecasts: await forecastAudiences(context, prepared, yieldToEventLoop),
    readers: await unlessAway(() => listReaders(context, name), undefined),
    dependents,
    json: asJson ? compareJson(setting as Json, prepared.draft as Json) : undefined,
  };
}
