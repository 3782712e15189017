const base = '/ofrep/v1/evaluate/flags';

/** What an OFREP path asks for: one flag, all flags, or `bad-key` for a key that is not valid percent-encoding. */
export type Route =
  | { readonly kind: 'single'; readonly flag: string }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'bad-key' };

/**
 * Reads the path of a request's URL; undefined if it is not an OFREP path. The leading slash may be doubled (from a
 * base URL with a trailing slash), the bulk path may end in a slash, and a key may contain plain or encoded slashes
 * and is decoded once.
 */
export function readRoute(url: string): Route | undefined {
  const query = url.indexOf('?');
  let path = query < 0 ? url : url.slice(0, query);
  while (path.startsWith('//')) path = path.slice(1);
  if (!path.startsWith(base)) return undefined;
  const rest = path.slice(base.length);
  if (rest === '' || rest === '/') return { kind: 'bulk' };
  if (!rest.startsWith('/')) return undefined;
  const key = rest.slice(1);
  if (!key.includes('%')) return { kind: 'single', flag: key };
  try {
    return { kind: 'single', flag: decodeURIComponent(key) };
  } catch {
    return { kind: 'bad-key' };
  }
}
