import { changeIdChunks, compileRuleset, evaluate, parseRuleset, toLongList } from '@hoist/core';
import type { CompiledRuleset, Json, Ruleset } from '@hoist/core';
import { measureHeap } from '../heap.ts';
import { registry, toRulesetText } from '../hoist-ruleset.ts';
import { measurePaired } from '../paired-rounds.ts';
import type { Contender, Effort } from '../paired-rounds.ts';
import type { Row } from '../row.ts';

/** The greatest heap in MB, and what membership may add to an evaluation in ns. */
const limits = { heap: 12, membership: 60 };
const listed = 100_000;
/** People of one round, half of them listed; what a process is asked about again stays in its caches. */
const asked = 1_000;

/**
 * Measures a segment that lists 100,000 IDs: the heap of its parts, parsed from JSON as in hosts, with what is compiled of them;
 * and what an evaluation takes more than one with a segment of 10 IDs.
 */
export async function measureList(effort: Effort): Promise<Row[]> {
  const ids = Array.from({ length: listed }, (_, index) => `user-${String(index).padStart(16, '0')}`);
  const text = toText(ids);
  const { megabytes, made } = await measureHeap(() => compile(text));
  const beyond = await measureMembership([compile(toText(ids.slice(0, 10))), made], ids, effort);
  const count = listed.toLocaleString('en');
  return [
    toRow(`heap of a segment of ${count} IDs`, { value: megabytes, unit: 'MB', limit: limits.heap }),
    toRow(`membership in ${count} IDs`, { value: beyond, unit: 'ns', limit: limits.membership }),
  ];
}

function toRow(name: string, { value, unit, limit }: { value: number; unit: string; limit: number }): Row {
  return { name, value, unit, against: `${limit} ${unit}`, ratio: value / limit, spread: null, goal: 1 };
}

/** A ruleset with one flag that is on for a segment of these IDs, which always lie in parts here. */
function toText(ids: readonly string[]): string {
  const place = { segment: 'many', list: 'included', salt: 'benchmark1' } as const;
  const chunks = changeIdChunks([], { add: ids, remove: [] }, place);
  const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });
  const setting = {
    enabled: true,
    off: 'off',
    salt: 'benchmark1',
    rules: [{ id: 'r', segments: ['many'], serve: fixed('on') }],
    everyoneElse: fixed('off'),
  };
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  const longLists = { included: toLongList(chunks) };
  const ruleset: Json = {
    ...(JSON.parse(toRulesetText([])) as Record<string, Json>),
    flags: [
      {
        key: 'listed',
        revision: 1,
        version: 1,
        type: 'boolean',
        clientVisible: false,
        needs: [],
        variants,
        setting,
      },
    ],
    segments: [{ key: 'many', revision: 1, version: 1, longLists, conditionGroups: [] }] as never,
    idChunks: chunks.map((chunk) => ({ ...chunk, version: 1 })),
  };
  return JSON.stringify(ruleset);
}

function compile(text: string): CompiledRuleset {
  const ruleset: Ruleset = parseRuleset(JSON.parse(text));
  return compileRuleset(ruleset, registry);
}

/** Returns how many ns more an evaluation takes by the second ruleset than by the first. */
async function measureMembership(
  [few, many]: readonly [CompiledRuleset, CompiledRuleset],
  ids: readonly string[],
  effort: Effort,
): Promise<number> {
  const people = Array.from({ length: asked }, (_, index) => ({
    targetingKey: index % 2 === 0 ? (ids[(index * 97) % ids.length] ?? '') : `user-${index}`,
  }));
  const contenders: readonly [Contender, Contender] = [
    { name: 'of 10 IDs', run: (count) => ask(count, people, few) },
    { name: 'of 100,000 IDs', run: (count) => ask(count, people, many) },
  ];
  const [, measured] = await measurePaired(contenders, effort);
  return ((measured?.beyond ?? 0) * 1e6) / asked;
}

const clock = { now: 0, rolloutNow: 0 };
/** The last answer, kept so that the compiler removes no work. */
const kept: { answer: unknown } = { answer: undefined };

function ask(count: number, people: readonly { targetingKey: string }[], compiled: CompiledRuleset): void {
  for (let done = 0; done < count; done++)
    for (const person of people) kept.answer = evaluate(compiled, 'listed', person, clock);
}
