import type { z } from 'zod';
import type { Json } from '../model/json.ts';
import type { Serve } from '../model/setting.ts';
import { readInput } from '../model/input/read-input.ts';
import { bindOrReport, guarded, readInstant, readWords, toJsonSchema } from './plugin-input.ts';
import type { Moment } from './moment.ts';
import type { Bound, NameOf, ErrorPolicy } from './plugin-input.ts';
import { strictly } from '../model/input/strict-schema.ts';
import type { StrategySubject } from './subject.ts';

/** A variant by its key, or null for what the setting serves when off. */
export type ServedVariant = string | null;

/** How much of its people a strategy gives one variant: `share` in thousandths of a percent, 0 to 100,000. */
export interface Share {
  readonly variant: ServedVariant;
  readonly share: number;
}

/** One example with its answer: shown in the docs, run by the property suite. */
export interface StrategyVector {
  readonly params: Json;
  readonly salt: string;
  readonly context: { readonly [attribute: string]: Json };
  /** The segments that the subject is in. */
  readonly segments?: readonly string[];
  /** Ms since epoch. */
  readonly now?: number;
  /** What `assign` gives; left out when it cannot be decided. */
  readonly variant?: ServedVariant;
}

/** Where a rollout that grows stands at an instant. Shares are thousandths of a percent, times ms since epoch. */
export interface RolloutProgress {
  /** Who grows. */
  readonly variant: string;
  /** `waiting`: its first step is yet to begin. */
  readonly state: 'waiting' | 'running' | 'paused' | 'stopped' | 'finished';
  readonly share: number;
  /** `at`: when it was or will be reached; undefined where nobody can say, as while it is paused. */
  readonly steps: readonly { readonly share: number; readonly at: number | undefined }[];
  /** The number of the step that is reached, and the part of its hold that has passed: 1.5; -1 before the first. */
  readonly position: number;
}

/** What a strategy is scheduled from: the publish that is under way, and what was published before it. */
export interface ScheduleMoment<Params> {
  /** When it is published, ms since epoch. */
  readonly now: number;
  /** Whether the flag will be on, and the rule too. */
  readonly enabled: boolean;
  readonly previous: { readonly params: Params; readonly enabled: boolean } | undefined;
}

/** The segments and regions that parameters name: the subject's audiences. */
export interface StrategyReferences {
  readonly segments?: readonly string[];
  readonly regions?: readonly string[];
}

/** What the author of a rollout strategy writes. */
export interface StrategyDefinition<Params> {
  /** Lower case with hyphens; those of third parties carry a prefix: `acme:rings`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /**
   * The parameters. It may transform, so that work is done once, at compile. As JSON Schema it makes the form: see `hints`
   * for what a `format` says there. What `schedule` fills in is marked `readOnly: true`: a form carries it and never shows it.
   */
  readonly schema: z.ZodType<Params>;
  /** Whether it decides by bucket; what it serves then has the reason SPLIT. */
  readonly bucketed: boolean;
  /** The variants it can serve, with null if it may serve what `off` serves. */
  variants(params: Params): readonly ServedVariant[];
  references?(params: Params): StrategyReferences;
  /**
   * The variant for a subject, or null for what the setting serves when off. Pure, synchronous, total. Undefined when it
   * cannot be decided without the missing unit.
   */
  assign(subject: StrategySubject, params: Params): ServedVariant | undefined;
  /** The next instant after `now` at which an answer may differ. Required of a strategy that reads `subject.now`. */
  nextChange?(params: Params, now: number): number | undefined;
  /**
   * Called once at publish: turns a plan into absolute steps, so that all hosts agree. Returns the parameters as a person
   * writes them, with the steps; what is not published yet has none.
   */
  schedule?(params: Params, moment: ScheduleMoment<Params>): Json;
  /** Where it stands at an instant, for those that grow. */
  progress?(params: Params, now: number): RolloutProgress;
  /** What hands out the same for good once it has finished, by a strategy without a plan: one version, or a percentage. */
  permanent?(params: Params): Serve;
  /** What share each variant gets; sentences and the property suite read it. */
  shares?(params: Params): readonly Share[];
  /** Words for the whole, where shares would not do: `1.4 from Monday`. Without a moment, the plan as it is written. */
  describe?(params: Params, nameOf: NameOf, moment?: Moment): string;
  readonly vectors: readonly StrategyVector[];
}

/** A strategy with its parameters parsed. */
export interface BoundStrategy {
  readonly variants: readonly ServedVariant[];
  readonly shares: readonly Share[] | undefined;
  readonly references: StrategyReferences;
  /** Whether time alone may change an answer. */
  readonly timed: boolean;
  assign(subject: StrategySubject): ServedVariant | undefined;
  nextChange(now: number): number | undefined;
  progress(now: number): RolloutProgress | undefined;
  /** What hands out the same for good; undefined until it has finished, or where its author says nothing. */
  permanent(now: number): Serve | undefined;
  describe(nameOf: NameOf, moment?: Moment): string | undefined;
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
  /** Guarded, unless a property suite asks for what its author's functions do. */
  bind(params: Json, trust?: ErrorPolicy): Bound<BoundStrategy>;
  /** The parameters to publish; the same ones where there is no plan, where they are not valid, or where it throws. */
  schedule(params: Json, moment: ScheduleMoment<Json>, trust?: ErrorPolicy): Json;
}

/** Makes a strategy from its definition. */
export function defineStrategy<Params>(definition: StrategyDefinition<Params>): Strategy {
  const { name, title, description, bucketed, vectors } = definition;
  const schema = strictly(definition.schema);
  let jsonSchema: Json | undefined;
  return Object.freeze<Strategy>({
    kind: 'strategy',
    name,
    title,
    description,
    bucketed,
    vectors,
    get jsonSchema() {
      return (jsonSchema ??= toJsonSchema(definition.schema));
    },
    bind(raw, trust = guarded) {
      const parsed = readInput(schema, raw);
      if (!parsed.success) return { ok: false, issues: parsed.issues };
      return bindOrReport(() => {
        definition.references?.(parsed.data);
        return new StrategyBinding(definition, parsed.data, trust);
      });
    },
    schedule(raw, { now, enabled, previous }, trust = guarded) {
      const parsed = readInput(schema, raw);
      if (!parsed.success || !definition.schedule) return raw;
      const known = previous && readInput(schema, previous.params);
      const before = known?.success ? { params: known.data, enabled: previous?.enabled ?? false } : undefined;
      const moment = { now, enabled, previous: before };
      return (
        trust(
          () => definition.schedule?.(parsed.data, moment),
          (said) => said,
        ) ?? raw
      );
    },
  });
}

const nothing: StrategyReferences = Object.freeze({});

class StrategyBinding<Params> implements BoundStrategy {
  readonly variants: readonly ServedVariant[];
  readonly #definition: StrategyDefinition<Params>;
  /** Beside the definition, because definitions have as many shapes as authors. */
  readonly #assign: StrategyDefinition<Params>['assign'];
  readonly #params: Params;
  readonly #trust: ErrorPolicy;

  constructor(definition: StrategyDefinition<Params>, params: Params, trust: ErrorPolicy) {
    this.variants = definition.variants(params);
    this.#definition = definition;
    this.#assign = definition.assign;
    this.#params = params;
    this.#trust = trust;
  }

  get timed(): boolean {
    return this.#definition.nextChange !== undefined;
  }

  get shares(): readonly Share[] | undefined {
    return this.#trust(
      () => this.#definition.shares?.(this.#params),
      (said) => (Array.isArray(said) ? (said as readonly Share[]) : undefined),
    );
  }

  get references(): StrategyReferences {
    return this.#definition.references?.(this.#params) ?? nothing;
  }

  assign(subject: StrategySubject): ServedVariant | undefined {
    return this.#assign.call(this.#definition, subject, this.#params);
  }

  nextChange(now: number): number | undefined {
    return this.#trust(
      () => this.#definition.nextChange?.(this.#params, now),
      (said) => readInstant(said, now),
    );
  }

  progress(now: number): RolloutProgress | undefined {
    return this.#trust(
      () => this.#definition.progress?.(this.#params, now),
      (said) => said,
    );
  }

  permanent(now: number): Serve | undefined {
    if (this.progress(now)?.state !== 'finished') return undefined;
    return this.#trust(
      () => this.#definition.permanent?.(this.#params),
      (said) => said,
    );
  }

  describe(nameOf: NameOf, moment?: Moment): string | undefined {
    return this.#trust(() => this.#definition.describe?.(this.#params, nameOf, moment), readWords);
  }
}
