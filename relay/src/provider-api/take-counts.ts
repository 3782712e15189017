import { countReportSchema, readInput } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import type { ParameterizedContext } from 'koa';
import type { Credential } from '../http/credentials.ts';
import { refuse, refuseForNow } from '../http/refuse.ts';
import { authorize } from './admit.ts';
import type { ProviderApiHost } from './provider-api-host.ts';
import { readBytes } from './read-bytes.ts';

const mostBytes = 1_024 * 1_024;

/** Stores what a provider counted, and answers 202 only when it is stored. */
export async function takeCounts(host: ProviderApiHost, ctx: ParameterizedContext): Promise<void> {
  const credential = await authorize(host, ctx);
  if (!credential) return;
  if (host.intake.waitSeconds(credential.streamKey) > 0) return refuseFull(host, ctx, credential);
  const body = await readBytes(ctx.req, mostBytes);
  if (!body) return refuse(ctx, 413, `The body is too large: at most ${mostBytes} bytes.`);
  const parsed = readInput(countReportSchema, readJson(body));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(ctx, 400, `The counts cannot be read: ${issue?.path ?? ''} ${issue?.message ?? ''}`);
  }
  const { environment, id } = credential;
  const foreign = parsed.data.pages.find(
    (page) => page.environment !== '-' && page.environment !== environment,
  );
  if (foreign) return refuse(ctx, 403, `This key is for '${environment}', not for '${foreign.environment}'.`);
  const pages = parsed.data.pages.map((page) => ({
    ...page,
    environment,
    rows: page.rows.map((row) => ({ ...row, source: 'local' as const, credential: id })),
  }));
  const admission = host.intake.admit(credential.streamKey, pages);
  if (admission.verdict === 'invalid') return refuse(ctx, 400, admission.text);
  if (admission.verdict === 'full') return refuseFull(host, ctx, credential);
  try {
    await host.following.putCounts(admission.pages, admission.late);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    return refuseForNow(ctx, 5, 'The store is away. Send the counts again later: nothing is counted twice.');
  }
  ctx.status = 202;
  ctx.body = { accepted: pages.length };
}

function refuseFull({ intake }: ProviderApiHost, ctx: ParameterizedContext, { streamKey }: Credential): void {
  ctx.set('Retry-After', String(intake.waitSeconds(streamKey)));
  refuse(ctx, 429, 'This key has sent as many counts as it may in an hour. Give large fleets several keys.');
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
