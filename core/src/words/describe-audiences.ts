import type { Setting } from '../model/setting.ts';
import { describeAudience } from './describe-rule.ts';
import { describeServe, toServeWords } from './describe-serve.ts';
import type { DescribedFlag, ServeWords } from './describe-serve.ts';
import { joinClauses, joinWords, wordsOfShare } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/** How much room a sentence has. */
interface Style {
  readonly others: string;
  /** The switch beside it says On. */
  readonly besideSwitch: boolean;
  join(clauses: readonly string[]): string;
}

/** A sentence of its own. */
export const wholeStyle: Style = {
  others: 'everyone else',
  besideSwitch: false,
  join: (clauses) => joinClauses(clauses, 'and'),
};
/** What follows a switch. */
export const shortStyle: Style = {
  others: 'others',
  besideSwitch: true,
  join: (clauses) => clauses.join(', '),
};

/** Some people, and what they are handed out. */
interface AudienceWords {
  readonly people: string;
  readonly serve: ServeWords;
}

/** Who gets what, in the order of the rules that are switched on: the first that somebody fits decides. */
export function describeAudiences(
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
  const last = rules.findLastIndex(({ serve }) => !isWhole(serve) || serve.kind !== others.serve.kind);
  const told = rules.slice(0, last + 1);
  if (!isGrouped(told, others)) return describeInOrder(told, others, style);
  const peopleWith = (kind: ServeWords['kind']) =>
    joinWords(
      told.filter(({ serve }) => serve.kind === kind).map(({ people }) => people),
      'and',
    );
  const lead = style.besideSwitch ? 'for ' : 'On for ';
  const without = peopleWith('off');
  const but = without ? `, but not for ${without}` : '';
  if (others.serve.kind === 'on') {
    const parts = told.flatMap(describePart).map((part) => `, but ${part}`);
    return `${lead}everyone${parts.join('')}${but}`;
  }
  const whole = peopleWith('on');
  const clauses = [...(whole ? [whole] : []), ...[...told, others].flatMap(describePart)];
  if (clauses.length === 0) return `${lead}nobody`;
  return `${whole || style.besideSwitch ? lead : ''}${style.join(clauses)}${but}`;
}

function isWhole({ kind }: ServeWords): boolean {
  return kind === 'on' || kind === 'off';
}

/**
 * Whether the rules stand in the order in which a sentence names them by what they give: those without it first, because
 * "but not for Staff" is true of all of Staff, then those with it, then those of whom a part has it.
 */
function isGrouped(rules: readonly AudienceWords[], others: AudienceWords): boolean {
  const places = rules.map(({ serve: { kind } }) => (kind === 'off' ? 0 : kind === 'on' ? 1 : 2));
  if (others.serve.kind === 'on' && places.includes(1)) return false;
  return places.every((place, index) => place >= (places[index - 1] ?? 0));
}

/** `On for Pro, then off for Staff, then 25 % of everyone else`. */
function describeInOrder(rules: readonly AudienceWords[], others: AudienceWords, style: Style): string {
  const all = others.serve.kind === 'off' ? rules : [...rules, others];
  const words = all
    .flatMap((each) => (isWhole(each.serve) ? [`${each.serve.kind} for ${each.people}`] : describePart(each)))
    .join(', then ');
  const first = all[0]?.serve.kind;
  const isVerb = first === 'on' || first === 'off';
  if (!style.besideSwitch) return isVerb ? `O${words.slice(1)}` : words;
  if (!isVerb) return `for ${words}`;
  return first === 'on' ? words.slice('on '.length) : words;
}

/** Audiences of which only a share gets it. */
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
  const clauses = [...rules, others].map(({ people, serve }, index) => {
    const pause = serve.kind === 'mix' ? ',' : '';
    const given = serve.kind === 'off' && index > 0 ? 'off' : describeServe(serve);
    return `${given}${pause} for ${people}`;
  });
  return style.join(clauses);
}
