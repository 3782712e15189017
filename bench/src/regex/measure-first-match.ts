import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quantile } from '../paired-rounds.ts';
import type { Row } from '../row.ts';

const run = promisify(execFile);
const path = join(import.meta.dirname, 'first-match-process.ts');
/** No request may wait for longer, in ms, whatever pattern an editor has written and whatever text an app sends. */
const limit = 5;

/** Patterns as wide as they may be, each with a text that leaves no step of theirs out. */
const hostile: readonly (readonly [pattern: string, text: string])[] = [
  ['(a|b)*a(a|b){18}$', drawText('ab')],
  ['(a|b)*a(a|b){8}$', drawText('ab')],
  ['(?i)(k|s|ſ)*k(k|s|ſ){18}$', drawText('ksſKS')],
  [`${'a'.repeat(62)}b`, 'a'.repeat(1_024)],
  [`${'a'.repeat(31)}b`, 'a'.repeat(1_024)],
  ['(a?){12}a{12}b', 'a'.repeat(1_024)],
];

/** The slowest of the first matches of hostile patterns, each in processes of its own. */
export async function measureFirstMatch(processes = 9): Promise<Row[]> {
  let slowest = { name: '', value: 0 };
  for (const [pattern, text] of hostile) {
    const times: number[] = [];
    for (let count = 0; count < processes; count++)
      times.push(Number((await run(process.execPath, [path, pattern, text])).stdout));
    const value = quantile(times, 0.5);
    if (value > slowest.value) slowest = { name: pattern, value };
  }
  const name = `first match, /${slowest.name.slice(0, 20)}/`;
  const compared = { against: `${limit} ms`, ratio: slowest.value / limit, spread: null, goal: 1 };
  return [{ name, value: slowest.value, unit: 'ms of CPU', ...compared }];
}

/** As long as a text may be, the same in every run. */
function drawText(alphabet: string): string {
  let state = 777;
  const letter = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return alphabet[(state >>> 16) % alphabet.length] ?? '';
  };
  return Array.from({ length: 1_024 }, letter).join('');
}
