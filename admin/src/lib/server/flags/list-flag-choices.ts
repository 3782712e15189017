import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** A flag that another one can need first. */
interface FlagChoice {
  readonly key: string;
  readonly name: string;
  readonly variants: readonly string[];
}

/** A page stays small; what is beyond is set through the API. */
const mostChoices = 300;

/** Flags that this one can need first, by name. */
export function listFlagChoices(context: AdminContext, flag: string): FlagChoice[] {
  const { flags } = readDefinitions(context.definitions);
  const choices: FlagChoice[] = [];
  for (const { key, name, variants, archivedAt } of flags.values()) {
    if (key === flag || archivedAt !== null) continue;
    choices.push({ key, name, variants: variants.map((variant) => variant.key) });
    if (choices.length === mostChoices) break;
  }
  return choices.sort((a, b) => a.name.localeCompare(b.name));
}
