import { canonicalize, compileRuleset, findRegionGroup, refuseInvisible, regionsSchema } from '@hoist/core';
import type { Environment, JsonObject, Regions, RegionsDefinition } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { changeDefinition } from '../publishing/change-definition.ts';
import { etagOfPart, readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { emptyRuleset } from '../publishing/empty-ruleset.ts';
import { parseInput } from '../errors/parse.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import type { Person } from '../access/person.ts';
import { findAddedProblems, refuseProblems } from '../publishing/problems.ts';
import { listRegionUses } from '../publishing/region-uses.ts';
import { readPublished } from '../publishing/published.ts';
import { fieldError, UseCaseError } from '../errors/use-case-error.ts';
import { listOf } from '#lib/words.ts';

export interface RegionsView {
  readonly definition: RegionsDefinition;
  readonly etag: string;
  /** What each environment serves; revision 0 is what comes with Hoist. */
  readonly environments: readonly {
    readonly environment: Environment;
    readonly revision: number;
    readonly pending: boolean;
  }[];
}

/** Where a person is read from, and the installation's own region groups. */
export function readRegionsView(hoist: AdminContext): RegionsView {
  const { regions, environments } = readDefinitions(hoist.definitions);
  return {
    definition: regions,
    etag: etagOfPart(hoist.definitions, 'regions'),
    environments: environments.map((environment) => {
      const { revision } = readPublished(hoist.published(environment.key)).regions;
      return { environment, revision, pending: revision < regions.revision };
    }),
  };
}

interface ChangeRegions {
  /** The etag of what it is based on. */
  readonly ifMatch: string;
  /** All of them: what is left out is gone. */
  readonly regions: JsonObject;
  readonly idempotencyKey?: string | undefined;
}

const checkedRegionsSchema = regionsSchema.superRefine((regions, refinement) =>
  refuseInvisible(regions, refinement),
);

/** Replaces the regions: unprotected environments follow at once, protected ones hold theirs until somebody reviews it. */
export async function changeRegions(
  hoist: AdminContext,
  person: Person,
  { regions: input, ...base }: ChangeRegions,
): Promise<RegionsView> {
  await changeDefinition(
    hoist,
    person,
    { key: 'regions', ...base },
    {
      kind: 'regions',
      read: () => readDefinitions(hoist.definitions).regions,
      revise: (before) => {
        const definitions = readDefinitions(hoist.definitions);
        const next = parseInput(checkedRegionsSchema, withoutReadOnly(input, { revision: before.revision }));
        refuseNested(next);
        const compile = (regions: Regions) => compileRuleset(toRuleset(regions), hoist.registry);
        refuseProblems(findAddedProblems(compile(before), compile(next)), 'regions');
        refuseRemoved(hoist, definitions, next);
        return revise(before, next);
      },
      put: (definitions, regions) => ({ ...definitions, regions }),
    },
  );
  return readRegionsView(hoist);
}

function revise(before: RegionsDefinition, { attribute, groups }: Regions): RegionsDefinition {
  const changed = { attribute, groups, revision: before.revision };
  const isSame = before.revision > 0 && canonicalize(changed) === canonicalize(before);
  return isSame ? changed : { ...changed, revision: before.revision + 1 };
}

function refuseNested({ groups }: Regions): void {
  for (const [name, members] of Object.entries(groups)) {
    members.forEach((member, index) => {
      if (!Object.hasOwn(groups, member) || findRegionGroup(member)) return;
      const detail = `'${member}' is a region group of your own, and '${name}' cannot hold it. List its regions instead.`;
      throw new UseCaseError('region-group-nested', detail, {
        errors: [fieldError(['groups', name, index], 'nested', detail)],
      });
    });
  }
}

/** What is still used cannot go; where a named group stands behind one, its name goes on meaning something. */
function refuseRemoved(hoist: AdminContext, definitions: Definitions, next: Regions): void {
  for (const name of Object.keys(definitions.regions.groups)) {
    if (Object.hasOwn(next.groups, name) || findRegionGroup(name)) continue;
    const uses = listRegionUses(hoist, definitions, name);
    if (uses.length === 0) continue;
    const detail = `'${name}' is used by ${listOf(uses)}. Take it out there first.`;
    throw new UseCaseError('region-group-used', detail, {
      errors: [fieldError(['groups', name], 'in-use', detail)],
    });
  }
}

/** Regions alone as a state of their own, for looking for codes that nobody knows. */
function toRuleset({ attribute, groups }: Regions) {
  return { ...emptyRuleset, regions: { attribute, groups } };
}
