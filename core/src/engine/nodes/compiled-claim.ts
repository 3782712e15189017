import type { Resolution } from '../evaluate/resolution.ts';
import type { CompiledGroup } from './compiled-group.ts';
import { missingUnit } from './compiled-serve.ts';
import { RunStrategySubject } from '../evaluate/evaluation-subject.ts';
import type { SettingScope } from '../compile/scope.ts';

/** Whether a subject is in a flag's part of a group; `unknown` without the unit that parts are drawn by. */
export type ClaimOutcome = 'inside' | 'outside' | 'unknown';

/** The purpose of the draw that cuts a group into parts, apart from the one that cuts each part's percentages. */
const purpose = 'group';

/** A flag's part of a group that others have no share in. */
export class CompiledClaim {
  readonly group: string;
  readonly #subject: RunStrategySubject;
  readonly #ranges: readonly { readonly from: number; readonly to: number }[];
  readonly #by: string | undefined;
  readonly #withheld: Resolution;
  readonly #undecided: Resolution;

  constructor(
    { source }: CompiledGroup,
    ranges: readonly { readonly from: number; readonly to: number }[],
    off: string | null,
    { run, outcomes }: SettingScope,
  ) {
    this.group = source.key;
    this.#subject = new RunStrategySubject(run, source.salt);
    this.#ranges = ranges;
    this.#by = source.by;
    this.#withheld = outcomes.served(off ?? undefined, 'SPLIT');
    this.#undecided = missingUnit(outcomes, source.by);
  }

  /** Where the subject of the evaluation under way is. */
  check(): ClaimOutcome {
    const bucket = this.#subject.bucket(purpose, this.#by);
    if (bucket === undefined) return 'unknown';
    for (let index = 0; index < this.#ranges.length; index++) {
      const range = this.#ranges[index];
      if (range !== undefined && bucket >= range.from && bucket < range.to) return 'inside';
    }
    return 'outside';
  }

  /** What those outside get; undefined for those inside. */
  decide(): Resolution | undefined {
    const outcome = this.check();
    if (outcome === 'inside') return undefined;
    return outcome === 'outside' ? this.#withheld : this.#undecided;
  }
}

/** The part that a group gives a flag; undefined for a group without parts. Reports a flag that was given none. */
export function compileClaim(
  group: CompiledGroup,
  off: string | null,
  scope: SettingScope,
): CompiledClaim | undefined {
  const { key, ranges } = group.source;
  if (ranges === undefined) return undefined;
  const own = ranges.filter(({ flag }) => flag === scope.outcomes.key);
  if (own.length === 0) {
    const message = `Group '${key}' gives '${scope.outcomes.key}' no part. Give it one, or take the flag out of the group.`;
    scope.report({ code: 'group-claim', path: 'setting.group', message });
  }
  return new CompiledClaim(group, own, off, scope);
}
