import type { ServerResponse } from 'node:http';

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/**
 * Sets what every answer carries, before anything else of it is known: pages, redirects, files and refusals alike. Nothing
 * is stored by a browser but what says so itself, which are the files that never change. The content security policy of
 * pages is SvelteKit's, with a nonce a page.
 */
export function setSecurityHeaders(response: ServerResponse, protocol: string): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (protocol === 'https') response.setHeader('strict-transport-security', 'max-age=31536000');
}
