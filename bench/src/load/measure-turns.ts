import { setImmediate } from 'node:timers/promises';
import { compileRulesetInSlices, createYieldFrom, parseRulesetInSlices } from '@hoist/core';
import { registry } from '../hoist-ruleset.ts';
import { quantile } from '../paired-rounds.ts';
import type { Row } from '../row.ts';

/** The longest turn of the event loop while a ruleset is loaded, in ms, so that a host goes on answering. */
const limit = 20;

/**
 * Measures the longest turn of the event loop, in ms of CPU, while a ruleset is parsed and compiled in slices, as
 * relays and providers do it.
 */
export async function measureTurns(text: string, flags: string, rounds: number): Promise<Row> {
  const longest: number[] = [];
  for (let round = 0; round < rounds; round++) longest.push(await loadOnce(text));
  const value = quantile(longest, 0.5);
  const compared = { against: `${limit} ms`, ratio: value / limit, spread: null, goal: 1 };
  return { name: `longest turn of loading ${flags}`, value, unit: 'ms of CPU', ...compared };
}

async function loadOnce(text: string): Promise<number> {
  const json: unknown = JSON.parse(text);
  let longest = 0;
  let before = process.threadCpuUsage();
  const endTurn = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
  };
  const pause = async () => {
    endTurn();
    await setImmediate();
    before = process.threadCpuUsage();
  };
  const yieldToEventLoop = createYieldFrom(() => performance.now(), pause);
  const ruleset = await parseRulesetInSlices(json, yieldToEventLoop);
  await compileRulesetInSlices(ruleset, registry, { previous: undefined, yieldToEventLoop });
  endTurn();
  return longest;
}
