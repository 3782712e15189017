import type { ParameterizedContext } from 'koa';
import type { SourceFollower } from '../sync/source-follower.ts';
import type { Problems } from './problems.ts';

interface Readiness {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly following: Pick<SourceFollower, 'missing'>;
  readonly problems: Pick<Problems, 'list'>;
}

/** Answers 200 while a relay is ready, else 503, with what it lacks. */
export function sendReadiness(
  { ready, draining, following, problems }: Readiness,
  ctx: ParameterizedContext,
): void {
  ctx.status = ready ? 200 : 503;
  const texts = problems.list().map(({ text }) => text);
  ctx.body = { ready, draining, missing: following.missing, problems: texts };
}
