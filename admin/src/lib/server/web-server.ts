import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { TrustedProxies } from '@hoist/store';
import { SignInCrowd } from './auth/sign-in-crowd.ts';
import type { Settings } from './settings.ts';

/** What stands behind the server; it may change while that runs. */
export interface Site {
  handle: RequestListener;
  /** Whether a request's cookies show that somebody signed in with that browser. */
  isKnown: (cookies: string) => boolean;
}

type WebSettings = Pick<Settings, 'publicOrigin' | 'trustedProxies'>;

/** The headers by which SvelteKit learns who asks and by which address; whatever a client sends as them is overwritten. */
const names = { protocol: 'x-hoist-protocol', host: 'x-hoist-host', address: 'x-hoist-address' } as const;

/** Makes SvelteKit's handler read those headers; to be called before it is loaded. */
export function prepareHandler(variables: NodeJS.ProcessEnv): void {
  variables['PROTOCOL_HEADER'] = names.protocol;
  variables['HOST_HEADER'] = names.host;
  variables['ADDRESS_HEADER'] = names.address;
  delete variables['PORT_HEADER'];
}

/**
 * The server that people and machines reach. The origin is that of `HOIST_PUBLIC_URL`, where it is set; else what a trusted
 * proxy was asked by, and without one the request's own `Host`.
 */
export function createWebServer({ publicOrigin, trustedProxies }: WebSettings, site: Site): Server {
  const proxies = new TrustedProxies(trustedProxies);
  const fixed = publicOrigin === undefined ? undefined : new URL(publicOrigin);
  const originOf = (request: IncomingMessage) => {
    if (fixed) return { protocol: fixed.protocol.slice(0, -1), host: fixed.host };
    const { protocol = 'http', host = request.headers.host } = proxies.originOf(request);
    return { protocol, host };
  };
  const crowd = new SignInCrowd((cookies) => site.isKnown(cookies));
  return createServer((request, response) => {
    const address = proxies.addressOf(request);
    if (crowd.refuses(request, response, address)) return;
    const { protocol, host } = originOf(request);
    request.headers[names.protocol] = protocol;
    request.headers[names.host] = host;
    request.headers[names.address] = address;
    site.handle(request, response);
  });
}
