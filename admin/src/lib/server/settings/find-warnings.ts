import { analyse } from '@hoist/core/analysis';
import type { Finding } from '@hoist/core/analysis';
import { limits } from '@hoist/core';
import type { CompiledRuleset, CompiledSegment, Setting } from '@hoist/core';
import { besideTexts } from '#lib/texts/beside.ts';
import type { AdminContext } from '../context.ts';
import { nameOfSegment } from '../definitions/definitions.ts';
import type { PreparedDraft } from './preview-setting.ts';

/** What is valid about a draft and hardly meant. */
export interface Warning {
  /** `Rule 2, condition 1`, `The segment EU beta`. */
  readonly place: string;
  /** For people, with the next step. */
  readonly text: string;
}

/** What is to be said of a draft and of the segments that it uses. */
export interface Warnings {
  readonly warnings: readonly Warning[];
  /** Says so where it has too many conditions to be looked through. */
  readonly tooMany: string | undefined;
}

/** Looks through a draft; one of very many conditions is not looked through, which it says. */
export function findWarnings(context: AdminContext, { place, prepared }: PreparedDraft): Warnings {
  const { after } = prepared;
  const { key } = place.definition;
  const flag = after?.flags.get(key);
  if (!after || !flag?.source.setting) return { warnings: [], tooMany: undefined };
  const { setting } = flag.source;
  const segments = listSegments(flag.dependencies.segments.values());
  const conditions = [...setting.rules, ...segments.flatMap(({ source }) => source.conditionGroups)];
  const count = conditions.reduce((sum, each) => sum + each.conditions.length, 0);
  if (count > limits.analysedConditions)
    return { warnings: [], tooMany: besideTexts.warnings.tooMany(count, limits.analysedConditions) };
  const flags = [flag, ...flag.dependencies.flags.values()].flatMap((each) => each?.source ?? []);
  const ruleset = { ...toEmpty(after), flags, segments: segments.map(({ source }) => source) };
  const warnings = analyse(ruleset, { registry: context.registry, now: context.now() })
    .filter(({ subject }) => subject === `flag/${key}` || subject.startsWith('segment/'))
    .map((finding) => ({
      place: nameSubject(finding, setting, (segment) => nameOfSegment(place.definitions, segment)),
      text: finding.message,
    }));
  return { warnings, tooMany: undefined };
}

function toEmpty({ installation, environment, epoch, version, state }: CompiledRuleset) {
  return { format: 1 as const, installation, environment, epoch, version, state };
}

/** These segments and those that they ask about, however deep. */
function listSegments(direct: Iterable<CompiledSegment | undefined>): CompiledSegment[] {
  const found = new Set<CompiledSegment>();
  const queue = [...direct];
  while (queue.length > 0) {
    const segment = queue.pop();
    if (!segment || found.has(segment)) continue;
    found.add(segment);
    queue.push(...segment.dependencies.values());
  }
  return [...found];
}

const texts = besideTexts.warnings.places;

/** Where a finding is, as the page calls it. */
function nameSubject(
  { subject, path }: Finding,
  { rules }: Setting,
  nameSegment: (key: string) => string,
): string {
  const [kind, key = ''] = subject.split(/\/(.*)/s);
  if (kind === 'segment') return texts.segment(nameSegment(key));
  const [, part, index, , condition] = path.split('.');
  if (part === 'prerequisites') return texts.prerequisite(Number(index) + 1);
  if (part !== 'rules') return texts.everyoneElse;
  const rule = rules[Number(index)];
  const names = rule?.segments.map(nameSegment) ?? [];
  const name = rule?.name || (names.length > 0 && rule?.conditions.length === 0 ? names.join(', ') : '');
  const called = texts.rule(Number(index) + 1, name);
  return /^\d+$/.test(condition ?? '') ? texts.condition(called, Number(condition) + 1) : called;
}
