import { z } from 'zod';
import { defineOperation, listOf, named } from './operation.ts';
import { pageShape } from './page.ts';

const pluginExample = z.object({
  given: z.array(z.tuple([z.string(), z.string()])).meta({ description: 'Names and values in JSON.' }),
  result: z.string(),
});

export const listRelaysOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/relays',
  id: 'listRelays',
  summary: 'The relays that reported within the last 30 seconds, what each serves, and what it lacks.',
  query: z.object(pageShape),
  response: listOf(
    named(
      'Relay',
      z.object({
        id: z.string(),
        seenAt: z.iso.datetime(),
        environments: z.array(
          z.object({
            environment: z.string(),
            version: z.int().nullable(),
            behind: z.int().optional().meta({ description: 'Left out where it serves another epoch.' }),
          }),
        ),
        notServed: z.array(z.string()),
        lacks: z.array(z.string()),
      }),
    ),
  ),
});

export const listPluginsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/plugins',
  id: 'listPlugins',
  summary:
    'The installed targeting operators and rollout strategies, with the schema and the examples of each.',
  query: z.object(pageShape),
  response: listOf(
    named(
      'Plugin',
      z.object({
        kind: z.enum(['operator', 'strategy']),
        name: z.string(),
        title: z.string(),
        description: z.string(),
        isStandard: z.boolean(),
        group: z.string(),
        schema: z.record(z.string(), z.unknown()).nullable(),
        examples: z.array(pluginExample),
      }),
    ),
  ),
});

export const relayOperations = [listRelaysOperation, listPluginsOperation];
