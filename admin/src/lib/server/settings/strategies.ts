import { toStrategyForm } from '#lib/forms/setting/other-strategy.ts';
import type { StrategyForm } from '#lib/forms/setting/other-strategy.ts';
import { strategiesOfModes } from '#lib/forms/setting/serve-draft.ts';
import type { AdminContext } from '../context.ts';

/** Every other strategy that is installed here and can be a form, by title. */
export function listStrategyForms(hoist: AdminContext): StrategyForm[] {
  return [...hoist.registry.strategies.values()]
    .filter(({ name }) => !strategiesOfModes.has(name))
    .flatMap((strategy) => toStrategyForm(strategy) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title));
}
