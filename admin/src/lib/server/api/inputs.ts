import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { definitionKinds } from '../definitions/definition-kind.ts';
import { parseInput } from '../definitions/parse.ts';
import { invalidField, UseCaseError } from '../definitions/use-case-error.ts';
import { flagFilters, flagSorts } from '../flags/flag-list.ts';
import { rolloutActions } from '../settings/rollouts.ts';
import type { ReviewedEntry } from '../publishing/publish-pending.ts';

export const reviewedEntrySchema = z.object({
  kind: z.enum(definitionKinds),
  key: z.string(),
  published: z.int().min(0),
  latest: z.int().min(1),
});

/** Which page of a list, and how much is on it. */
const paged = {
  search: z.string().max(200).default(''),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200, 'A page has at most 200 entries.').default(50),
};

export const pageSchema = z.object({
  ...paged,
  is: z.enum(flagFilters).optional(),
  sort: z.enum(flagSorts).default('name'),
});

const segmentQuerySchema = z.object({
  ...paged,
  is: z.enum(['archived'], 'Say is=archived, or leave it out.').optional(),
});

/** Parses the query of an address; throws UseCaseError 422 with an error for every parameter that is wrong. */
function parseQuery<Output>(schema: z.ZodType<Output>, url: URL): Output {
  const toPlace = (steps: readonly PropertyKey[]) => ({ parameter: steps.map(String).join('.') });
  return parseInput(schema, Object.fromEntries(url.searchParams), toPlace);
}

/** Runs a use case whose fields came as query parameters, so that its errors name these. */
export async function withParameters(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof UseCaseError)) throw error;
    const { code, detail, title, errors } = error;
    const named = errors.map((one) =>
      'pointer' in one ? { parameter: one.pointer.slice(1), code: one.code, message: one.message } : one,
    );
    throw new UseCaseError(code, detail, { title, errors: named });
  }
}

/** Which segments are asked for; throws UseCaseError 422. */
export function readSegmentQuery(url: URL): z.infer<typeof segmentQuerySchema> {
  return parseQuery(segmentQuerySchema, url);
}

const afterSchema = z.object({ after: z.coerce.number().int().min(0).default(0) });

export function readPage(url: URL): z.infer<typeof pageSchema> {
  return parseQuery(pageSchema, url);
}

/** The environment that a question is about; throws UseCaseError 422 where it names none. */
export function readEnvironment(url: URL): string {
  const schema = z.object({ environment: z.string('Name an environment: ?environment=dev.') });
  return parseQuery(schema, url).environment;
}

/** Which key to revoke, and whether it is confirmed that relays give up newer keyrings for that. */
export function readRevocation(url: URL): { readonly environment: string; readonly raiseEpoch: boolean } {
  const schema = z.object({
    environment: z.string('Name an environment: ?environment=dev.'),
    raiseEpoch: z.enum(['true', 'false'], 'Say true or false.').default('false'),
  });
  const { environment, raiseEpoch } = parseQuery(schema, url);
  return { environment, raiseEpoch: raiseEpoch === 'true' };
}

export function readAfter(url: URL): number {
  return parseQuery(afterSchema, url).after;
}

export function readComment(input: JsonObject): string {
  return parseInput(z.object({ comment }), input).comment;
}

const truth = z.boolean('Say true or false.');
const comment = z.string().default('');

/** What a setting is read with beside itself; sent back with it, that changes nothing. */
const readBeside = {
  sentence: z.unknown().optional(),
  rollout: z.unknown().optional(),
  pending: z.unknown().optional(),
  etag: z.unknown().optional(),
};

const savedSettingSchema = z.object({
  ...readBeside,
  flag: z.string().optional(),
  environment: z.string().optional(),
  setting: z.unknown().optional(),
  comment,
  raiseEpoch: truth.default(false),
});

/** A setting to be saved, as it was read or without what was read beside it; throws UseCaseError 422. */
export function readSavedSetting(
  input: JsonObject,
  place: { readonly flag: string; readonly environment: string },
): { readonly setting: unknown; readonly comment: string; readonly raiseEpoch: boolean } {
  const { flag, environment, setting, comment: said, raiseEpoch } = parseInput(savedSettingSchema, input);
  const elsewhere = 'It is of another place than the address: leave it out, or send it there.';
  if (flag !== undefined && flag !== place.flag) throw invalidField(['flag'], 'mismatch', elsewhere);
  if (environment !== undefined && environment !== place.environment)
    throw invalidField(['environment'], 'mismatch', elsewhere);
  return { setting, comment: said, raiseEpoch };
}

const wrongPatch = 'Say either "enabled": true or false, or "rollout" and what it shall do.';

const settingPatchSchema = z
  .object({
    comment,
    enabled: truth.optional(),
    restart: truth.default(false),
    raiseEpoch: truth.default(false),
    rollout: z.enum(rolloutActions, `Say one of ${rolloutActions.join(', ')}.`).optional(),
  })
  .refine(({ enabled, rollout }) => (enabled === undefined) !== (rollout === undefined), {
    message: wrongPatch,
    path: ['enabled'],
  })
  .transform(({ enabled = false, ...rest }) => ({ enabled, ...rest }));

/** The switch, or a control of the rollout; throws UseCaseError 422 for both or none. */
export function readSettingPatch(input: JsonObject): z.output<typeof settingPatchSchema> {
  return parseInput(settingPatchSchema, input);
}

const reviewSchema = z.object({ entries: z.array(reviewedEntrySchema).max(10_000), comment });

/** What somebody has reviewed, and why it is published; throws UseCaseError 422. */
export function readReview(input: JsonObject): {
  readonly entries: ReviewedEntry[];
  readonly comment: string;
} {
  return parseInput(reviewSchema, input);
}
