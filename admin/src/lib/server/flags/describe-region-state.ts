import type { Availability, Setting } from '@hoist/core';
import { describeRegion, describeRegions } from '@hoist/core/words';
import type { Sentence } from '@hoist/core/words';
import { nameOfFlag, nameOfSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import type { RegionState } from './flag-in-region.ts';

interface Described {
  readonly state: RegionState;
  readonly region: string;
  /** What the flag does in this environment. */
  readonly sentence: Sentence;
  readonly setting: Setting | null | undefined;
  readonly definitions: Definitions;
}

/** Why somebody in a region has a flag or not, in one sentence. */
export function describeRegionState({ state, region, sentence, setting, definitions }: Described): string {
  const place = describeRegion(region);
  const isLimited = setting ? setting.availability.mode !== 'everywhere' : false;
  switch (state.state) {
    case 'not-available':
      return setting ? `${describeLimit(setting.availability)}.` : `Not available in ${place}.`;
    case 'in-part':
      return isLimited && setting
        ? `Not everybody there has it: ${asClause(describeLimit(setting.availability))}.`
        : `Not everybody there has it: ${asClause(sentence.text)}.`;
    case 'never':
      return `Off for ${nameOfSegment(definitions, state.segment)}, which everybody in ${place} belongs to.`;
    case 'unreachable':
      return `${sentence.text}: nobody in ${place} is among them.`;
    case 'needs':
      return `It needs ${nameOfFlag(definitions, state.flag)}, which nobody ${state.isOff ? 'has' : `in ${place} has`}.`;
    case 'off':
    case 'not-set-up':
    case 'on':
      return `${sentence.text}.`;
  }
}

/** `Available only in the EU`, `Available everywhere except in Brazil`. */
export function describeLimit(availability: Availability): string {
  if (availability.mode === 'everywhere') return 'Available everywhere';
  const regions = describeRegions(availability.regions, 'and');
  return availability.mode === 'only'
    ? `Available only in ${regions}`
    : `Available everywhere except in ${regions}`;
}

function asClause(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
