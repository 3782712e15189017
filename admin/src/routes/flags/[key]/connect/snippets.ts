export interface SnippetInput {
  readonly relayUrl: string;
  /** The key's text, or a placeholder for it. */
  readonly key: string;
  readonly flag: string;
  readonly type: 'boolean' | 'string' | 'integer' | 'float' | 'object';
}

export interface Snippet {
  readonly title: string;
  readonly text: string;
}

const getters = {
  boolean: ['getBooleanValue', 'false'],
  string: ['getStringValue', "''"],
  integer: ['getNumberValue', '0'],
  float: ['getNumberValue', '0'],
  object: ['getObjectValue', '{}'],
} as const;

/** How an app asks for a flag: curl first, then OpenFeature's own OFREP clients, unmodified. */
export function toSnippets(input: SnippetInput): readonly Snippet[] {
  return [
    { title: 'curl', text: toCurl(input) },
    { title: 'Node', text: toNode(input) },
    { title: 'Browser', text: toBrowser(input) },
  ];
}

function toCurl({ relayUrl, key, flag }: SnippetInput): string {
  return [
    `curl ${relayUrl}/ofrep/v1/evaluate/flags/${flag} \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"context": {"targetingKey": "u-1"}}'`,
  ].join('\n');
}

function toNode({ relayUrl, key, flag, type }: SnippetInput): string {
  const [getter, fallback] = getters[type];
  return [
    `// npm install @openfeature/server-sdk @openfeature/ofrep-provider`,
    `import { OFREPProvider } from '@openfeature/ofrep-provider';`,
    `import { OpenFeature } from '@openfeature/server-sdk';`,
    ``,
    `await OpenFeature.setProviderAndWait(new OFREPProvider({`,
    `  baseUrl: '${relayUrl}',`,
    `  headers: [['Authorization', 'Bearer ${key}']],`,
    `}));`,
    `const client = OpenFeature.getClient();`,
    `const value = await client.${getter}('${flag}', ${fallback}, { targetingKey: 'u-1' });`,
  ].join('\n');
}

function toBrowser({ relayUrl, flag, type }: SnippetInput): string {
  const [getter, fallback] = getters[type];
  return [
    `// npm install @openfeature/web-sdk @openfeature/ofrep-web-provider`,
    `// Use a client key here: everybody can read it.`,
    `import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';`,
    `import { OpenFeature } from '@openfeature/web-sdk';`,
    ``,
    `await OpenFeature.setContext({ targetingKey: 'u-1' });`,
    `await OpenFeature.setProviderAndWait(new OFREPWebProvider({`,
    `  baseUrl: '${relayUrl}',`,
    `  headers: [['Authorization', 'Bearer YOUR_CLIENT_KEY']],`,
    `}));`,
    `const value = OpenFeature.getClient().${getter}('${flag}', ${fallback});`,
  ].join('\n');
}
