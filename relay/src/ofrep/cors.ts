import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** The CORS headers of every answer. Any origin may read it, because keys authenticate and cookies never do. */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After',
} as const;

const usualHeaders = 'content-type, if-none-match, authorization, x-api-key';
const headerNames = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+(?: *, *[A-Za-z0-9!#$%&'*+.^_`|~-]+)*$/;

/** Makes the headers that answer a preflight request; custom headers of clients are allowed. */
export function toPreflight(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const asked = headers['access-control-request-headers'];
  const valid = typeof asked === 'string' && asked.length <= 1_024 && headerNames.test(asked);
  return {
    ...corsHeaders,
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': valid ? `${usualHeaders}, ${asked}` : usualHeaders,
    'Access-Control-Max-Age': '86400',
  };
}
