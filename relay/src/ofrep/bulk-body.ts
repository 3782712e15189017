import type { Resolution } from '@hoist/core';

const start = '{"flags":[';

/**
 * The body of a bulk answer, put together from the texts that its resolutions carry: nothing is serialised, and its length
 * is added up instead of counted. `eventStreams` is JSON text in ASCII, or undefined where none are offered.
 */
export function writeBulk(
  resolutions: readonly Resolution[],
  environment: string,
  eventStreams: string | undefined,
): { readonly body: string; readonly bytes: number } {
  const streams = eventStreams === undefined ? '' : `,"eventStreams":${eventStreams}`;
  const end = `],"metadata":{"flagSetId":${JSON.stringify(environment)}}${streams}}`;
  let body = start;
  let bytes = start.length + end.length;
  for (let index = 0; index < resolutions.length; index++) {
    const resolution = resolutions[index] as Resolution;
    body += index === 0 ? resolution.ofrep : resolution.ofrepNext;
    bytes += resolution.ofrepBytes;
  }
  return { body: body + end, bytes: bytes + Math.max(0, resolutions.length - 1) };
}
