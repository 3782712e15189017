import type { Environment, Setting } from '@hoist/core';
import { segmentTexts } from '#lib/texts/segment.ts';
import type { AdminContext } from '../context.ts';
import { nameOfSegment, readDefinitions } from '../definitions/definitions.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';
import { readPublished } from '../publishing/published.ts';
import { listSegmentUses, withNested } from '../publishing/segment-uses.ts';

/** A place in a flag's setting where a segment decides something. */
interface UsedAt {
  /** Like `rule 2 “Partners”` or `Off for`; and through which segment, where it is not named itself. */
  readonly text: string;
  readonly href: string;
}

/** A flag that asks about a segment in one environment, with where it does. */
export interface SegmentUseAt {
  readonly environment: Environment;
  readonly flag: string;
  readonly name: string;
  readonly places: readonly UsedAt[];
}

/** Where environments use a segment: by flag, and by rule within it. */
export function listUsesAt(hoist: AdminContext, key: string): SegmentUseAt[] {
  const definitions = readDefinitions(hoist.definitions);
  const texts = segmentTexts.usedAt;
  return listSegmentUses(hoist, key).map(({ environment, flag, name }) => {
    const published = readPublished(hoist.published(environment.key));
    const setting = published.flags.get(flag)?.setting;
    const through = (segments: ReadonlySet<string>): string | undefined => {
      if (segments.has(key)) return '';
      const found = [...segments].find((each) =>
        withNested(new Set([each]), published, hoist.registry).has(key),
      );
      return found === undefined ? undefined : texts.through(nameOfSegment(definitions, found));
    };
    const places = setting
      ? listPlaces(setting).flatMap(({ text, part, view }) => {
          const way = through(referencesOfSetting(part, hoist.registry).segments);
          const href = `/flags/${flag}?env=${environment.key}${view}`;
          return way === undefined ? [] : [{ text: `${text}${way}`, href }];
        })
      : [];
    return { environment, flag, name, places };
  });
}

/** Segments whose latest definition asks about this one, by name. */
export function listAskingSegments(
  hoist: AdminContext,
  key: string,
): { readonly key: string; readonly name: string }[] {
  return [...readDefinitions(hoist.definitions).segments.values()]
    .filter(
      ({ archivedAt, conditionGroups }) =>
        archivedAt === null && referencesOfConditionGroups(conditionGroups, hoist.registry).segments.has(key),
    )
    .map(({ key: asking, name }) => ({ key: asking, name }));
}

/** A setting in parts, each with nothing but what stands at one place. */
function listPlaces(setting: Setting) {
  const texts = segmentTexts.usedAt;
  const everyoneElse = { strategy: 'off', params: {} };
  const availability = { ...setting.availability, mode: 'everywhere' as const };
  const empty: Setting = { ...setting, availability, never: [], rules: [], everyoneElse };
  return [
    { text: texts.never, part: { ...empty, never: setting.never }, view: '' },
    ...setting.rules.map((rule, index) => ({
      text: texts.rule(index + 1, rule.name, rule.enabled),
      part: { ...empty, rules: [rule] },
      view: '&view=rules',
    })),
    { text: texts.everyoneElse, part: { ...empty, everyoneElse: setting.everyoneElse }, view: '' },
  ];
}
