import { canonicalize, idLists, checkedSegmentSchema, toPublishedSegment } from '@hoist/core';
import { describeMembership } from '@hoist/core/words';
import type { Environment, IdList, Json, JsonObject, Membership, SegmentDefinition } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { compileWith } from './compile-with.ts';
import { isGone, listPublishedIn, requireNotArchived } from '../publishing/archived.ts';
import { requireWithinBudget } from '../publishing/budgets.ts';
import { changeDefinition } from '../publishing/change-definition.ts';
import type { ChangeRequest } from '../publishing/change-definition.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { etagOfPart, nameOfSegment, readDefinitions, requireSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { requireFreeKey } from '../definitions/free-key.ts';
import { followEverywhere } from '../publishing/follow.ts';
import { parseInput } from '../errors/parse.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { findAddedProblems, refuseProblems } from '../publishing/problems.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { listSegmentUses } from '../publishing/segment-uses.ts';
import type { SegmentUse } from '../publishing/segment-uses.ts';
import { readPublished } from '../publishing/published.ts';
import { refuseUnusedAttributes } from '../definitions/unused-attributes.ts';

/** What one environment serves of a segment; `revision` is undefined where it does not serve it. */
interface SegmentInEnvironment {
  readonly environment: Environment;
  readonly revision: number | undefined;
  /** What that matches, in words. */
  readonly sentence: string | undefined;
  readonly pending: boolean;
}

export interface SegmentView {
  readonly definition: SegmentDefinition;
  readonly etag: string;
  /** What it matches, in words. */
  readonly sentence: string;
  readonly uses: readonly SegmentUse[];
  /** Keys of the environments that serve it; one that is archived is on its way out of them. */
  readonly publishedIn: readonly string[];
  readonly environments: readonly SegmentInEnvironment[];
}

export interface SegmentQuery {
  /** Words that name or key contain. */
  readonly search?: string;
  /** Those that are archived and served nowhere, which are left out otherwise. */
  readonly is?: 'archived' | undefined;
}

/** Segments by name, those that contain all words of the search. Answered from memory. */
export function listSegments(hoist: AdminContext, query: SegmentQuery = {}): SegmentView[] {
  const definitions = readDefinitions(hoist.definitions);
  return findSegments(hoist, query).map((segment) => toView(hoist, definitions, segment));
}

/** Definitions by name, those that contain all words of the search. */
export function findSegments(hoist: AdminContext, { search = '', is }: SegmentQuery): SegmentDefinition[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return [...readDefinitions(hoist.definitions).segments.values()]
    .filter((segment) => isGone(hoist, 'segment', segment) === (is === 'archived'))
    .filter((segment) =>
      words.every((word) => `${segment.name}\n${segment.key}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1));
}

/** One segment; throws UseCaseError 404. */
export function readSegment(hoist: AdminContext, key: string): SegmentView {
  const definitions = readDefinitions(hoist.definitions);
  return toView(hoist, definitions, requireSegment(definitions, key));
}

export async function createSegment(
  hoist: AdminContext,
  person: Person,
  input: JsonObject,
  idempotencyKey?: string,
): Promise<SegmentView> {
  requireRole(person, 'editor', 'create a segment');
  const made = { revision: 1, archivedAt: null };
  const given = withoutReadOnly(input, { ...made, longLists: undefined });
  const segment = parseInput(checkedSegmentSchema, { ...given, ...made });
  await commitChange(hoist, hoist.definitions, {
    person,
    idempotencyKey,
    kind: 'created',
    build: () => {
      requireFreeKey(readDefinitions(hoist.definitions), 'segment', segment.key);
      const sound = requireSound(hoist, segment);
      return {
        set: new Map([[`segment/${segment.key}`, sound as unknown as Json]]),
        said: `created the segment ${segment.name}`,
      };
    },
  });
  await followEverywhere(hoist, person);
  return readSegment(hoist, segment.key);
}

/** What the log says of a change. */
interface SegmentAction {
  readonly kind: 'edited' | 'restored';
  readonly verb?: string;
}

/** Changes a definition: unprotected environments follow at once, protected ones hold theirs until somebody reviews it. */
export async function changeSegment(
  hoist: AdminContext,
  person: Person,
  request: ChangeRequest,
  { kind, verb }: SegmentAction = { kind: 'edited' },
): Promise<SegmentView> {
  const { key, patch } = request;
  await changeDefinition(hoist, person, request, {
    kind: 'segment',
    change: kind,
    verb,
    read: () => requireSegment(readDefinitions(hoist.definitions), key),
    revise: (segment) => requireSound(hoist, revise(segment, patch)),
    put: (definitions, next) => ({ ...definitions, segments: new Map(definitions.segments).set(key, next) }),
  });
  return readSegment(hoist, key);
}

function requireSound(hoist: AdminContext, segment: SegmentDefinition): SegmentDefinition {
  const definitions = readDefinitions(hoist.definitions);
  const { registry } = hoist;
  const known = definitions.segments.get(segment.key) ?? null;
  const at = { registry, path: ['conditionGroups'] };
  requireWithinBudget(segment, known, at);
  refuseUnusedAttributes(segment.conditionGroups, at);
  const { before, after } = compileWith(hoist, segment);
  refuseProblems(findAddedProblems(before, after), `segment/${segment.key}`);
  return segment;
}

function revise(segment: SegmentDefinition, patch: JsonObject): SegmentDefinition {
  requireNotArchived(segment);
  const { key, revision, archivedAt, longLists } = segment;
  const given = withoutReadOnly(patch, { key, revision, archivedAt, longLists });
  for (const list of idLists) if (longLists?.[list]) refuseShortList(segment, list, given[list]);
  const changed = parseInput(checkedSegmentSchema, { ...segment, ...given });
  return meaning(changed) === meaning(segment) ? changed : { ...changed, revision: segment.revision + 1 };
}

/** A long list comes back empty, as it was read; other IDs would take its place without being seen. */
function refuseShortList({ key }: SegmentDefinition, list: IdList, given: Json | undefined): void {
  if (given === undefined || (Array.isArray(given) && given.length === 0)) return;
  const message = `This list is long. Change it by POST /api/v1/segments/${key}/ids, or leave it out.`;
  throw invalidField([list], 'immutable', message);
}

function meaning(segment: SegmentDefinition): string {
  return canonicalize({ ...toPublishedSegment(segment), revision: 1 } as unknown as Json);
}

function toView(hoist: AdminContext, definitions: Definitions, definition: SegmentDefinition): SegmentView {
  const names = (kind: string, key: string) => (kind === 'segment' ? nameOfSegment(definitions, key) : key);
  const describe = (membership: Membership) =>
    describeMembership({ membership, names, registry: hoist.registry });
  return {
    definition,
    etag: etagOfPart(hoist.definitions, `segment/${definition.key}`),
    sentence: describe(definition),
    uses: listSegmentUses(hoist, definition.key),
    publishedIn: listPublishedIn(hoist, 'segment', definition.key),
    environments: definitions.environments.map((environment) => {
      const current = readPublished(hoist.published(environment.key)).segments.get(definition.key);
      const pending = current !== undefined && current.revision < definition.revision;
      return { environment, revision: current?.revision, sentence: current && describe(current), pending };
    }),
  };
}
