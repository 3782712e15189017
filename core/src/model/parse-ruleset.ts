import { z } from 'zod';
import { isJsonObject } from './json.ts';
import { readInput } from './input/read-input.ts';
import type { InputIssue } from './input/read-input.ts';
import { rulesetFormat, rulesetSchema } from './ruleset.ts';
import type { Ruleset, RulesetFlag, RulesetBucketGroup, RulesetIdChunk, RulesetSegment } from './ruleset.ts';
import { finish, finishInSlices } from '../time/steps.ts';
import type { YieldToEventLoop, Steps } from '../time/steps.ts';

type RulesetIssue = Pick<InputIssue, 'path' | 'message'>;

/** A ruleset that cannot be read. It is refused whole: keep the one before. */
export class RulesetError extends Error {
  override readonly name = 'RulesetError';
  readonly issues: readonly RulesetIssue[];

  constructor(issues: readonly RulesetIssue[]) {
    const [first] = issues;
    super(
      `The ruleset cannot be read: ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'no reason given'}`,
    );
    this.issues = issues;
  }
}

/** Checks a ruleset that came from outside. Unknown fields are ignored; throws RulesetError for anything else. */
export function parseRuleset(json: unknown): Ruleset {
  return finish(parseSteps(json));
}

/** Checks the same in slices, so that a host with thousands of flags goes on answering meanwhile. */
export function parseRulesetInSlices(json: unknown, yieldToEventLoop: YieldToEventLoop): Promise<Ruleset> {
  return finishInSlices(parseSteps(json), yieldToEventLoop);
}

const { shape } = rulesetSchema;
const list = z.array(z.unknown());
/** The ruleset without the items of its lists, which are parsed one by one. */
const envelopeSchema = rulesetSchema.extend({
  flags: list,
  segments: list,
  bucketGroups: list.optional(),
  idChunks: list.optional(),
});

function* parseSteps(json: unknown): Steps<Ruleset> {
  if (!isJsonObject(json)) throw new RulesetError([{ path: '', message: 'It is not a JSON object.' }]);
  if (json.format !== rulesetFormat) {
    const { format } = json;
    const named = ['string', 'number'].includes(typeof format) ? ` ${JSON.stringify(format)}` : ' this one';
    const message = `This build reads format ${rulesetFormat}, not${named}. Update it, or its source.`;
    throw new RulesetError([{ path: 'format', message }]);
  }
  const envelope = readInput(envelopeSchema, json);
  if (!envelope.success) throw new RulesetError(envelope.issues);
  const { flags, segments, bucketGroups, idChunks, ...single } = envelope.data;
  const issues: RulesetIssue[] = [];
  const ruleset: Ruleset = {
    ...single,
    flags: yield* readList('flags', flags, issues),
    segments: yield* readList('segments', segments, issues),
    ...(bucketGroups && { bucketGroups: yield* readList('bucketGroups', bucketGroups, issues) }),
    ...(idChunks && { idChunks: yield* readList('idChunks', idChunks, issues) }),
  };
  if (issues.length > 0) throw new RulesetError(issues);
  return ruleset;
}

interface Lists {
  readonly flags: RulesetFlag;
  readonly segments: RulesetSegment;
  readonly bucketGroups: RulesetBucketGroup;
  readonly idChunks: RulesetIdChunk;
}

const itemSchemas: { readonly [Name in keyof Lists]: z.ZodType<Lists[Name]> } = {
  flags: shape.flags.element,
  segments: shape.segments.element,
  bucketGroups: shape.bucketGroups.unwrap().element,
  idChunks: shape.idChunks.unwrap().element,
};

function* readList<Name extends keyof Lists>(
  name: Name,
  items: readonly unknown[],
  issues: RulesetIssue[],
): Steps<Lists[Name][]> {
  const schema: z.ZodType<Lists[Name]> = itemSchemas[name];
  const read: Lists[Name][] = [];
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const place = `${name}.${index}`;
    const one = readInput(schema, item);
    if (!one.success)
      issues.push(
        ...one.issues.map(({ path, message }) => ({ path: path ? `${place}.${path}` : place, message })),
      );
    else if (seen.has(one.data.key))
      issues.push({ path: `${place}.key`, message: `Two ${name} have the key '${one.data.key}'.` });
    else {
      seen.add(one.data.key);
      read.push(one.data);
    }
    yield;
  }
  return read;
}
