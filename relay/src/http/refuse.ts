import type { ParameterizedContext } from 'koa';

/** Answers with a status and a sentence, in the shape of every failure of the public port. */
export function refuse(ctx: ParameterizedContext, status: number, errorDetails: string): void {
  ctx.status = status;
  ctx.body = { errorCode: 'GENERAL', errorDetails, metadata: {} };
}

/** Answers 503 and names the seconds after which to ask again. */
export function refuseForNow(ctx: ParameterizedContext, seconds: number, errorDetails: string): void {
  ctx.set('Retry-After', String(seconds));
  refuse(ctx, 503, errorDetails);
}
