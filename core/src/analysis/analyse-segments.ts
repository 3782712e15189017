import type { Registry } from '../plugin/registry.ts';
import { countListed } from '../model/segment.ts';
import type { RulesetSegment } from '../model/ruleset.ts';
import { analyseConditions } from './analyse-conditions.ts';
import type { Knowledge } from './analyse-conditions.ts';
import type { Finding } from './finding.ts';
import { isExhaustive } from './known-condition.ts';

interface SegmentsInput {
  readonly segments: readonly RulesetSegment[];
  readonly registry: Registry;
  readonly now: number;
  readonly attributes: ReadonlySet<string> | undefined;
}

/** What is to be said of segments, and what is known of them for the rules that use them. */
export function analyseSegments({ segments, ...rest }: SegmentsInput): {
  readonly findings: readonly Finding[];
  readonly knowledge: Knowledge;
} {
  const sources = new Map(segments.map((segment) => [segment.key, segment]));
  const looked = new Map<string, 'nobody' | 'everybody' | undefined>();
  const findings: Finding[] = [];
  const segmentHolds: Knowledge['segmentHolds'] = (key) => {
    const source = sources.get(key);
    if (!source || looked.has(key)) return looked.get(key);
    // A circle is a problem of its own; here it only must not go round.
    looked.set(key, undefined);
    const holds = analyseSegment(source, findings, knowledge);
    looked.set(key, holds);
    return holds;
  };
  const knowledge: Knowledge = { ...rest, segmentHolds };
  for (const { key } of segments) segmentHolds(key);
  return { findings, knowledge };
}

function analyseSegment(
  source: RulesetSegment,
  findings: Finding[],
  knowledge: Knowledge,
): 'nobody' | 'everybody' | undefined {
  const subject = `segment/${source.key}`;
  const groups = source.conditionGroups.map(({ conditions }, index) =>
    analyseConditions(
      conditions,
      `conditionGroups.${index}.conditions`,
      (finding) => findings.push({ ...finding, subject }),
      knowledge,
    ),
  );
  const excluded = new Set(source.excluded);
  const listed = source.longLists?.included !== undefined || !source.included.every((id) => excluded.has(id));
  if (!listed && groups.every(({ fits }) => fits === 'nobody')) {
    const message = 'Nobody is in this segment. Add a group that somebody fits, or IDs to include.';
    findings.push({ code: 'segment-empty', subject, path: 'conditionGroups', message });
    return 'nobody';
  }
  if (countListed(source, 'excluded') > 0) return undefined;
  const single = groups.flatMap(({ known }, index) =>
    source.conditionGroups[index]?.conditions.length === 1 ? known : [],
  );
  const everybody =
    groups.some(({ fits }) => fits === 'everybody') ||
    single.some((one, index) => single.slice(index + 1).some((other) => isExhaustive(one, other)));
  return everybody ? 'everybody' : undefined;
}
