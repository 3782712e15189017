import { StoreUnavailableError } from '@hoist/store';
import { isApi, toProblem } from '../errors/api-problem.ts';

/** Seconds until the page reloads. */
const again = 5;

/**
 * Answers any path while the store is not open: with a page for people, a problem for machines. It leaves out the
 * reason, which names hosts and paths and can be read in the log and at the management port.
 */
export function answerAway(pathname: string, managementPort: number): Response {
  const next = `Whoever runs Hoist finds the reason in the admin's log and at /readyz of its management port, ${managementPort}.`;
  const sentence = `Hoist cannot open its store. ${next}`;
  const response = isApi(pathname) ? toProblem(new StoreUnavailableError(sentence)) : toPage(sentence);
  response.headers.set('retry-after', String(again));
  return response;
}

/** Makes a plain page without any asset of the admin. */
function toPage(sentence: string): Response {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="refresh" content="${again}" />
    <title>The store is away - Hoist</title>
    <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
  </head>
  <body>
    <main>
      <h1>The store is away</h1>
      <p>${sentence}</p>
      <p>Apps go on getting their flags from relays. This page looks again every ${again} seconds and opens by itself.</p>
    </main>
  </body>
</html>
`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return new Response(html, { status: 503, headers: { ...headers, 'cache-control': 'no-store' } });
}
