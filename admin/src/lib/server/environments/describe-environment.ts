import type { Environment } from '@hoist/core';
import { listOf } from '#lib/words.ts';

/** What somebody did to an environment, continuing their name: `renamed the environment QA to Test`. */
export function describeEnvironmentChange(before: Environment, after: Environment, isMoved: boolean): string {
  const it = `the environment ${before.name}`;
  const acts = [
    ...(before.name === after.name ? [] : [`renamed ${it} to ${after.name}`]),
    ...(before.protected === after.protected
      ? []
      : [`${after.protected ? 'protected' : 'unprotected'} ${it}`]),
    ...(before.colour === after.colour ? [] : [`gave ${it} another colour`]),
    ...(isMoved ? [`moved ${it}`] : []),
  ];
  return acts.length > 0 ? listOf(acts) : `left ${it} as it was`;
}
