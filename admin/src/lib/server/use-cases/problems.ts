import { findProblems } from '@hoist/core';
import type { Problem, Registry, Ruleset } from '@hoist/core';
import { UseCaseError } from './use-case-error.ts';
import type { FieldErrors } from './use-case-error.ts';

/**
 * The faults that a change adds to a whole state. What was wrong before does not stand in the way of a repair, unless the
 * change turns on what it is wrong with, or alters what nobody here can check because its plugin is missing.
 */
export function findAddedProblems(before: Ruleset, after: Ruleset, registry: Registry): Problem[] {
  const found = findProblems(after, registry);
  if (found.length === 0) return found;
  const known = new Set(findProblems(before, registry).map((problem) => identify(problem, before)));
  const turnedOn = findTurnedOn(before, after);
  return found.filter((problem) => turnedOn.has(problem.subject) || !known.has(identify(problem, after)));
}

function identify({ code, subject, path, message }: Problem, ruleset: Ruleset): string {
  const unchecked = code === 'operator-missing' || code === 'strategy-missing';
  const asked = unchecked ? JSON.stringify(readAt(ruleset, subject, path.split('.').slice(0, -1))) : '';
  return `${code} ${subject} ${path} ${message} ${asked}`;
}

/** What stands at a path of a served flag or segment. */
function readAt(ruleset: Ruleset, subject: string, steps: readonly string[]): unknown {
  const [kind, key] = subject.split(/\/(.*)/s);
  const parts: readonly { readonly key: string }[] = kind === 'segment' ? ruleset.segments : ruleset.flags;
  let value: unknown = parts.find((part) => part.key === key);
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  return value;
}

function findTurnedOn(before: Ruleset, after: Ruleset): ReadonlySet<string> {
  const wasOn = new Set(before.flags.flatMap(({ key, setting }) => (setting?.enabled === true ? [key] : [])));
  return new Set(
    after.flags.flatMap(({ key, setting }) =>
      setting?.enabled === true && !wasOn.has(key) ? [`flag/${key}`] : [],
    ),
  );
}

/** Refuses a change that adds faults; those of `subject` stand beside their fields. */
export function refuseProblems(problems: readonly Problem[], subject: string): void {
  const [first] = problems;
  if (!first) return;
  const fields: Record<string, string> = {};
  for (const problem of problems) if (problem.subject === subject) fields[problem.path] ??= problem.message;
  throw new UseCaseError(422, 'This change would not work', first.message, {
    fields: fields satisfies FieldErrors,
  });
}
