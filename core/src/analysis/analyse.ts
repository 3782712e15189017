import type { Registry } from '../plugin/registry.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { analysePrerequisites } from './analyse-prerequisites.ts';
import { analyseRules } from './analyse-rules.ts';
import { analyseSegments } from './analyse-segments.ts';
import { analyseServes } from './analyse-serves.ts';
import type { Find, Finding } from './finding.ts';

/** What a ruleset is analysed with. */
export interface Analysing {
  readonly registry: Registry;
  /** Ms since epoch. What is over by then counts as over for good. */
  readonly now: number;
  /** Attributes that apps have been seen to send; left out, none is called unknown. */
  readonly attributes?: ReadonlySet<string>;
}

/**
 * What a ruleset holds that is valid and hardly meant: rules that are never reached, and by what; conditions that contradict
 * each other; segments without anybody; steps and prerequisites that never come. Flags that are off are looked at too.
 */
export function analyse(ruleset: Ruleset, { registry, now, attributes }: Analysing): Finding[] {
  const { findings, knowledge } = analyseSegments({
    segments: ruleset.segments,
    registry,
    now,
    attributes,
  });
  const flags = new Map(ruleset.flags.map((flag) => [flag.key, flag]));
  const found = [...findings];
  for (const flag of ruleset.flags) {
    const find: Find = (finding) => found.push({ ...finding, subject: `flag/${flag.key}` });
    if (!flag.setting) continue;
    analysePrerequisites(flag, find, { flags, registry });
    analyseRules(flag.setting, find, knowledge);
    analyseServes(flag.setting, find, knowledge);
  }
  return found;
}
