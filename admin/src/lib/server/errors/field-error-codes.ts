import type { ProblemCode, SchemaIssueCode } from '@hoist/core';

/** Faults that a request's schema decides: a request that fits `/api/openapi.json` is never refused for them. */
const bySchema = {
  required: 'The field is missing. Send it.',
  'invalid-type': 'The value has another type than the field. See the schema of the request.',
  'invalid-value': 'The value is not one of those that the field takes. Choose one that `message` lists.',
  'invalid-format': 'The text does not have the form of the field. Write it as `message` says.',
  'too-small':
    'The value is shorter, smaller or fewer than the least. Keep to the limit that `message` names.',
  'too-big': 'The value is longer, greater or more than the most. Keep to the limit that `message` names.',
  'unknown-field':
    'There is no field of this name here. Leave it out, or use the name that `message` suggests.',
  invalid: 'The value does not fit the field. Correct it as `message` says.',
} as const satisfies Record<
  Exclude<SchemaIssueCode, 'duplicate' | 'empty' | 'mismatch' | 'reserved' | 'wrong-value' | 'invisible'>,
  string
>;

/** Faults that depend on other fields or on what exists. */
const byMeaning = {
  archived: 'It names something archived. Restore that first, or choose another.',
  'comment-required': 'The environment is protected. Say in `comment` why the change is made.',
  'confirmation-required': 'Relays give up newer versions for this. Send the field as true to confirm that.',
  contradicted: 'Settings of environments contradict the new value. Change these settings first.',
  duplicate: 'Two entries that must differ are the same. Give each its own.',
  empty: 'Nothing was chosen. Choose at least one.',
  immutable: 'The field never changes once the thing exists. Create another thing instead.',
  invisible: 'The text has a character that nobody sees. Take out the one that `message` names.',
  'in-use': 'What the field no longer has is still used. Take it out there first.',
  'key-taken': 'The key is taken or was used before. Choose another.',
  mismatch: 'The field contradicts another field or the address. Send only one of them, or make them agree.',
  nested: 'A region group of your own cannot hold another one. List its regions instead.',
  'no-such-flag': 'No flag has this key. Choose one that exists.',
  'no-such-rollout': 'Name one of the rollouts that `message` lists.',
  'no-such-person': 'Nobody who has joined has this id. Choose somebody who has, or leave `person` null.',
  'no-such-word':
    'The search takes no such word with a colon. Use one that `message` lists, or put it in quotes.',
  'no-such-page': 'It is not the `next` of an earlier answer to the same list. Begin again without it.',
  past: 'The instant has passed. Choose a later one.',
  'read-only': 'The field is set by Hoist alone. Leave it out, or send it as it was read.',
  reserved: 'The key is reserved. Choose another.',
  'rollout-not-finished':
    'Only a rollout that has finished is made permanent or watched. Wait, or move it on.',
  taken: 'Somebody has it already. Choose another.',
  'too-many': 'There are as many as there may be. Use one of them.',
  'too-costly': 'The conditions ask more of relays than one flag or segment may. Use fewer or simpler ones.',
  'unused-attribute': 'The operator looks at no attribute. Leave the attribute out.',
  unstorable: 'The value has half a surrogate pair or a whole number beyond 2^53 - 1. Change it.',
  'wrong-password': 'It is not the password until now. Enter that one.',
  'wrong-value': "The value does not fit the flag's type, or is too large. Correct it as `message` says.",
} as const;

/** Faults that the engine finds in the ruleset that would be published. */
const byEngine = {
  'attribute-missing': 'The operator needs an attribute. Name one.',
  'flag-cycle': 'Prerequisites lead back to the flag itself. Remove one of them.',
  'flag-depth': 'The chain of prerequisites is too long. Shorten it.',
  'ids-incomplete': 'A long list lacks some of its IDs. Publish the segment again.',
  'flag-missing': 'A prerequisite names a flag that the environment does not have. Publish that flag first.',
  'bucket-group-broken': 'The bucket group has faults of its own. Correct it first.',
  'bucket-group-share': 'Shares of the bucket group overlap or leave the 100,000 buckets. Correct them.',
  'bucket-group-missing':
    'The setting names a bucket group that does not exist, or that gives the flag no share.',
  'need-missing': 'A live relay lacks a feature that this needs. Update that relay first.',
  'operand-invalid': 'The operand is not one that the operator takes. Correct it as `message` says.',
  'operator-missing': 'The operator is not installed. Install its plugin, or choose another.',
  'over-budget': 'The environment would have too many costly conditions. Take some out.',
  'params-invalid': 'The parameters are not those that the strategy takes. Correct them as `message` says.',
  'region-unknown': 'No country, part of one or region group has this name. Correct it.',
  'segment-broken': 'A segment has faults of its own. Correct it first.',
  'segment-cycle': 'Segments contain each other. Remove one of these conditions.',
  'segment-depth': 'The chain of segments is too long. Shorten it.',
  'segment-missing': 'It names a segment that does not exist or is archived. Choose another.',
  'strategy-missing': 'The strategy is not installed. Install its plugin, or choose another.',
  'variant-missing': 'It names a variant that the flag does not have. Choose another.',
} as const satisfies Record<ProblemCode, string>;

/** Every fault of a field, parameter or header by its stable code, with the next step. */
export const fieldErrorCodes = { ...bySchema, ...byMeaning, ...byEngine };

/** The code of a field's fault. */
export type FieldErrorCode = keyof typeof fieldErrorCodes;

/** True if a code means that a request does not fit its schema in `/api/openapi.json`. */
export function isSchemaError(code: FieldErrorCode): boolean {
  return Object.hasOwn(bySchema, code);
}
