import { listProblems } from '@hoist/core';
import type { CompiledRuleset, Problem } from '@hoist/core';
import { fieldError, UseCaseError } from '../errors/use-case-error.ts';

/**
 * The faults that a change adds to a whole state; `after` is compiled on top of `before`. What was wrong before does not stand
 * in the way of a repair, unless the change turns on what it is wrong with, or alters what nobody here can check because its
 * plugin is missing.
 */
export function findAddedProblems(before: CompiledRuleset, after: CompiledRuleset): Problem[] {
  const found = listProblems(after, before);
  if (found.length === 0) return found;
  const known = identifyAll(before);
  return found.filter(
    (problem) => isTurnedOn(problem, before, after) || !known.has(identify(problem, after)),
  );
}

const identified = new WeakMap<CompiledRuleset, ReadonlySet<string>>();

/** The problems of a state, found once. */
function identifyAll(compiled: CompiledRuleset): ReadonlySet<string> {
  let known = identified.get(compiled);
  if (!known) {
    known = new Set(listProblems(compiled).map((problem) => identify(problem, compiled)));
    identified.set(compiled, known);
  }
  return known;
}

function identify({ code, subject, steps, path, message }: Problem, compiled: CompiledRuleset): string {
  const unchecked = code === 'operator-missing' || code === 'strategy-missing';
  const asked = unchecked ? JSON.stringify(readAt(compiled, subject, steps.slice(0, -1))) : '';
  return `${code} ${subject} ${path} ${message} ${asked}`;
}

/** The value at a path of a published flag or segment. */
function readAt({ flags, segments }: CompiledRuleset, subject: string, steps: Problem['steps']): unknown {
  const [kind, key = ''] = subject.split(/\/(.*)/s);
  let value: unknown = (kind === 'segment' ? segments : flags).get(key)?.source;
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  return value;
}

function isTurnedOn({ subject }: Problem, before: CompiledRuleset, after: CompiledRuleset): boolean {
  const [kind, key = ''] = subject.split(/\/(.*)/s);
  const isOn = ({ flags }: CompiledRuleset) => flags.get(key)?.source.setting?.enabled === true;
  return kind === 'flag' && isOn(after) && !isOn(before);
}

/** Refuses a change that adds problems; those of `subject` are given by field. */
export function refuseProblems(problems: readonly Problem[], subject: string): void {
  const [first] = problems;
  if (!first) return;
  const errors = problems
    .filter((problem) => problem.subject === subject)
    .map(({ steps, code, message }) => fieldError(steps, code, message));
  throw new UseCaseError('would-not-work', first.message, { errors });
}
