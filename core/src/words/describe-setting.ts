import type { Setting } from '../model/setting.ts';
import { describeAvailability } from './describe-availability.ts';
import { describeAudiences, shortStyle, wholeStyle } from './describe-audiences.ts';
import type { DescribedFlag } from './describe-serve.ts';
import { joinWords } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/** A flag in one environment, in words. */
export interface Sentence {
  readonly state: 'not-set-up' | 'off' | 'on';
  /** Whole: `On for EU beta, and 25 % of everyone else`. */
  readonly text: string;
  /** Beside a switch that says On or Off: `for EU beta, 25 % of others`. Empty when the switch says it all. */
  readonly short: string;
}

/** What a setting does, in one sentence. Rules that are switched off are not named. */
export function describeSetting(
  input: Wording & { readonly flag: DescribedFlag; readonly setting: Setting | null },
): Sentence {
  const { flag, setting, names } = input;
  if (!setting) return { state: 'not-set-up', text: 'Not set up', short: '' };
  if (!setting.enabled) {
    const served = flag.type === 'boolean' || setting.off === null ? '' : names('variant', setting.off);
    return { state: 'off', text: served ? `Off, with ${served} for everyone` : 'Off', short: '' };
  }
  const gates = describeGates(setting, input);
  const where =
    setting.availability.mode === 'everywhere' ? '' : `, ${describeAvailability(setting.availability)}`;
  const whole = describeAudiences(input, setting, wholeStyle);
  return { state: 'on', text: whole + gates, short: describeAudiences(input, setting, shortStyle) + where };
}

function describeGates(setting: Setting, { names }: Wording): string {
  let gates =
    setting.availability.mode === 'everywhere' ? '' : `, ${describeAvailability(setting.availability)}`;
  if (setting.never.length > 0) {
    gates += `, never for ${joinWords(
      setting.never.map((key) => names('segment', key)),
      'and',
    )}`;
  }
  if (setting.bucketGroup !== undefined) gates += `, drawn in group ${setting.bucketGroup}`;
  for (const { flag, variants } of setting.prerequisites) {
    gates += `, if flag ${flag} serves ${joinWords(variants, 'or')}`;
  }
  return gates;
}
