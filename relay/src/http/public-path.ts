/**
 * A request's URL without the path that the relay is reached under: some proxies take it away, others leave it. Doubled
 * slashes stay, as routes expect them.
 */
export function withoutPublicPath(url: string, publicPath: string): string {
  if (publicPath === '' || !url.startsWith(publicPath)) return url;
  const rest = url.slice(publicPath.length);
  return /^\/+(?:ofrep|hoist)\//.test(rest) ? rest : url;
}
