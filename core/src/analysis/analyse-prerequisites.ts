import type { Registry } from '../plugin/registry.ts';
import type { RulesetFlag } from '../model/ruleset.ts';
import type { Serve } from '../model/setting.ts';
import type { ServedVariant } from '../plugin/strategy.ts';
import type { Find } from './finding.ts';

/** Looks for prerequisites whose flag can serve none of the versions that are asked for, alone or together. */
export function analysePrerequisites(
  flag: RulesetFlag,
  find: Find,
  { flags, registry }: { readonly flags: ReadonlyMap<string, RulesetFlag>; readonly registry: Registry },
): void {
  const earlier = new Map<string, { readonly path: string; readonly left: readonly string[] }>();
  flag.setting?.prerequisites.forEach(({ flag: key, variants }, index) => {
    const path = `setting.prerequisites.${index}`;
    const other = flags.get(key);
    const served = other && servedBy(other, registry);
    const possible = served ? variants.filter((variant) => served.has(variant)) : variants;
    if (served && possible.length === 0) {
      const ever = served.size === 0 ? 'no version at all' : `only ${[...served].join(', ')}`;
      const message = `'${key}' serves ${ever} here, so this flag is off for everybody. Change '${key}', or ask for another version.`;
      find({ code: 'prerequisite-never-met', path, message });
      return;
    }
    const before = earlier.get(key);
    const left = before ? possible.filter((variant) => before.left.includes(variant)) : possible;
    if (before && left.length === 0) {
      const message = `'${key}' serves one version at a time, never what this and the one above ask for, so this flag is off for everybody. Change one of them.`;
      find({ code: 'prerequisite-never-met', path, by: before.path, message });
      return;
    }
    earlier.set(key, { path, left });
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
    setting.bucketGroup !== undefined;
  if (gated) for (const variant of off) served.add(variant);
  for (const serve of [
    ...setting.rules.filter(({ enabled }) => enabled).map((rule) => rule.serve),
    setting.everyoneElse,
  ]) {
    const variants = variantsOf(serve, registry);
    if (!variants) return undefined;
    for (const variant of variants.map((each) => each ?? setting.off)) {
      if (variant !== null) served.add(variant);
    }
  }
  return served;
}

function variantsOf(serve: Serve, registry: Registry): readonly ServedVariant[] | undefined {
  const result = registry.strategies.get(serve.strategy)?.bind(serve.params);
  return result?.ok ? result.bound.variants : undefined;
}
