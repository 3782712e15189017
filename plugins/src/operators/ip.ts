import { defineOperator, joinWords, limits } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';
import { IpRanges, networkSchema } from '../values/ip-ranges.ts';
import { tooMany } from '../values/too-many.ts';

const mostNamed = 8;

/** Whether a text is an IP address in one of these networks. */
export const ip: Operator = defineOperator({
  name: 'ip',
  title: 'is in network',
  negatedTitle: 'is not in network',
  description:
    'An IPv4 or IPv6 address that is one of these or in one of these networks (10.0.0.0/8). IPv4 inside IPv6 (::ffff:10.0.0.1) counts as IPv4. A text that is no address never matches.',
  group: 'Network',
  accepts: ['string'],
  schema: z
    .array(networkSchema)
    .min(1, 'Enter at least one network.')
    .max(limits.operandValues, tooMany('networks'))
    .meta({ title: 'Networks' })
    .transform((networks) => ({ networks, ranges: new IpRanges(networks) })),
  matches: (actual, { ranges }) => ranges.includes(actual),
  describe: ({ networks }, { negate }) => `${negate ? 'is not' : 'is'} in ${listWords(networks)}`,
  vectors: [
    { actual: '10.1.2.3', operand: ['10.0.0.0/8'], matches: true },
    { actual: '11.1.2.3', operand: ['10.0.0.0/8', '192.168.0.0/16'], matches: false },
    { actual: '203.0.113.7', operand: ['203.0.113.7'], matches: true },
    { actual: '::ffff:10.1.2.3', operand: ['10.0.0.0/8'], matches: true },
    { actual: '2001:DB8::7', operand: ['2001:db8::/32'], matches: true },
    { actual: '2001:db9::7', operand: ['2001:db8::/32'], matches: false },
    { actual: '::1', operand: ['0.0.0.0/0'], matches: false },
    { actual: '010.1.2.3', operand: ['10.0.0.0/8'], matches: false },
    { actual: 'localhost', operand: ['127.0.0.0/8'], matches: false },
  ],
});

function listWords(networks: readonly string[]): string {
  return networks.length > mostNamed ? `one of ${networks.length} networks` : joinWords(networks, 'or');
}
