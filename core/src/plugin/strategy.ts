import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Json } from '../json.ts';
import { toIssues } from './plugin-input.ts';
import type { Bound, NameOf } from './plugin-input.ts';
import type { StrategySubject } from './subject.ts';

/** How much of its people a strategy gives one variant: `share` in thousandths of a percent, 0 to 100,000. */
export interface Share {
  readonly variant: string;
  readonly share: number;
}

/** One example with its answer: shown in the docs, run by the property suite. */
export interface StrategyVector {
  readonly params: Json;
  readonly salt: string;
  readonly context: { readonly [attribute: string]: Json };
  /** Ms since epoch. */
  readonly now?: number;
  /** Null when it cannot be decided. */
  readonly variant: string | null;
}

/** What the author of a rollout strategy writes. */
export interface StrategyDefinition<Params> {
  /** Lower case with hyphens; those of third parties carry a prefix: `acme:rings`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The parameters. It may transform, so that work is done once, at compile. */
  readonly schema: z.ZodType<Params>;
  /** Whether it decides by bucket; what it serves then has the reason SPLIT. */
  readonly bucketed: boolean;
  /** The variants it can serve. */
  variants(params: Params): readonly string[];
  /** The variant for a subject. Pure, synchronous, total. Undefined when it cannot be decided without the missing unit. */
  assign(subject: StrategySubject, params: Params): string | undefined;
  /** The next instant, after `clock.now`, at which an answer may differ. Required of a strategy that reads the clock. */
  nextChange?(params: Params, clock: Clock): number | undefined;
  /** What share each variant gets; sentences and the property suite read it. */
  shares?(params: Params): readonly Share[];
  /** Words for the whole, where shares would not do: `25 %, growing to 100 % by Thursday`. */
  describe?(params: Params, nameOf: NameOf): string;
  readonly vectors: readonly StrategyVector[];
}

/** A strategy with its parameters parsed. */
export interface BoundStrategy {
  readonly variants: readonly string[];
  readonly shares: readonly Share[] | undefined;
  assign(subject: StrategySubject): string | undefined;
  nextChange(clock: Clock): number | undefined;
  describe(nameOf: NameOf): string | undefined;
}

/** A rollout strategy, ready to be listed in a registry. */
export interface Strategy {
  readonly kind: 'strategy';
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly bucketed: boolean;
  readonly vectors: readonly StrategyVector[];
  /** JSON Schema of the parameters as a person writes them. */
  readonly jsonSchema: Json;
  bind(params: Json): Bound<BoundStrategy>;
}

/** Makes a strategy from its definition. */
export function defineStrategy<Params>(definition: StrategyDefinition<Params>): Strategy {
  const { name, title, description, schema, bucketed, vectors } = definition;
  return Object.freeze<Strategy>({
    kind: 'strategy',
    name,
    title,
    description,
    bucketed,
    vectors,
    get jsonSchema() {
      return z.toJSONSchema(schema, { io: 'input' }) as Json;
    },
    bind(raw) {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return { ok: false, issues: toIssues(parsed.error) };
      return { ok: true, bound: new StrategyBinding(definition, parsed.data) };
    },
  });
}

class StrategyBinding<Params> implements BoundStrategy {
  readonly variants: readonly string[];
  readonly #definition: StrategyDefinition<Params>;
  readonly #params: Params;

  constructor(definition: StrategyDefinition<Params>, params: Params) {
    this.variants = definition.variants(params);
    this.#definition = definition;
    this.#params = params;
  }

  get shares(): readonly Share[] | undefined {
    return this.#definition.shares?.(this.#params);
  }

  assign(subject: StrategySubject): string | undefined {
    return this.#definition.assign(subject, this.#params);
  }

  nextChange(clock: Clock): number | undefined {
    return this.#definition.nextChange?.(this.#params, clock);
  }

  describe(nameOf: NameOf): string | undefined {
    return this.#definition.describe?.(this.#params, nameOf);
  }
}
