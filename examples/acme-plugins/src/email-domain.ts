import { defineOperator } from '@hoist/core';
import { z } from 'zod';

/** Whether an e-mail address is at a domain, in any case. */
export const emailDomain = defineOperator({
  name: 'acme:email-domain',
  title: 'is an address at',
  negatedTitle: 'is no address at',
  description: 'What stands behind the @ of an e-mail address, in any case. A subdomain is another domain.',
  group: 'Acme',
  accepts: ['string'],
  schema: z.string().min(1, 'Enter a domain, like harbour.example.').meta({ title: 'Domain' }),
  matches: (address, domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`),
  vectors: [
    { actual: 'Mira@Harbour.example', operand: 'harbour.example', matches: true },
    { actual: 'mira@mail.harbour.example', operand: 'harbour.example', matches: false },
    { actual: 42, operand: 'harbour.example', matches: false },
  ],
});
