/** Limits that schemas enforce and error messages name. A character is a code point; bytes are those of UTF-8. */
export const limits = {
  key: 128,
  name: 200,
  description: 2_000,
  comment: 2_000,
  /** The words of one change in a log. */
  said: 1_000,
  tags: 50,
  variants: 100,
  variantBytes: 32_768,
  schemaLength: 16_384,
  schemaDepth: 32,
  rules: 200,
  conditionGroups: 100,
  bucketGroupShares: 1_000,
  conditions: 50,
  /** Of a setting, or of a segment without its lists of IDs, as JSON. */
  settingBytes: 524_288,
  /** Conditions whose operand hosts keep ready, like a pattern: in a setting or a segment, and in all of an environment. */
  costlyConditions: 100,
  costlyConditionsPerEnvironment: 2_000,
  /** Conditions of a draft with its segments that are looked through for warnings: each is compared with others. */
  analysedConditions: 400,
  /** Values in the operand of one condition, like countries or networks. */
  operandValues: 10_000,
  /** IDs in a list of a segment itself, and in each chunk of a long list. */
  listedKeys: 512,
  longListIds: 100_000,
  targetingKey: 1_024,
  attributePath: 256,
  prerequisiteDepth: 32,
  segmentDepth: 32,
  regions: 300,
  regionGroups: 200,
  entriesPerVersion: 50_000,
  environments: 20,
  environmentKey: 32,
  countLabel: 128,
  countMinute: 100_000_000,
  countPages: 9_999,
  countPagesPerReport: 100,
  countRows: 2_000,
  /** Evaluations of one outcome in one minute. */
  countOfRow: 1_000_000_000,
} as const;
