import { z } from 'zod';
import type { MatchRange } from './match-range.ts';
import type { Json } from '../model/json.ts';
import { wordsOfJson } from './words.ts';
import type { AttributeType, AttributeTypes } from './attribute-type.ts';
import { readInput } from '../model/input/read-input.ts';
import { bindOrReport, guarded, readInstant, readWords, toJsonSchema } from './plugin-input.ts';
import type { Bound, NameOf, ErrorPolicy } from './plugin-input.ts';
import { strictly } from '../model/input/strict-schema.ts';
import type { OperatorSubject } from './subject.ts';

/** One example with its answer: shown in the docs, run by the property suite. */
export interface OperatorVector {
  /** The attribute's value; leave it out for a missing attribute. */
  readonly actual?: Json;
  readonly operand?: Json;
  /** The segments that the subject is in. */
  readonly segments?: readonly string[];
  /** Ms since epoch. */
  readonly now?: number;
  /** False as well for what cannot be compared. */
  readonly matches: boolean;
}

/** How a condition is to be put in words. */
export interface ConditionWording {
  readonly negate: boolean;
  readonly nameOf: NameOf;
}

/** What an operand names beside values. */
export interface OperandReferences {
  readonly segments?: readonly string[];
  /** Codes of ISO 3166, named groups and the installation's own. */
  readonly regions?: readonly string[];
}

/** What the author of a targeting operator writes. */
export interface OperatorDefinition<Operand, Accepted extends AttributeType> {
  /** Lower case with hyphens; those of third parties carry a prefix: `acme:ip-range`. */
  readonly name: string;
  /** As in a sentence, between attribute and operand: `is one of`. */
  readonly title: string;
  readonly negatedTitle: string;
  readonly description: string;
  /** The heading under which a form lists it. */
  readonly group: string;
  /**
   * The types of an attribute's value that it understands. Any other never matches, negated or not. An operator that asks
   * about no attribute gives an empty list.
   */
  readonly accepts: readonly Accepted[];
  /** What it reads if a condition names no attribute; `region` is the attribute that the installation chose. */
  readonly defaultAttribute?: 'region';
  /**
   * The operand. It may transform (a list to a Set), so that work is done once, at compile. Null: takes no operand. As JSON
   * Schema it makes the form: see `hints` for what a `format` says there.
   */
  readonly schema: z.ZodType<Operand> | null;
  /**
   * Pure, synchronous, total. Negation is not its business. Undefined: the value is of an accepted type and still cannot be
   * compared (a text that is no version); then the condition never matches, negated or not.
   */
  matches(actual: AttributeTypes[Accepted], operand: Operand, subject: OperatorSubject): boolean | undefined;
  /** What the subject will be asked about. */
  references?(operand: Operand): OperandReferences;
  /** The next instant after `now` at which an answer may differ. Required of an operator that reads `subject.now`. */
  nextChange?(operand: Operand, now: number): number | undefined;
  /** Exactly the values that match, where a match range can say it: conditions that contradict each other are found by it. */
  matchRange?(operand: Operand): MatchRange;
  /**
   * For an operator whose operand takes long to read, as a pattern does: hosts then read it when they compile a ruleset, and
   * keep it, so that nobody who asks waits for it. It gives as how many such conditions one with this operand counts in the
   * budgets of a setting and of an environment (`limits`), 1 for a usual one.
   */
  cost?(operand: Operand): number;
  /** A warning about a valid but probably unintended operand, with the next step. */
  warn?(operand: Operand): string | undefined;
  /** What follows the attribute in a sentence, where title and operand would not do: `is DE or AT`. */
  describe?(operand: Operand, wording: ConditionWording): string;
  readonly vectors: readonly OperatorVector[];
}

/** An operator with its operand parsed. */
export interface BoundOperator {
  readonly segments: readonly string[];
  readonly regions: readonly string[];
  readonly matchRange: MatchRange | undefined;
  readonly warning: string | undefined;
  /** As how many conditions it counts in the budgets: 0 where its operator is not costly. */
  readonly cost: number;
  /** Whether time alone may change an answer. */
  readonly timed: boolean;
  /** `actual` must be of an accepted type. Undefined when it cannot be compared. */
  matches(actual: unknown, subject: OperatorSubject): boolean | undefined;
  nextChange(now: number): number | undefined;
  describe(wording: ConditionWording): string;
}

/** A targeting operator, ready to be listed in a registry. */
export interface Operator {
  readonly kind: 'operator';
  readonly name: string;
  readonly title: string;
  readonly negatedTitle: string;
  readonly description: string;
  readonly group: string;
  readonly accepts: readonly AttributeType[];
  readonly defaultAttribute: 'region' | undefined;
  readonly vectors: readonly OperatorVector[];
  /** Whether its operand is read when a ruleset is compiled, and counts in the budgets. */
  readonly costly: boolean;
  /** Whether an operand may refer to segments. */
  readonly hasSegments: boolean;
  /** JSON Schema of the operand as a person writes it; null when it takes none. */
  readonly jsonSchema: Json;
  /** Guarded, unless a property suite asks for what its author's functions do. */
  bind(operand: Json | undefined, trust?: ErrorPolicy): Bound<BoundOperator>;
}

/** Makes an operator from its definition. */
export function defineOperator<Operand, Accepted extends AttributeType>(
  definition: OperatorDefinition<Operand, Accepted>,
): Operator {
  const { name, title, negatedTitle, description, group, accepts, vectors } = definition;
  const schema = definition.schema && strictly(definition.schema);
  let jsonSchema: Json | undefined;
  return Object.freeze<Operator>({
    kind: 'operator',
    name,
    title,
    negatedTitle,
    description,
    group,
    accepts,
    defaultAttribute: definition.defaultAttribute,
    vectors,
    costly: definition.cost !== undefined,
    hasSegments: definition.references !== undefined,
    get jsonSchema() {
      return (jsonSchema ??= definition.schema ? toJsonSchema(definition.schema) : null);
    },
    bind(raw, trust = guarded) {
      const parsed = readInput(schema ?? noOperand<Operand>(), raw);
      if (!parsed.success) return { ok: false, issues: parsed.issues };
      return bindOrReport(() => {
        definition.references?.(parsed.data);
        return new OperatorBinding(definition, parsed.data, { raw, trust });
      });
    },
  });
}

/** A class, because a ruleset holds tens of thousands: one small object each. */
class OperatorBinding<Operand, Accepted extends AttributeType> implements BoundOperator {
  readonly #definition: OperatorDefinition<Operand, Accepted>;
  /** Beside the definition, because definitions have as many shapes as authors. */
  readonly #matches: OperatorDefinition<Operand, Accepted>['matches'];
  readonly #operand: Operand;
  readonly #raw: Json | undefined;
  readonly #trust: ErrorPolicy;

  constructor(
    definition: OperatorDefinition<Operand, Accepted>,
    operand: Operand,
    { raw, trust }: { readonly raw: Json | undefined; readonly trust: ErrorPolicy },
  ) {
    this.#definition = definition;
    this.#matches = definition.matches;
    this.#operand = operand;
    this.#raw = raw;
    this.#trust = trust;
  }

  get segments(): readonly string[] {
    return this.#definition.references?.(this.#operand).segments ?? [];
  }

  get regions(): readonly string[] {
    return this.#definition.references?.(this.#operand).regions ?? [];
  }

  get matchRange(): MatchRange | undefined {
    return this.#trust(() => this.#definition.matchRange?.(this.#operand), readMatchRange);
  }

  get warning(): string | undefined {
    return this.#trust(() => this.#definition.warn?.(this.#operand), readWords);
  }

  get cost(): number {
    if (this.#definition.cost === undefined) return 0;
    return this.#trust(() => this.#definition.cost?.(this.#operand), readCost) ?? 1;
  }

  get timed(): boolean {
    return this.#definition.nextChange !== undefined;
  }

  matches(actual: unknown, subject: OperatorSubject): boolean | undefined {
    const value = actual as AttributeTypes[Accepted];
    return this.#matches.call(this.#definition, value, this.#operand, subject);
  }

  nextChange(now: number): number | undefined {
    return this.#trust(
      () => this.#definition.nextChange?.(this.#operand, now),
      (said) => readInstant(said, now),
    );
  }

  describe(wording: ConditionWording): string {
    const { title, negatedTitle } = this.#definition;
    const described = this.#trust(() => this.#definition.describe?.(this.#operand, wording), readWords);
    return described ?? `${wording.negate ? negatedTitle : title} ${wordsOfJson(this.#raw)}`.trimEnd();
  }
}

/** Only what is asked about quickly is taken at its word. */
function readMatchRange(matchRange: MatchRange | undefined): MatchRange | undefined {
  return matchRange !== undefined && 'values' in matchRange && !(matchRange.values instanceof Set)
    ? undefined
    : matchRange;
}

/** A whole number from 1 on; undefined for anything else. */
function readCost(said: unknown): number | undefined {
  return Number.isSafeInteger(said) && Number(said) >= 1 ? Number(said) : undefined;
}

function noOperand<Operand>(): z.ZodType<Operand> {
  const message = 'It takes no operand. Leave it out.';
  return z.custom<Operand>((operand) => operand === undefined || operand === null, message);
}
