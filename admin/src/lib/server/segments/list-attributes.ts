import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** What many apps send. */
const usual = ['targetingKey', 'country', 'email', 'plan', 'app.version', 'platform', 'language'];

/** Attributes as a form suggests them: the usual ones, where people are read from, and those that segments ask about. */
export function listAttributes(hoist: AdminContext): string[] {
  const { regions, segments } = readDefinitions(hoist.definitions);
  const asked = [...segments.values()]
    .flatMap(({ conditionGroups }) => conditionGroups.flatMap(({ conditions }) => conditions))
    .flatMap(({ attribute }) => attribute ?? []);
  return [...new Set([...usual, regions.attribute, ...asked.sort()])];
}
