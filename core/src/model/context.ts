/**
 * What an app says about one request: attributes by name, `targetingKey` among them. Only own properties are ever read,
 * nothing is written, and no value in it can make an evaluation throw.
 */
export type Context = Readonly<Record<string, unknown>>;

/** The attribute that holds the targeting key. */
export const targetingKeyAttribute = 'targetingKey';
