import { checkedSegmentSchema, explainSegment, listProblems } from '@hoist/core';
import type {
  ExplainedCondition,
  ExplainedSegment,
  JsonObject,
  Registry,
  SegmentDefinition,
} from '@hoist/core';
import { readPerson } from '#lib/forms/setting/person.ts';
import type { PersonDraft } from '#lib/forms/setting/person.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { compileWith } from './compile-with.ts';

/** What a condition says of somebody; `unfinished` where it cannot be asked as it is typed. */
export type TriedCondition = ExplainedCondition['outcome'] | 'unfinished';

/** What a draft of a segment answers about one person, or what is wrong with how the person is given. */
export type TriedSegment =
  | {
      readonly contains: boolean;
      readonly why: 'included' | 'excluded' | 'conditions' | 'none';
      /** By group, in the order of the form. */
      readonly conditionGroups: readonly (readonly TriedCondition[])[];
      /** The group that they fit, counted from 0; undefined for none. */
      readonly group: number | undefined;
    }
  | { readonly wrong: string };

interface Draft {
  /** The segment as a use case takes it. */
  readonly input: JsonObject;
  /** Messages by dotted path for values that cannot be read. */
  readonly fields: Readonly<Record<string, string>>;
  /** The key of the segment that is edited; undefined for a new one. */
  readonly key: string | undefined;
}

type Conditions = SegmentDefinition['conditionGroups'][number]['conditions'];

/** The draft of a new segment may have no name yet. */
const unnamed = { key: 'draft-that-is-tried', name: 'Draft', revision: 1, archivedAt: null };

/** Asks a draft about a person, by the engine in this process; what is unfinished in it fits nobody. Nothing is counted. */
export function trySegment(
  hoist: AdminContext,
  { input, fields, key }: Draft,
  person: PersonDraft,
): TriedSegment {
  const read = readPerson(person);
  if ('wrong' in read) return read;
  const typed = (input['conditionGroups'] ?? []) as unknown as readonly { readonly conditions: Conditions }[];
  const isReady = typed.map(({ conditions }, group) =>
    conditions.map((condition, at) =>
      canBeAsked(hoist.registry, condition, fields, `conditionGroups.${group}.conditions.${at}`),
    ),
  );
  const known = key === undefined ? undefined : readDefinitions(hoist.definitions).segments.get(key);
  const parsed = checkedSegmentSchema.safeParse({
    ...(known ?? unnamed),
    archivedAt: null,
    included: input['included'],
    excluded: input['excluded'],
    conditionGroups: typed
      .map(({ conditions }, group) => ({
        conditions: conditions.filter((_each, at) => isReady[group]?.[at]),
      }))
      .filter(({ conditions }) => conditions.length > 0),
  });
  if (!parsed.success) return { wrong: parsed.error.issues[0]?.message ?? '' };
  const { after } = compileWith(hoist, parsed.data);
  const now = hoist.now();
  const explained = explainSegment(after, parsed.data.key, read.context, { now, rolloutNow: now });
  if (!explained) {
    const problem = listProblems(after).find(({ subject }) => subject === `segment/${parsed.data.key}`);
    return { wrong: problem?.message ?? '' };
  }
  return toAnswer(explained.why, spread(isReady, explained.conditionGroups));
}

/** A group with something unfinished is fitted by nobody, whatever its other conditions say. */
function toAnswer(
  asked: ExplainedSegment['why'],
  conditionGroups: readonly (readonly TriedCondition[])[],
): TriedSegment {
  const found = conditionGroups.findIndex((group) => group.every((outcome) => outcome === 'matched'));
  if (asked === 'included' || asked === 'excluded')
    return { contains: asked === 'included', why: asked, conditionGroups, group: undefined };
  if (found === -1) return { contains: false, why: 'none', conditionGroups, group: undefined };
  return { contains: true, why: 'conditions', conditionGroups, group: found };
}

function canBeAsked(
  registry: Registry,
  { attribute, operator: name, operand }: Conditions[number],
  fields: Draft['fields'],
  place: string,
): boolean {
  if (Object.keys(fields).some((path) => path === place || path.startsWith(`${place}.`))) return false;
  const operator = registry.operators.get(name);
  return attribute !== '' && operator?.bind(operand).ok === true;
}

/** Puts the answers of those that could be asked where they stand in the form. */
function spread(
  isReady: readonly (readonly boolean[])[],
  answers: readonly (readonly ExplainedCondition[])[],
): TriedCondition[][] {
  const groups = answers.values();
  return isReady.map((group) => {
    if (!group.includes(true)) return group.map(() => 'unfinished');
    const conditions = (groups.next().value ?? []).values();
    return group.map((ready) => (ready ? (conditions.next().value?.outcome ?? 'unfinished') : 'unfinished'));
  });
}
