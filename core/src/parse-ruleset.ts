import { isJsonObject } from './json.ts';
import { readInput } from './plugin/plugin-input.ts';
import type { InputIssue } from './plugin/plugin-input.ts';
import { rulesetFormat, rulesetSchema } from './ruleset.ts';
import type { Ruleset } from './ruleset.ts';

/** A ruleset that cannot be read. It is refused whole: keep the one before. */
export class RulesetError extends Error {
  override readonly name = 'RulesetError';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    const [first] = issues;
    super(
      `The ruleset cannot be read: ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'no reason given'}`,
    );
    this.issues = issues;
  }
}

/** Checks a ruleset that came from outside. Unknown fields are ignored; throws RulesetError for anything else. */
export function parseRuleset(json: unknown): Ruleset {
  if (!isJsonObject(json)) throw new RulesetError([{ path: '', message: 'It is not a JSON object.' }]);
  if (json.format !== rulesetFormat) {
    const { format } = json;
    const named = ['string', 'number'].includes(typeof format) ? ` ${JSON.stringify(format)}` : ' this one';
    const message = `This build reads format ${rulesetFormat}, not${named}. Update it, or its source.`;
    throw new RulesetError([{ path: 'format', message }]);
  }
  const parsed = readInput(rulesetSchema, json);
  if (!parsed.success) throw new RulesetError(parsed.issues);
  return parsed.data;
}
