import type { Environment, Problem } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { isContradiction } from '../publishing/contradicted-definitions.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { describeProblem } from '../publishing/describe-problem.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { preparePublished } from '../publishing/publish-change.ts';
import { readPublished } from '../publishing/published.ts';
import { sayPublished } from '../publishing/say-published.ts';
import { invalidField, UseCaseError } from '../errors/use-case-error.ts';
import { findPending, toPublishedChange } from '../publishing/pending.ts';
import type { PendingEntry } from '../publishing/pending.ts';

/** What was reviewed: one definition, from the published revision to the latest one. */
export type ReviewedEntry = Pick<PendingEntry, 'kind' | 'key' | 'published' | 'latest'>;

export interface PublishPending {
  readonly environment: string;
  readonly entries: readonly ReviewedEntry[];
  readonly comment: string;
  readonly idempotencyKey?: string | undefined;
}

/** Publishes reviewed definitions as one version. If any of them changed since the review, nothing is published. */
export async function publishPending(
  hoist: AdminContext,
  person: Person,
  input: PublishPending,
): Promise<void> {
  const environment = requireEnvironment(readDefinitions(hoist.definitions), input.environment);
  requireRight(person, environment);
  const comment = input.comment.trim();
  if (environment.protected && comment === '') {
    const message = `${environment.name} is protected: say in a few words why.`;
    throw invalidField(['comment'], 'comment-required', message);
  }
  if (input.entries.length === 0)
    throw invalidField(['entries'], 'empty', 'Choose at least one change to publish.');
  await hoist.relays.read();
  const reader = hoist.published(environment.key);
  await commitChange(hoist, reader, {
    person,
    idempotencyKey: input.idempotencyKey,
    kind: 'published',
    comment,
    build: () => {
      const definitions = readDefinitions(hoist.definitions);
      const published = readPublished(reader);
      const pending = findPending(definitions, published);
      const entries = input.entries.map((entry) => requireUnchanged(entry, pending));
      const change = toPublishedChange(entries, { definitions, published, registry: hoist.registry });
      const prepared = preparePublished(published, change, hoist);
      const [problem] = prepared.problems;
      if (problem) throw wouldNotWork(environment, definitions, problem);
      return { ...prepared, said: sayPublished(prepared, definitions) };
    },
  });
}

/** Names the flag or segment with the problem, which need not be among the reviewed entries. */
function wouldNotWork({ name }: Environment, definitions: Definitions, problem: Problem): UseCaseError {
  const next = isContradiction(problem)
    ? ' Change its setting there first, or leave the change that it contradicts out of this review.'
    : '';
  const detail = `In ${name}, ${describeProblem(definitions, problem)}${next}`;
  return new UseCaseError('would-not-work', detail);
}

function requireUnchanged(reviewed: ReviewedEntry, pending: readonly PendingEntry[]): PendingEntry {
  const entry = pending.find(({ kind, key }) => kind === reviewed.kind && key === reviewed.key);
  if (entry?.published === reviewed.published && entry.latest === reviewed.latest) return entry;
  throw new UseCaseError(
    'review-outdated',
    `${reviewed.kind === 'regions' ? 'The list of regions' : `The ${reviewed.kind} '${reviewed.key}'`} has changed since you opened the review. Nothing was published: look again.`,
  );
}
