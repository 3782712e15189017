import { targetingKeyAttribute } from '../model/context.ts';
import type { Condition } from '../model/condition.ts';
import type { Registry } from '../plugin/registry.ts';
import type { Find } from './finding.ts';
import { constantOf, contradicts, toKnown } from './known-condition.ts';
import type { KnownCondition, SegmentHolds } from './known-condition.ts';

/** What conditions are looked at with. */
export interface Knowledge {
  readonly registry: Registry;
  readonly now: number;
  /** Attributes that apps have been seen to send; undefined where that is not known. */
  readonly attributes: ReadonlySet<string> | undefined;
  readonly segmentHolds: SegmentHolds;
}

/** All of these conditions, as far as they are understood. */
export interface KnownConditions {
  readonly known: readonly KnownCondition[];
  /** `nobody` fits, or `everybody` does, where that is certain. */
  readonly fits: 'nobody' | 'everybody' | undefined;
}

/** Looks at conditions that must all match. */
export function analyseConditions(
  conditions: readonly Condition[],
  path: string,
  find: Find,
  knowledge: Knowledge,
): KnownConditions {
  const known = conditions.map((condition) => toKnown(condition, knowledge.registry));
  const answers = known.map(
    (condition) => condition && constantOf(condition, knowledge.now, knowledge.segmentHolds),
  );
  let contradicted = false;
  known.forEach((condition, index) => {
    if (!condition) return;
    const at = `${path}.${index}`;
    warn(condition, at, find, knowledge);
    const answer = answers[index];
    if (answer !== undefined) find({ ...constantFinding(answer), path: at });
    const earlier = known.findIndex(
      (other, place) => place < index && other && contradicts(condition, other),
    );
    if (earlier < 0) return;
    contradicted = true;
    find({
      code: 'condition-contradiction',
      path: at,
      by: `${path}.${earlier}`,
      message: 'Nobody fits this condition and the one above together. Change one of them.',
    });
  });
  const never = contradicted || answers.includes(false);
  const always = answers.length > 0 && answers.every((answer) => answer === true);
  return {
    known: known.filter((each) => each !== undefined),
    fits: never ? 'nobody' : always ? 'everybody' : undefined,
  };
}

function constantFinding(answer: boolean) {
  return answer
    ? ({
        code: 'condition-always',
        message: 'Everybody fits this condition from now on. Take it out.',
      } as const)
    : ({
        code: 'condition-never',
        message: 'Nobody fits this condition from now on. Change it, or take it out.',
      } as const);
}

function warn({ source, bound }: KnownCondition, path: string, find: Find, { attributes }: Knowledge): void {
  const { attribute } = source;
  if (bound.warning !== undefined)
    find({ code: 'operand-unwise', path: `${path}.operand`, message: bound.warning });
  if (attribute === undefined || attributes === undefined || attribute === targetingKeyAttribute) return;
  const [root = attribute] = attribute.split('.');
  if (attributes.has(attribute) || attributes.has(root)) return;
  find({
    code: 'attribute-unknown',
    path: `${path}.attribute`,
    message: `No app has sent the attribute '${attribute}' yet. Look whether it is spelled like the apps spell it.`,
  });
}
