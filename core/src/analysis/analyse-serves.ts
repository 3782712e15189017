import type { Setting } from '../model/setting.ts';
import type { Knowledge } from './analyse-conditions.ts';
import type { Find } from './finding.ts';

/** Looks for steps of growing rollouts that nobody ever sees. */
export function analyseServes(setting: Setting, find: Find, { registry, now }: Knowledge): void {
  const serves = setting.rules.map(({ serve, enabled }, index) => ({
    serve,
    enabled,
    path: `setting.rules.${index}.serve`,
  }));
  serves.push({ serve: setting.everyoneElse, enabled: true, path: 'setting.everyoneElse' });
  for (const { serve, enabled, path } of serves) {
    const result = enabled ? registry.strategies.get(serve.strategy)?.bind(serve.params) : undefined;
    const steps = result?.ok ? (result.bound.progress(now)?.steps ?? []) : [];
    const full = steps.findIndex(({ share }) => share === 100_000);
    steps.forEach(({ at }, index) => {
      const next = steps[index + 1]?.at;
      const where = { code: 'step-unreachable', path: `${path}.params` } as const;
      if (full >= 0 && index > full) {
        const message = `Step ${index + 1} changes nothing: everybody has it since step ${full + 1}. Take it out.`;
        find({ ...where, message });
      } else if (at !== undefined && next !== undefined && next <= at) {
        const message = `Nobody sees step ${index + 1}: the next one begins at the same time. Hold it for longer, or take it out.`;
        find({ ...where, message });
      }
    });
  }
}
