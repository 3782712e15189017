import { toStrategyForm } from '#lib/forms/setting/other-strategy.ts';
import type { StrategyForm } from '#lib/forms/setting/other-strategy.ts';
import type { AdminContext } from '../context.ts';

/** Those that "Who gets it" has controls of its own for. */
const withControls: ReadonlySet<string> = new Set(['fixed', 'off', 'split', 'progressive']);

/** Every other strategy that is installed here and can be a form, by title. */
export function listStrategyForms(hoist: AdminContext): StrategyForm[] {
  return [...hoist.registry.strategies.values()]
    .filter(({ name }) => !withControls.has(name))
    .flatMap((strategy) => toStrategyForm(strategy) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title));
}
