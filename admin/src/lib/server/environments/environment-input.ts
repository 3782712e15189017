import { environmentColours, environmentSchema, limits, refuseInvisible } from '@hoist/core';
import type { Environment } from '@hoist/core';
import { z } from 'zod';
import { freeKeySchema, requireFreeKey } from '../definitions/free-key.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { fieldError, invalidField, UseCaseError } from '../errors/use-case-error.ts';

const { name, colour, protected: isProtected } = environmentSchema.shape;
const place = z.int().min(0).meta({
  description:
    'Its place among the environments, from 0 on; the others move. Beyond the last, it is the last.',
});
const fields = z.object({ name, colour, protected: isProtected, order: place });

/** What of an environment can be changed. */
export const environmentPatchSchema = fields
  .partial()
  .superRefine((patch, refinement) => refuseInvisible(patch, refinement));

/** A new environment: without a colour it gets one that is free, without an order it is the last. */
export const newEnvironmentSchema = fields
  .partial()
  .required({ name: true })
  .extend({
    key: freeKeySchema.max(
      limits.environmentKey,
      `A key of an environment has at most ${limits.environmentKey} characters.`,
    ),
  })
  .superRefine((environment, refinement) => refuseInvisible(environment, refinement));

/** A hue that no environment has yet, else that of the fewest. */
export function freeColour({ environments }: Definitions): Environment['colour'] {
  const usersOf = (hue: string) => environments.filter((environment) => environment.colour === hue).length;
  return environmentColours.reduce((best, hue) => (usersOf(hue) < usersOf(best) ? hue : best));
}

/** Throws UseCaseError if there can be no environment with this key. */
export function requireRoomFor(definitions: Definitions, key: string): void {
  requireFreeKey(definitions, 'environment', key);
  if (definitions.environments.length < limits.environments) return;
  throw invalidField(
    ['key'],
    'too-many',
    `There are ${limits.environments} environments already, which is the most. Use one of them.`,
  );
}

/** Throws UseCaseError 409 if another environment has this name, in any letter case. */
export function requireFreeName({ environments }: Definitions, { key, name }: Environment): void {
  const same = environments.find(
    (other) => other.key !== key && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (!same) return;
  const detail = `The environment '${same.key}' is named '${same.name}' already. Choose another name.`;
  throw new UseCaseError('name-taken', detail, { errors: [fieldError(['name'], 'taken', detail)] });
}
