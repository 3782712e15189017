import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRegistry, limits } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { quantile } from '../paired-rounds.ts';
import type { Row } from '../row.ts';

const run = promisify(execFile);
const path = join(import.meta.dirname, 'first-match-process.ts');
/** The longest CPU times, in ms, whatever patterns an editor writes and whatever text an app sends. */
const goals = { first: 5, all: 100 } as const;

/**
 * The heaviest patterns that are allowed, and large ones that are not heavy, each with a text that makes it take
 * every step.
 */
const hostile: readonly (readonly [pattern: string, text: string])[] = [
  ['(a|b)*a(a|b){11}$', drawText('ab')],
  ['a.{38}b', 'a'.repeat(1_024)],
  ['(?i)(k|s|ſ)*k(k|s|ſ){11}$', drawText('ksſKS')],
  [`${'a'.repeat(62)}b`, 'a'.repeat(1_024)],
  ['(a?){12}a{12}b', 'a'.repeat(1_024)],
];

/**
 * Measures the slowest first match of a hostile pattern, and of as many as an environment may have, each in fresh
 * processes.
 */
export async function measureFirstMatch(processes = 9): Promise<Row[]> {
  let slowest = { name: '', value: 0 };
  for (const [pattern, text] of hostile) {
    const value = await measure(text, [pattern], processes);
    if (value > slowest.value) slowest = { name: pattern, value };
  }
  const heavy = limits.costlyConditionsPerEnvironment / costOf('a.{38}b');
  const all = Array.from({ length: heavy }, (_, index) => `[a${index}].{38}b`);
  return [
    toRow(`first match, /${slowest.name.slice(0, 20)}/`, slowest.value, goals.first),
    toRow('patterns of an environment, all', await measure('a'.repeat(1_024), all, processes), goals.all),
  ];
}

async function measure(text: string, patterns: readonly string[], processes: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < processes; count++)
    times.push(Number((await run(process.execPath, [path, text, ...patterns])).stdout));
  return quantile(times, 0.5);
}

function costOf(pattern: string): number {
  const regex = createRegistry(standardPlugins).operators.get('regex');
  const result = regex?.bind(pattern);
  if (!result?.ok) throw new Error(`'${pattern}' is no pattern.`);
  return result.bound.cost;
}

function toRow(name: string, value: number, limit: number): Row {
  const compared = { against: `${limit} ms`, ratio: value / limit, spread: null, goal: 1 };
  return { name, value, unit: 'ms of CPU', ...compared };
}

/** Makes a text of the greatest length, the same in every run. */
function drawText(alphabet: string): string {
  let state = 777;
  const letter = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return alphabet[(state >>> 16) % alphabet.length] ?? '';
  };
  return Array.from({ length: 1_024 }, letter).join('');
}
