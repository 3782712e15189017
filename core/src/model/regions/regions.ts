import { z } from 'zod';
import { limits } from '../limits.ts';
import { findRegionGroup } from './region-groups.ts';

const codeForm = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
/** Longer than a country's code, and without the hyphen of a part. */
const ownGroupForm = /^[A-Z][A-Z0-9_]{2,31}$/;

/** A region as people name it: ISO 3166-1 alpha-2, ISO 3166-2, a named group or one of the installation's own. */
export const regionNameSchema = z
  .string()
  .regex(
    new RegExp(`${codeForm.source}|${ownGroupForm.source}`),
    'Use a code of ISO 3166 (DE for a country, US-CA for a part of one) or a region group, like EU.',
  );

/** Where an installation reads a person's region from, and the groups that it has made itself. */
export const regionsSchema = z.object({
  /** The attribute that holds an ISO 3166 code, in any case. */
  attribute: z.string().min(1, 'Choose an attribute.').max(limits.attributePath).default('country'),
  /** Codes and named groups by the group's key. An own group replaces a built-in one of the same name. */
  groups: z
    .record(
      z
        .string()
        .regex(
          ownGroupForm,
          'A region group is named by 3 to 32 capitals, digits and _, beginning with a capital.',
        ),
      z.array(regionNameSchema).min(1, 'Choose at least one region.').max(limits.regions),
    )
    .refine((groups) => Object.keys(groups).length <= limits.regionGroups, {
      message: `An installation has at most ${limits.regionGroups} groups of its own.`,
    })
    .meta({ maxProperties: limits.regionGroups })
    .default({}),
});
/** Where a person's region is read, and the installation's own groups. */
export type Regions = z.infer<typeof regionsSchema>;

/**
 * Regions as they are defined, and as a log's part `regions` holds them. `revision` rises with every change; rulesets leave
 * it out. 0: nobody has chosen anything yet.
 */
export const regionsDefinitionSchema = regionsSchema.extend({ revision: z.int().min(0) });
/** What an installation has chosen: regions with the number of their revision. */
export type RegionsDefinition = z.infer<typeof regionsDefinitionSchema>;

/** What an installation has that has chosen nothing. */
export const defaultRegions: Regions = Object.freeze(regionsSchema.parse({}));

/** True if a name stands for several regions, so that a reader needs `feature:region-groups`. */
export function isRegionGroup(name: string): boolean {
  return !codeForm.test(name) || findRegionGroup(name) !== undefined;
}
