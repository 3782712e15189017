import type { Setting } from '@hoist/core';
import { describeRegion } from '@hoist/core/words';
import { listParts } from '#lib/forms/setting/copy-parts.ts';
import type { AdminContext } from '../context.ts';
import { nameOfSegment } from '../definitions/definitions.ts';
import { compilePublished } from '../publishing/compiled.ts';
import { forecastAmong } from './forecast-draft.ts';
import type { DraftForecast, YieldToEventLoop } from './forecast-draft.ts';
import { toFirstSetting } from './complete-setting.ts';
import type { PreparedDraft } from './preview-setting.ts';

/** How many segments, and how many regions, are asked about beside people who have nothing but IDs. */
const mostAudiences = 3;

/**
 * Asks about people who have nothing but IDs, and about those in the segments and regions that a change is about. Empty where
 * the change would take hosts too long to be asked.
 */
export async function forecastAudiences(
  context: AdminContext,
  { place, draft, prepared: { after } }: PreparedDraft,
  yieldToEventLoop: YieldToEventLoop,
): Promise<DraftForecast[]> {
  if (!after) return [];
  const trial = { before: compilePublished(place.published.ruleset, context.registry), after };
  const { segments, regions } = findAudiences(
    place.setting ?? { ...toFirstSetting(place.definition), salt: '' },
    draft,
  );
  const table = after.regions;
  const among = [
    { within: '' },
    ...segments.slice(0, mostAudiences).map((segment) => ({
      within: nameOfSegment(place.definitions, segment),
      segment,
    })),
    ...regions.slice(0, mostAudiences).map((region) => ({
      within: describeRegion(region),
      context: { [table.source.attribute]: table.codesOf(region)?.[0] ?? region },
    })),
  ];
  const found: DraftForecast[] = [];
  for (const each of among)
    found.push(
      await forecastAmong(context, { ...trial, ...each, flag: place.definition.key }, yieldToEventLoop),
    );
  return found;
}

/** The segments and regions by which two settings differ. */
function findAudiences(
  here: Setting,
  there: Setting,
): {
  readonly segments: readonly string[];
  readonly regions: readonly string[];
} {
  const parts = listParts({ here, there });
  const has = (name: string) => parts.some((part) => part.name === name);
  const segments = new Set(
    parts.flatMap(({ pair }) => [pair?.here, pair?.there].flatMap((rule) => rule?.segments ?? [])),
  );
  if (has('never')) for (const key of differenceOf(here.never, there.never)) segments.add(key);
  const regionsOf = ({ availability }: Setting) =>
    availability.mode === 'everywhere' ? [] : availability.regions;
  const regions = has('availability')
    ? here.availability.mode === there.availability.mode
      ? differenceOf(regionsOf(here), regionsOf(there))
      : [...new Set([...regionsOf(here), ...regionsOf(there)])]
    : [];
  return { segments: [...segments], regions };
}

function differenceOf(one: readonly string[], other: readonly string[]): string[] {
  return [...one.filter((each) => !other.includes(each)), ...other.filter((each) => !one.includes(each))];
}
