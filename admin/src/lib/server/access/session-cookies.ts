/** A session cookie of a request. */
export interface SessionCookie {
  /** The value as in the header. */
  readonly value: string;
  /** The session's token; its signature is not verified here. */
  readonly token: string;
}

const pattern = /(?:^|;)\s*(?:__Secure-)?hoist\.session_token=([^;]+)/g;

/** Reads all session cookies of a request, those of http and of https. */
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
