import { editOperand, emptyCondition } from '../segment/condition-draft.ts';
import type { OperatorChoice } from '../segment/operator-choice.ts';
import { editRows } from '../schema-form/rows.ts';

import { editSteps } from './rollout-draft.ts';
import { newRule } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { isWhole } from './rows.ts';
import type { ServeDraft } from './serve-draft.ts';
import type { SettingDraft } from './draft.ts';

/** What an edit may need beside the draft. */
export interface EditChoice {
  /** What was chosen to be added: the key of a segment or a flag, or a region. */
  readonly picked: string;
  /** What a new row hands out. */
  readonly serve: ServeDraft;
  readonly operators: readonly OperatorChoice[];
}

/**
 * Carries out what a button of a setting's form asks for: a verb, and where. The browser does it at once; without JavaScript
 * the server does. Anything else changes nothing.
 */
export function editSetting(draft: SettingDraft, edit: string, choice: EditChoice): SettingDraft {
  const [verb = '', ...places] = edit.split(' ');
  const change = edits.get(verb);
  return change ? change(draft, places, choice) : draft;
}

type Edit = (draft: SettingDraft, places: readonly string[], choice: EditChoice) => SettingDraft;

const edits = new Map<string, Edit>(
  Object.entries({
    // A segment's switch: on, off, or not decided here.
    'add-segment': (draft, _places, { picked, serve }) =>
      picked === '' || isNamed(draft, picked) ? draft : addWhole(draft, newRule([picked], serve)),
    'turn-off': (draft, [rule]) => turnOff(draft, Number(rule)),
    'turn-on': (draft, places) => turnOn(draft, places.map(Number)),
    'turn-on-segment': (draft, [segment = ''], { serve }) =>
      addWhole(withoutNever(draft, [segment]), newRule([segment], serve)),
    'add-never': (draft, _places, { picked }) =>
      picked === '' || draft.never.includes(picked) ? draft : { ...draft, never: [...draft.never, picked] },
    'drop-never': (draft, [segment = '']) => withoutNever(draft, [segment]),
    'drop-off': (draft, places) => dropOff(draft, places.map(Number)),
    'drop-rule': (draft, [rule]) => ({ ...draft, rules: without(draft.rules, Number(rule)) }),
    'make-off': (draft, [rule]) => makeOff(draft, Number(rule)),
    // Rules in their order.
    'add-rule': (draft, _places, { serve, operators }) => {
      const rule = newRule([], serve);
      const conditions = [emptyCondition(operators)];
      return { ...draft, rules: [...draft.rules, { ...rule, conditions }] };
    },
    'duplicate-rule': (draft, [rule]) => duplicate(draft, Number(rule)),
    'move-up': (draft, [rule]) => swap(draft, Number(rule) - 1),
    'move-down': (draft, [rule]) => swap(draft, Number(rule)),
    'move-to': (draft, [rule, to]) => moveTo(draft, Number(rule), Number(to)),
    'add-rule-segment': (draft, [rule], { picked }) =>
      changeRule(draft, Number(rule), (each) =>
        picked === '' || each.segments.includes(picked)
          ? each
          : { ...each, segments: [...each.segments, picked] },
      ),
    'remove-rule-segment': (draft, [rule, segment]) =>
      changeRule(draft, Number(rule), (each) => ({
        ...each,
        segments: each.segments.filter((key) => key !== segment),
      })),
    'add-condition': (draft, [rule], { operators }) =>
      changeRule(draft, Number(rule), (each) => ({
        ...each,
        conditions: [...each.conditions, emptyCondition(operators)],
      })),
    'remove-condition': (draft, [rule, condition]) =>
      changeRule(draft, Number(rule), (each) => ({
        ...each,
        conditions: without(each.conditions, Number(condition)),
      })),
    // What is asked before the rules.
    'add-region': (draft, _places, { picked }) =>
      changeRegions(draft, (regions) =>
        picked === '' || regions.includes(picked) ? regions : [...regions, picked],
      ),
    'remove-region': (draft, [region]) =>
      changeRegions(draft, (regions) => regions.filter((each) => each !== region)),
    'add-prerequisite': (draft, _places, { picked }) =>
      picked === '' || draft.prerequisites.some(({ flag }) => flag === picked)
        ? draft
        : { ...draft, prerequisites: [...draft.prerequisites, { flag: picked, variants: [] }] },
    'remove-prerequisite': (draft, [place]) => ({
      ...draft,
      prerequisites: without(draft.prerequisites, Number(place)),
    }),
    // What a serve hands out: the place is `everyoneElse`, or `rules.0.serve`.
    plan: (draft, [what, place]) => changeSteps(draft, `plan ${what}`, place),
    'add-step': (draft, [place]) => changeSteps(draft, 'add-step', place),
    'remove-step': (draft, [step, place]) => changeSteps(draft, `remove-step ${step}`, place),
    'row-add': (draft, places) => changeForm(draft, 'row-add', places),
    'row-remove': (draft, places) => changeForm(draft, 'row-remove', places),
    'row-up': (draft, places) => changeForm(draft, 'row-up', places),
    'row-down': (draft, places) => changeForm(draft, 'row-down', places),
    'line-add': (draft, places) => changeForm(draft, 'line-add', places),
  } satisfies Record<string, Edit>),
);

/** Whether a segment has a row of its own already. */
function isNamed({ never, rules }: SettingDraft, segment: string): boolean {
  return (
    never.includes(segment) ||
    rules.some(
      ({ segments, conditions }) =>
        segments.length === 1 && segments[0] === segment && conditions.length === 0,
    )
  );
}

/** A rule for all of its people goes above those for a part: the first that somebody fits decides. */
function addWhole(draft: SettingDraft, rule: RuleDraft): SettingDraft {
  const partial = draft.rules.findIndex((each) => each.enabled && !isWhole(each));
  const place = partial < 0 ? draft.rules.length : partial;
  return { ...draft, rules: [...draft.rules.slice(0, place), rule, ...draft.rules.slice(place)] };
}

function turnOff(draft: SettingDraft, at: number): SettingDraft {
  const rule = draft.rules[at];
  if (!rule) return draft;
  const never = [...new Set([...draft.never, ...rule.segments])];
  return { ...changeRule(draft, at, (each) => ({ ...each, enabled: false })), never };
}

function turnOn(draft: SettingDraft, places: readonly number[]): SettingDraft {
  const segments = places.flatMap((place) => draft.rules[place]?.segments ?? []);
  return places.reduce(
    (next, place) => changeRule(next, place, (rule) => ({ ...rule, enabled: true })),
    withoutNever(draft, segments),
  );
}

function dropOff(draft: SettingDraft, places: readonly number[]): SettingDraft {
  const segments = places.flatMap((place) => draft.rules[place]?.segments ?? []);
  const rules = draft.rules.filter((_rule, index) => !places.includes(index));
  return withoutNever({ ...draft, rules }, segments);
}

/** A rule that serves Off, as what it is: its segments never get the flag. */
function makeOff(draft: SettingDraft, at: number): SettingDraft {
  const rule = draft.rules[at];
  if (!rule || rule.conditions.length > 0) return draft;
  const never = [...new Set([...draft.never, ...rule.segments])];
  return { ...draft, never, rules: without(draft.rules, at) };
}

function withoutNever(draft: SettingDraft, segments: readonly string[]): SettingDraft {
  return { ...draft, never: draft.never.filter((key) => !segments.includes(key)) };
}

/** A copy is a rule of its own: it has its own id, and a rollout in it begins at its first step. */
function duplicate(draft: SettingDraft, at: number): SettingDraft {
  const rule = draft.rules[at];
  if (!rule) return draft;
  const copy = { ...rule, id: '', wasEnabled: false, name: rule.name === '' ? '' : `Copy of ${rule.name}` };
  return { ...draft, rules: [...draft.rules.slice(0, at + 1), copy, ...draft.rules.slice(at + 1)] };
}

function swap(draft: SettingDraft, at: number): SettingDraft {
  const [one, other] = [draft.rules[at], draft.rules[at + 1]];
  return one && other ? { ...draft, rules: draft.rules.with(at, other).with(at + 1, one) } : draft;
}

function moveTo(draft: SettingDraft, from: number, to: number): SettingDraft {
  const rule = draft.rules[from];
  if (!rule || !(to in draft.rules)) return draft;
  return { ...draft, rules: without(draft.rules, from).toSpliced(to, 0, rule) };
}

function changeRegions(
  draft: SettingDraft,
  change: (regions: readonly string[]) => readonly string[],
): SettingDraft {
  const { availability } = draft;
  return { ...draft, availability: { ...availability, regions: change(availability.regions) } };
}

/** The place of a rule's serve in a draft. */
export function placeOfServe(rule: number): string {
  return `rules.${rule}.serve`;
}

/** The draft with one of its serves changed; `place` is `everyoneElse` or `rules.0.serve`. */
export function changeServe(
  draft: SettingDraft,
  place: string,
  change: (serve: ServeDraft) => ServeDraft,
): SettingDraft {
  if (place === 'everyoneElse') return { ...draft, everyoneElse: change(draft.everyoneElse) };
  const [, rule] = /^rules\.(\d+)\.serve$/.exec(place) ?? [];
  return rule === undefined
    ? draft
    : changeRule(draft, Number(rule), (each) => ({ ...each, serve: change(each.serve) }));
}

function changeSteps(draft: SettingDraft, edit: string, place = ''): SettingDraft {
  return changeServe(draft, place, (serve) => ({
    ...serve,
    mode: 'progressive',
    rollout: { ...serve.rollout, steps: editSteps(serve.rollout.steps, edit) },
  }));
}

/** A button of a generated form: of a strategy below `….typed.<name>`, or of a condition's operand. */
function changeForm(
  draft: SettingDraft,
  verb: string,
  [path = '', ...rest]: readonly string[],
): SettingDraft {
  const [, place = '', strategy, within] = /^(.+)\.typed\.([^.]+)\.(.+)$/.exec(path) ?? [];
  const at = [within, ...rest].join(' ');
  if (strategy !== undefined)
    return changeServe(draft, place, (serve) => ({
      ...serve,
      typed: { ...serve.typed, [strategy]: editRows(serve.typed[strategy] ?? {}, `${verb} ${at}`) },
    }));
  const [, rule, condition, operand] = /^rules\.(\d+)\.conditions\.(\d+)\.(.+)$/.exec(path) ?? [];
  if (operand === undefined) return draft;
  return changeRule(draft, Number(rule), (each) => ({
    ...each,
    conditions: each.conditions.map((one, index) =>
      index === Number(condition) ? { ...one, ...editOperand(one, [verb, operand, ...rest].join(' ')) } : one,
    ),
  }));
}

function changeRule(draft: SettingDraft, at: number, change: (rule: RuleDraft) => RuleDraft): SettingDraft {
  return { ...draft, rules: draft.rules.map((rule, index) => (index === at ? change(rule) : rule)) };
}

function without<Item>(items: readonly Item[], at: number): Item[] {
  return items.filter((_item, index) => index !== at);
}
