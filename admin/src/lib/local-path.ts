/** A path of this admin to go to, from untrusted text; anything that could lead elsewhere becomes the home page. */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const base = 'http://hoist.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
  // Dots are gone only now: a browser takes what begins with two slashes for another host.
  return url?.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
