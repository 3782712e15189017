import { findProblems } from '@hoist/core';
import type { Problem, Registry, Ruleset } from '@hoist/core';
import { UseCaseError } from './use-case-error.ts';
import type { FieldErrors } from './use-case-error.ts';

const identity = ({ code, subject, path, message }: Problem) => `${code} ${subject} ${path} ${message}`;

/** The faults that a change adds to a whole state. What was wrong before does not stand in the way of a repair. */
export function findAddedProblems(before: Ruleset, after: Ruleset, registry: Registry): Problem[] {
  const found = findProblems(after, registry);
  if (found.length === 0) return found;
  const known = new Set(findProblems(before, registry).map(identity));
  return found.filter((problem) => !known.has(identity(problem)));
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
