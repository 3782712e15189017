import type { Setting } from '../setting.ts';
import { describeAvailability } from './describe-availability.ts';
import { describeAudience } from './describe-rule.ts';
import { describeServe, toServeWords } from './describe-serve.ts';
import type { DescribedFlag, ServeWords } from './describe-serve.ts';
import { joinClauses, joinWords, wordsOfShare } from './words.ts';
import type { Wording } from './wording.ts';

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

/** How much room a sentence has. */
interface Style {
  readonly others: string;
  /** The switch beside it says On. */
  readonly besideSwitch: boolean;
  join(clauses: readonly string[]): string;
}

const wholeStyle: Style = {
  others: 'everyone else',
  besideSwitch: false,
  join: (clauses) => joinClauses(clauses, 'and'),
};
const shortStyle: Style = { others: 'others', besideSwitch: true, join: (clauses) => clauses.join(', ') };

/** Some people, and what they are handed out. */
interface AudienceWords {
  readonly people: string;
  readonly serve: ServeWords;
}

function describeAudiences(
  input: Wording & { readonly flag: DescribedFlag },
  setting: Setting,
  style: Style,
): string {
  const rules = setting.rules
    .filter(({ enabled }) => enabled)
    .map((rule) => ({
      people: describeAudience(rule, input),
      serve: toServeWords(rule.serve, input.flag, input),
    }));
  const people = rules.length > 0 ? style.others : 'everyone';
  const others = { people, serve: toServeWords(setting.everyoneElse, input.flag, input) };
  return input.flag.type === 'boolean'
    ? describeWhoHasIt(rules, others, style)
    : describeWhoGetsWhat(rules, others, style);
}

function describeWhoHasIt(rules: readonly AudienceWords[], others: AudienceWords, style: Style): string {
  if (rules.length === 0 && others.serve.kind === 'mix') return others.serve.words;
  const peopleWith = (kind: ServeWords['kind']) =>
    joinWords(
      rules.filter(({ serve }) => serve.kind === kind).map(({ people }) => people),
      'and',
    );
  const lead = style.besideSwitch ? 'for ' : 'On for ';
  const without = peopleWith('off');
  const but = without ? `, but not for ${without}` : '';
  if (others.serve.kind === 'on') {
    const parts = rules.flatMap(describePart).map((part) => `, but ${part}`);
    return `${lead}everyone${parts.join('')}${but}`;
  }
  const whole = peopleWith('on');
  const clauses = [...(whole ? [whole] : []), ...[...rules, others].flatMap(describePart)];
  if (clauses.length === 0) return `${lead}nobody`;
  return `${whole || style.besideSwitch ? lead : ''}${style.join(clauses)}${but}`;
}

/** Those of whom only a part has it. */
function describePart({ people, serve }: AudienceWords): string[] {
  if (serve.kind === 'share') {
    const growth = serve.growth === undefined ? '' : `, ${serve.growth}`;
    return [`${wordsOfShare(serve.share)} of ${people}${growth}`];
  }
  if (!('words' in serve)) return [];
  return [`${serve.words}${serve.kind === 'mix' ? ',' : ''} for ${people}`];
}

function describeWhoGetsWhat(rules: readonly AudienceWords[], others: AudienceWords, style: Style): string {
  if (rules.length === 0 && others.serve.kind === 'mix') return others.serve.words;
  const clauses = [...rules, others].map(({ people, serve }) => {
    const pause = serve.kind === 'mix' ? ',' : '';
    return `${describeServe(serve)}${pause} for ${people}`;
  });
  return style.join(clauses);
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
  if (setting.group !== undefined) gates += `, drawn in group ${setting.group}`;
  for (const { flag, variants } of setting.prerequisites) {
    gates += `, if flag ${flag} serves ${joinWords(variants, 'or')}`;
  }
  return gates;
}
