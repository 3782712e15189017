import type { Rule, Setting } from '../model/setting.ts';
import { analyseConditions } from './analyse-conditions.ts';
import type { Knowledge } from './analyse-conditions.ts';
import type { Find } from './finding.ts';
import { constantOf, implies } from './known-condition.ts';
import type { KnownCondition } from './known-condition.ts';

interface KnownRule {
  readonly path: string;
  readonly name: string;
  readonly segments: readonly string[];
  readonly conditions: readonly KnownCondition[];
  /** Whether every condition of it is understood. */
  readonly whole: boolean;
  readonly fits: 'nobody' | 'everybody' | undefined;
}

/** Looks at the rules of a setting that are switched on, in their order. */
export function analyseRules(setting: Setting, find: Find, knowledge: Knowledge): void {
  const earlier: KnownRule[] = [];
  setting.rules.forEach((rule, index) => {
    if (!rule.enabled) return;
    const path = `setting.rules.${index}`;
    const { known, fits } = analyseConditions(rule.conditions, `${path}.conditions`, find, knowledge);
    const holds = rule.segments.map((key) => knowledge.segmentHolds(key));
    const current: KnownRule = {
      path,
      name: rule.name || `rule ${index + 1}`,
      segments: rule.segments,
      conditions: known,
      whole: known.length === rule.conditions.length,
      fits: isOutsideItsSegments(rule, known, { path, find, knowledge })
        ? 'nobody'
        : fitsOf(rule.conditions.length > 0 ? fits : 'everybody', holds),
    };
    const by = earlier.find((before) => shadows(before, current));
    if (current.fits === 'nobody') {
      find({ code: 'rule-never', path, message: 'Nobody fits this rule. Change it, or take it out.' });
    } else if (by) {
      const message = `Whoever fits this rule has been decided by ${by.name} above. Move it up, or take it out.`;
      find({ code: 'rule-shadowed', path, by: by.path, message });
    } else if (current.fits === 'everybody') {
      const message =
        'Everybody fits this rule: nothing below it is ever reached. Narrow it, or use "Everyone else".';
      find({ code: 'rule-always', path, message });
    }
    if (current.fits !== 'nobody') earlier.push(current);
  });
}

/** Finds a condition that nobody in any of a rule's segments can meet. */
function isOutsideItsSegments(
  { segments, conditions }: Rule,
  known: readonly KnownCondition[],
  {
    path,
    find,
    knowledge: { now, segmentHolds },
  }: {
    readonly path: string;
    readonly find: Find;
    readonly knowledge: Knowledge;
  },
): boolean {
  const inhabited = segments.filter((key) => segmentHolds(key) !== 'nobody');
  const dependent = known.filter((condition) => constantOf(condition, now, segmentHolds) === undefined);
  const refuses = (condition: KnownCondition, key: string) =>
    constantOf(condition, now, (other) => (other === key ? 'everybody' : segmentHolds(other))) === false;
  if (inhabited.length === 0) return false;
  const all = dependent.find((condition) => inhabited.every((key) => refuses(condition, key)));
  if (!all) return inhabited.every((key) => dependent.some((condition) => refuses(condition, key)));
  find({
    code: 'condition-contradiction',
    path: `${path}.conditions.${conditions.indexOf(all.source)}`,
    by: `${path}.segments`,
    message: 'Nobody in the segments of this rule fits this condition. Change it, or choose other segments.',
  });
  return true;
}

function fitsOf(conditions: KnownRule['fits'], segments: readonly KnownRule['fits'][]): KnownRule['fits'] {
  if (conditions === 'nobody') return 'nobody';
  if (segments.length === 0) return conditions;
  if (segments.every((holds) => holds === 'nobody')) return 'nobody';
  return conditions === 'everybody' && segments.includes('everybody') ? 'everybody' : undefined;
}

/** Whether everybody who fits the later rule fits the earlier one. */
function shadows(before: KnownRule, later: KnownRule): boolean {
  if (before.fits === 'everybody') return true;
  if (!before.whole) return false;
  const among =
    before.segments.length === 0 ||
    (later.segments.length > 0 && later.segments.every((key) => before.segments.includes(key)));
  return among && before.conditions.every((wide) => later.conditions.some((narrow) => implies(narrow, wide)));
}
