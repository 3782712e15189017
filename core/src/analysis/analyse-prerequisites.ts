import type { Registry } from '../plugin/registry.ts';
import type { RulesetFlag } from '../ruleset.ts';
import type { Serve } from '../setting.ts';
import type { Find } from './finding.ts';

/** Looks for prerequisites whose flag can serve none of the versions that are asked for. */
export function analysePrerequisites(
  flag: RulesetFlag,
  find: Find,
  { flags, registry }: { readonly flags: ReadonlyMap<string, RulesetFlag>; readonly registry: Registry },
): void {
  flag.setting?.prerequisites.forEach(({ flag: key, variants }, index) => {
    const other = flags.get(key);
    const served = other && servedBy(other, registry);
    if (!served || variants.some((variant) => served.has(variant))) return;
    const ever = served.size === 0 ? 'no version at all' : `only ${[...served].join(', ')}`;
    find({
      code: 'prerequisite-never-met',
      path: `setting.prerequisites.${index}`,
      message: `'${key}' serves ${ever} here, so this flag is off for everybody. Change '${key}', or ask for another version.`,
    });
  });
}

/** Every version that a flag can serve as it is set; undefined where that is not known. */
function servedBy({ setting }: RulesetFlag, registry: Registry): Set<string> | undefined {
  if (!setting) return new Set();
  const off = setting.off === null ? [] : [setting.off];
  if (!setting.enabled) return new Set(off);
  const served = new Set<string>();
  const gated =
    setting.prerequisites.length + setting.never.length > 0 ||
    setting.availability.mode !== 'everywhere' ||
    setting.group !== undefined;
  if (gated) for (const variant of off) served.add(variant);
  for (const serve of [
    ...setting.rules.filter(({ enabled }) => enabled).map((rule) => rule.serve),
    setting.everyoneElse,
  ]) {
    const variants = variantsOf(serve, registry);
    if (!variants) return undefined;
    for (const variant of variants) served.add(variant);
  }
  return served;
}

function variantsOf(serve: Serve, registry: Registry): readonly string[] | undefined {
  const result = registry.strategies.get(serve.strategy)?.bind(serve.params);
  return result?.ok ? result.bound.variants : undefined;
}
