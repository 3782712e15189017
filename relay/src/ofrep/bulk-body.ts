import type { Resolution } from '@hoist/core';

const start = '{"flags":[';

/**
 * Writes the body of a bulk answer from the JSON text that each resolution carries. Nothing is serialised, and the
 * length is the sum of known lengths. `eventStreams` is JSON text in ASCII, or undefined if no stream is offered.
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
