import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from './ip-address.ts';
import { IpRanges, networkSchema } from './ip-ranges.ts';

const ranges = (...networks: string[]) =>
  new IpRanges(networks.map((network) => networkSchema.parse(network)));

describe('readAddress', () => {
  const words = new Uint32Array(4);
  const hex = fc.constantFrom(
    '',
    '0',
    '1',
    'f',
    'ff',
    'FFFF',
    '0001',
    '12345',
    ':',
    '::',
    '.',
    '10',
    '255',
    '256',
    '01',
    '%a',
    '/8',
    'g',
    ' ',
  );
  const anything = fc
    .array(fc.oneof(hex, fc.constantFrom(':', '.', ':', '.')), { maxLength: 18 })
    .map((parts) => parts.join(''));

  it('takes for an address what the platform takes for one, zones aside', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.ipV4(), fc.ipV6()), (text) => {
        const expected = text.includes('%') ? 0 : isIP(text);
        const version = readAddress(text, words);
        expect(version === 0).toBe(expected === 0);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['::ffff:10.0.0.1', '::FFFF:a00:1', '0:0:0:0:0:ffff:0a00:0001'])('takes %s for IPv4', (text) => {
    expect(readAddress(text, words)).toBe(4);
    expect([...words]).toEqual([0, 0, 0, 0x0a000001]);
  });
});

describe('IpRanges', () => {
  it.each([
    ['10.0.0.0', true],
    ['10.255.255.255', true],
    ['11.0.0.0', false],
    ['9.255.255.255', false],
    ['::ffff:10.1.2.3', true],
    ['::10.1.2.3', false],
    ['203.0.113.7', true],
    ['203.0.113.8', false],
    ['2001:db8::', true],
    ['2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff', true],
    ['2001:db9::', false],
    ['::1', true],
    ['::2', false],
    ['10.0.0', undefined],
    ['fe80::1%eth0', undefined],
    ['', undefined],
  ])('says of %s: %s', (address, expected) => {
    expect(ranges('10.0.0.0/8', '203.0.113.7', '2001:db8::/32', '::1').includes(address)).toBe(expected);
  });

  it('never takes IPv4 for IPv6, nor the other way round', () => {
    expect(ranges('::/0').includes('10.0.0.1')).toBe(false);
    expect(ranges('::/0').includes('::1')).toBe(true);
    expect(ranges('0.0.0.0/0').includes('::1')).toBe(false);
    expect(ranges('0.0.0.0/0').includes('255.255.255.255')).toBe(true);
    expect(ranges('::ffff:10.0.0.0/104').includes('10.9.9.9')).toBe(true);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/',
    '2001:db8::/129',
    '::ffff:1.2.3.4/95',
    '10/8',
    'x',
    '',
  ])('refuses the network %j', (network) => expect(networkSchema.safeParse(network).success).toBe(false));

  it('agrees with the platform on any networks and address', () => {
    const small = fc.integer({ min: 0, max: 255 }).map((octet) => `10.0.${octet % 4}.${octet}`);
    const network = fc.tuple(small, fc.integer({ min: 20, max: 32 }));
    const smallSix = fc
      .integer({ min: 0, max: 0xffff })
      .map((group) => `2001:db8::${(group % 7).toString(16)}:${group.toString(16)}`);
    const networkSix = fc.tuple(smallSix, fc.integer({ min: 100, max: 128 }));
    const lists = fc.tuple(
      fc.array(network, { minLength: 1, maxLength: 8 }),
      fc.array(networkSix, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(lists, fc.oneof(small, smallSix), ([four, six], address) => {
        const blocks = new BlockList();
        for (const [start, prefix] of four) blocks.addSubnet(start, prefix, 'ipv4');
        for (const [start, prefix] of six) blocks.addSubnet(start, prefix, 'ipv6');
        const ours = ranges(...[...four, ...six].map(([start, prefix]) => `${start}/${prefix}`));
        expect(ours.includes(address)).toBe(blocks.check(address, address.includes(':') ? 'ipv6' : 'ipv4'));
      }),
      { numRuns: 1_000 },
    );
  });
});
