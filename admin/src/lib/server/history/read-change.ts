import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import { readPartChange } from './read-part-change.ts';
import type { PastChange } from './read-part-change.ts';

/** Names one version of a flag in one log: of what an environment serves, or of definitions. */
export interface ChangeName {
  readonly flag: string;
  readonly environment: string | undefined;
  readonly version: number;
}

/** Reads one change of a flag. Throws UseCaseError 404 for a version that changed something else, or is not there. */
export async function readChange(hoist: AdminContext, { flag, ...name }: ChangeName): Promise<PastChange> {
  const definitions = readDefinitions(hoist.definitions);
  requireFlag(definitions, flag);
  if (name.environment !== undefined) requireEnvironment(definitions, name.environment);
  return readPartChange(hoist, { ...name, partKey: `flag/${flag}` });
}
