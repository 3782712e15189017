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
 * Sets the security headers of every answer: pages, redirects, files and refusals. Browsers store nothing except
 * files that never change, which set their own header. The content security policy of pages comes from SvelteKit,
 * with a nonce for each page.
 */
export function setSecurityHeaders(response: ServerResponse, protocol: string): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (protocol === 'https') response.setHeader('strict-transport-security', 'max-age=31536000');
}
