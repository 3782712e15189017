import type { Environment } from '@hoist/core';

/** Puts one of the environments in another place, and lists those whose order changes by that, with their new one. */
export function listMoved(
  environments: readonly Environment[],
  key: string,
  place: number,
): readonly Environment[] {
  const others = environments.filter((environment) => environment.key !== key);
  const it = environments.filter((environment) => environment.key === key);
  const next = [...others.slice(0, place), ...it, ...others.slice(place)];
  return next.flatMap((environment, order) =>
    environment.order === order ? [] : [{ ...environment, order }],
  );
}
