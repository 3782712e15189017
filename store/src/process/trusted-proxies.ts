import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { z } from 'zod';

type Asked = Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string } };

/** The protocol and host of a request as a trusted proxy forwarded them. */
export interface ForwardedOrigin {
  readonly protocol: 'http' | 'https' | undefined;
  readonly host: string | undefined;
}

const mapped = /^::ffff:(?=[\d.]+$)/i;
const hostPattern = /^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i;

/**
 * The proxies whose `X-Forwarded-...` headers are believed. Everybody else's are not: with no trusted proxy, who asks is
 * whoever is connected.
 */
export class TrustedProxies {
  readonly #trusted: BlockList | undefined;

  /** Addresses and CIDR ranges, as `trustedProxiesVariable` has read them. */
  constructor(ranges: readonly string[] = []) {
    if (ranges.length === 0) return;
    this.#trusted = new BlockList();
    for (const range of ranges) {
      const { address, prefix, family } = readRange(range);
      this.#trusted.addSubnet(address, prefix, family);
    }
  }

  /**
   * The address of the client: the rightmost entry of `X-Forwarded-For` that is no trusted proxy. What stands left of an
   * entry that is no address is not believed. Empty where the connection has none.
   */
  addressOf({ headers, socket }: Asked): string {
    let address = toPlain(socket.remoteAddress ?? '');
    if (!this.#trusted || !this.#isTrusted(address)) return address;
    const entries = textOf(headers['x-forwarded-for']).split(',');
    for (const entry of entries.reverse()) {
      const before = readEntry(entry);
      if (before === undefined) return address;
      address = before;
      if (!this.#isTrusted(address)) return address;
    }
    return address;
  }

  /** The protocol and host that the nearest proxy says it was asked by; undefined where it is not trusted or says none. */
  originOf({ headers, socket }: Asked): ForwardedOrigin {
    if (!this.#trusted || !this.#isTrusted(toPlain(socket.remoteAddress ?? '')))
      return { protocol: undefined, host: undefined };
    const protocol = lastOf(headers['x-forwarded-proto']).toLowerCase();
    const host = lastOf(headers['x-forwarded-host']);
    return {
      protocol: protocol === 'http' || protocol === 'https' ? protocol : undefined,
      host: hostPattern.test(host) ? host : undefined,
    };
  }

  #isTrusted(address: string): boolean {
    if (!isIP(address)) return false;
    return this.#trusted?.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') === true;
  }
}

/** `HOIST_TRUSTED_PROXIES`: addresses and CIDR ranges by comma; none by default. */
export const trustedProxiesVariable = {
  HOIST_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((range) => range.trim())
        .filter(Boolean),
    )
    .superRefine((ranges, context) => {
      for (const range of ranges) {
        const fault = findFault(range);
        if (fault) context.addIssue({ code: 'custom', message: fault });
      }
    }),
};

function findFault(range: string): string | undefined {
  const [address = '', prefix, ...more] = range.split('/');
  const most = isIPv4(address) ? 32 : 128;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most);
  if (!isIP(address) || address.includes('%') || !isPrefix || more.length > 0)
    return `has '${range}', which is no address and no range like 10.0.0.0/8`;
  if (Number(prefix ?? most) > 0) return undefined;
  return `has '${range}', which is everybody: name the proxies only, because what they say of a client is believed`;
}

function readRange(range: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } {
  const [address = '', prefix] = range.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  return { address, prefix: Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family };
}

/** An entry with or without a port; undefined for `unknown` and whatever else is no address. */
function readEntry(entry: string): string | undefined {
  const text = entry.trim();
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, '$1');
  const plain = toPlain(address);
  return isIP(plain) ? plain : undefined;
}

/** A socket that listens on IPv6 as well names IPv4 addresses in IPv6's way; a zone is this machine's own business. */
function toPlain(address: string): string {
  return address.replace(mapped, '').replace(/%.*$/, '');
}

function lastOf(header: string | string[] | undefined): string {
  return (textOf(header).split(',').at(-1) ?? '').trim();
}

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}
