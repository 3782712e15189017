import type { IncomingMessage, Server } from 'node:http';
import { createBoundedServer, TrustedProxies } from '@hoist/store/process';
import type { ConnectionLimits, ServerBounds } from '@hoist/store/process';
import { UseCaseError } from '../errors/use-case-error.ts';
import { answerPlainly } from './answer-plainly.ts';
import { answerRequest } from './answer-request.ts';
import type { Handle } from './answer-request.ts';
import { SignInCrowd } from '../access/sign-in-crowd.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { AdminConfig } from './config.ts';

/** The handlers behind the server; they may be replaced while it runs. */
export interface Site {
  handle: Handle;
  /** Tells from a request's cookies whether somebody signed in with that browser before. */
  isKnown: (cookies: string) => boolean;
}

const publicConnections: ConnectionLimits = { idle: 500, most: 2_000 };

type WebConfig = Pick<AdminConfig, 'publicOrigin' | 'trustedProxies'>;

/**
 * The headers that tell SvelteKit the protocol, host and address of a request; values sent by clients are
 * overwritten.
 */
const names = { protocol: 'x-hoist-protocol', host: 'x-hoist-host', address: 'x-hoist-address' } as const;

/** Makes SvelteKit's handler read those headers, and bodies of 16 MiB, which `boundBody` bounds where it may; call it before the handler is loaded. */
export function prepareHandler(variables: NodeJS.ProcessEnv): void {
  variables['PROTOCOL_HEADER'] = names.protocol;
  variables['HOST_HEADER'] = names.host;
  variables['ADDRESS_HEADER'] = names.address;
  delete variables['PORT_HEADER'];
  variables['BODY_SIZE_LIMIT'] = '16M';
}

/**
 * Makes the server for people and machines. The origin of a request is that of `HOIST_PUBLIC_URL` if it is set, else
 * the one that a trusted proxy reports, else the request's `Host`.
 */
export function createWebServer(config: WebConfig, site: Site, bounds: Partial<ServerBounds> = {}): Server {
  const proxies = new TrustedProxies(config.trustedProxies);
  const originOf = readOrigin(config, proxies);
  const crowd = new SignInCrowd((cookies) => site.isKnown(cookies));
  return createBoundedServer({ connections: publicConnections, ...bounds }, (request, response) => {
    const address = proxies.addressOf(request);
    const { protocol, host } = originOf(request);
    setSecurityHeaders(response, protocol);
    if (!canBeDecoded(request.url ?? '')) {
      answerPlainly(
        request,
        response,
        new UseCaseError('malformed-address', 'Write it in UTF-8, percent-encoded.'),
      );
      return;
    }
    if (crowd.refuses(request, response, address)) return;
    request.headers[names.protocol] = protocol;
    request.headers[names.host] = host;
    request.headers[names.address] = address;
    void answerRequest(site.handle, request, response);
  });
}

/**
 * True if a path is valid UTF-8. For any other, SvelteKit runs its hooks where nothing catches their errors, which
 * would end the process.
 */
function canBeDecoded(target: string): boolean {
  try {
    decodeURI(target.replace(/[?#].*/s, ''));
    return true;
  } catch {
    return false;
  }
}

function readOrigin({ publicOrigin }: WebConfig, proxies: TrustedProxies) {
  const fixed = publicOrigin === undefined ? undefined : new URL(publicOrigin);
  return (request: IncomingMessage) => {
    if (fixed) return { protocol: fixed.protocol.slice(0, -1), host: fixed.host };
    const { protocol = 'http', host = request.headers.host } = proxies.originOf(request);
    return { protocol, host };
  };
}
