import { compileRuleset, evaluateAll, parseRuleset } from '@hoist/core';
import type { CompiledRuleset } from '@hoist/core';
import { measureHeap } from '../heap.ts';
import { registry, toRulesetText } from '../hoist-ruleset.ts';
import type { Row } from '../row.ts';
import { createFlags, createPeople } from '../workload.ts';

/** The greatest heap sizes, in MB. */
const limits = { compiled: 4 };

/**
 * Measures heap after forced garbage collections: the parsed ruleset without its text, as hosts keep it to apply
 * changes, and what compiling adds to it, before any evaluation and after every flag was evaluated for 100 people.
 */
export async function measureMemory(count: number): Promise<Row[]> {
  const flags = `${count.toLocaleString('en')} flags`;
  const parsed = await measureHeap(() => parseRuleset(JSON.parse(toRulesetText(createFlags(count)))));
  const compiled = await measureHeap(() => compileRuleset(parsed.made, registry));
  const asked = await measureHeap(() => askEverything(compiled.made));
  return [
    toRow(`heap of ${flags}, parsed`, parsed.megabytes),
    toRow(`heap that compiling ${flags} adds`, compiled.megabytes, limits.compiled),
    toRow('and evaluating each for 100 people', asked.megabytes),
  ];
}

function askEverything(compiled: CompiledRuleset): CompiledRuleset {
  const clock = { now: 0, rolloutNow: 0 };
  for (const person of createPeople(100)) evaluateAll(compiled, { ...person }, clock, 'server');
  return compiled;
}

function toRow(name: string, value: number, limit?: number): Row {
  const unit = 'MB';
  if (limit === undefined) return { name, value, unit, against: null, ratio: null, spread: null, goal: null };
  return { name, value, unit, against: `${limit} MB`, ratio: value / limit, spread: null, goal: 1 };
}
