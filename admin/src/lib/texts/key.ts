/** The words of the page of an environment's keys. */
export const keyTexts = {
  text: 'Apps send a key with every request: it says which environment they read.',
  nothing: (environment: string) => `No app can read ${environment} yet: it has no key.`,
  create: {
    name: 'Name',
    nameHint: 'Which app has it, like checkout-api',
    scope: 'Read by',
    scopes: { server: 'Server', client: 'Client' },
    scopeHint: 'A server key reads all flags. A client key is public: only flags that browsers may read.',
    days: 'Works for',
    lives: { 0: 'No end', 30: '30 days', 90: '90 days', 365: 'A year' },
    submit: (environment: string) => `Create key for ${environment}`,
    forbidden: (environment: string) =>
      `Your role may not make keys for ${environment}. Ask somebody who may change what it serves.`,
  },
  made: {
    title: 'Here is the key. It is shown this once.',
    copy: 'Copy the key',
    keep: 'Keep it where your app keeps its secrets. Lost? Make another and revoke this one.',
  },
  row: {
    made: 'Made',
    revokedAt: 'revoked',
    expiredAt: 'expired',
    expiresAt: 'expires',
    unused: 'not used in the last 30 days',
    usedToday: 'used today',
    lastUsed: (day: string) => `last used ${day}`,
    revoked: 'Revoked',
    expired: 'Expired',
    replaced: 'Replaced',
  },
  rotate: {
    title: 'Rotate',
    overlap: 'The old key still works for',
    overlaps: { 24: 'a day', 168: '7 days', 720: '30 days' },
    submit: (name: string) => `Make a new key for “${name}”`,
  },
  revoke: {
    title: 'Revoke',
    text: 'Apps that use it get no answer from then on.',
    givesUp:
      'Relays give up the newer keys named above, and apps that use this one get no answer from then on.',
    submit: (name: string, environment: string) => `Revoke “${name}” in ${environment}`,
  },
} as const;
