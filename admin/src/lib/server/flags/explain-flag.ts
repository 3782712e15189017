import { explain } from '@hoist/core';
import { describeExplanation } from '@hoist/core/words';
import type { Context } from '@hoist/core';
import type { StepWords } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { compilePublished } from '../publishing/compiled.ts';
import { readPlace } from '../settings/read-place.ts';
import { wordingOf } from '../settings/wording-of.ts';

/** How an environment decides about somebody by what it serves now: each step in words. Throws UseCaseError 404. */
export function explainFlag(
  hoist: AdminContext,
  {
    flag,
    environment,
    context,
  }: { readonly flag: string; readonly environment: string; readonly context: Context },
): StepWords[] {
  const { definition, definitions, published } = readPlace(hoist, { flag, environment });
  const compiled = compilePublished(published.ruleset, hoist.registry);
  const now = hoist.now();
  const explanation = explain(compiled, flag, context, { now, rolloutNow: now });
  return describeExplanation(explanation, wordingOf(hoist, definition, definitions));
}
