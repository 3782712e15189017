import { applyListChange, compileRuleset, toPublishedSegment } from '@hoist/core';
import type {
  CompiledRuleset,
  IdChunk,
  Ruleset,
  RulesetIdChunk,
  RulesetSegment,
  SegmentDefinition,
} from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { compilePublished } from '../publishing/compiled.ts';
import { emptyRuleset } from '../publishing/empty-ruleset.ts';

/** All segments as they are defined, without a draft and with it, to be asked and to be searched for faults. */
export function compileWith(
  hoist: AdminContext,
  segment: SegmentDefinition,
): { readonly before: CompiledRuleset; readonly after: CompiledRuleset } {
  const { registry } = hoist;
  const source = toRuleset(readDefinitions(hoist.definitions));
  const before = compilePublished(source, registry);
  const segments = applyListChange(source.segments, { set: [toRulesetSegment(segment)], removed: [] });
  return { before, after: compileRuleset({ ...source, segments }, registry, before) };
}

/** Segments and regions alone as a state of their own, for looking for cycles and missing ones. Archived ones are missing. */
function toRuleset({ regions, segments, idChunks }: Definitions): Ruleset {
  const { attribute, groups } = regions;
  const live = [...segments.values()].filter(({ archivedAt }) => archivedAt === null);
  return {
    ...emptyRuleset,
    segments: live.map(toRulesetSegment),
    idChunks: [...idChunks.values()].map(toRulesetChunk),
    regions: { attribute, groups },
  };
}

const rulesetChunks = new WeakMap<IdChunk, RulesetIdChunk>();

function toRulesetChunk(chunk: IdChunk): RulesetIdChunk {
  let published = rulesetChunks.get(chunk);
  if (!published) rulesetChunks.set(chunk, (published = { ...chunk, version: 1 }));
  return published;
}

const rulesetSegments = new WeakMap<SegmentDefinition, RulesetSegment>();

/** The same object for the same definition, so that only what changed is compiled. */
function toRulesetSegment(segment: SegmentDefinition): RulesetSegment {
  let published = rulesetSegments.get(segment);
  if (!published) rulesetSegments.set(segment, (published = { ...toPublishedSegment(segment), version: 1 }));
  return published;
}
