/** A session cookie of a request. */
export interface SessionCookie {
  /** As it stands in the header. */
  readonly value: string;
  /** What names the session; its signature is not verified here. */
  readonly token: string;
}

const pattern = /(?:^|;)\s*(?:__Secure-)?hoist\.session_token=([^;]+)/g;

/** All session cookies that a request sent, of either scheme. */
export function readSessionCookies(headers: Headers): readonly SessionCookie[] {
  return [...(headers.get('cookie') ?? '').matchAll(pattern)].map(([, value = '']) => ({
    value,
    token: decode(value.trim()).split('.')[0] ?? '',
  }));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
