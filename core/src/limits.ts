/** Limits that schemas enforce and error messages name. */
export const limits = {
  key: 128,
  name: 200,
  description: 2_000,
  comment: 2_000,
  tags: 50,
  variants: 100,
  variantBytes: 32_768,
  rules: 200,
  groups: 100,
  conditions: 50,
  listedKeys: 512,
  targetingKey: 1_024,
  attributePath: 256,
  prerequisiteDepth: 32,
  entriesPerVersion: 50_000,
  environments: 20,
} as const;
