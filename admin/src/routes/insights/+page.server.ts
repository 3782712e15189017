import { listEnvironments } from '#lib/server/use-cases/environments.ts';
import { listFlags } from '#lib/server/use-cases/flag-views.ts';
import { listSegments } from '#lib/server/use-cases/segments.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { flags, total } = listFlags(locals.hoist, { size: Number.MAX_SAFE_INTEGER });
  const segments = listSegments(locals.hoist);
  return {
    flags: total,
    notSetUp: flags.filter((flag) => flag.environments.every(({ setting }) => setting === null)).length,
    segments: segments.length,
    unused: segments.filter((segment) => segment.uses.length === 0).length,
    on: listEnvironments(locals.hoist).map(({ environment }) => ({
      environment,
      count: flags.filter((flag) =>
        flag.environments.some(
          (place) => place.environment.key === environment.key && place.setting?.enabled,
        ),
      ).length,
    })),
  };
};
