import type { Json } from '@hoist/core';

/** An operator as forms offer it. */
export interface OperatorChoice {
  readonly name: string;
  readonly title: string;
  readonly negatedTitle: string;
  readonly description: string;
  readonly group: string;
  /** False for an operator that reads no attribute. */
  readonly takesAttribute: boolean;
  /** True if it reads the region's attribute unless a condition names another. */
  readonly hasDefaultAttribute: boolean;
  /** Whether somebody without the attribute may match; of other operators nobody does, negated or not. */
  readonly acceptsMissing: boolean;
  /** The JSON Schema of its operand; null when it takes none. */
  readonly schema: Json;
}
