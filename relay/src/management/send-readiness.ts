import type { ParameterizedContext } from 'koa';
import type { Problems } from './problems.ts';

interface Readiness {
  readonly ready: boolean;
  readonly draining: boolean;
  /** Environments that should be served and cannot be. */
  readonly missing: readonly string[];
  readonly problems: Pick<Problems, 'list'>;
}

/** Answers 200 while a relay is ready, else 503, with what it lacks. */
export function sendReadiness(
  { ready, draining, missing, problems }: Readiness,
  ctx: ParameterizedContext,
): void {
  ctx.status = ready ? 200 : 503;
  ctx.body = { ready, draining, missing, problems: problems.list().map(({ text }) => text) };
}
