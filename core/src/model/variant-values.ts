import type { z } from 'zod';
import type { Json } from './json.ts';
import { limits } from './limits.ts';
import { utf8Length } from './utf8-length.ts';

/** What a flag gives to apps; it never changes. A float is written with a decimal point. */
export const valueTypes = ['boolean', 'string', 'integer', 'float', 'object'] as const;
/** One of {@link valueTypes}. */
export type ValueType = (typeof valueTypes)[number];

interface TypedVariants {
  readonly type: ValueType;
  readonly variants: readonly { readonly key: string; readonly value: Json }[];
}

/** Says why a value is not of a flag's type, or nothing. */
export function wrongValue(type: ValueType, value: Json): string | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'The value must be true or false.';
    case 'string':
      return typeof value === 'string' ? undefined : 'The value must be a text.';
    case 'integer':
      return Number.isSafeInteger(value)
        ? undefined
        : 'The value must be a whole number between -(2^53 - 1) and 2^53 - 1.';
    case 'float':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'The value must be a number.';
    case 'object':
      return typeof value === 'object' && value !== null
        ? undefined
        : 'The value must be a JSON object or list.';
  }
}

/** Adds an issue for every variant whose key is taken or whose value is not of the flag's type. */
export function refuseVariants(flag: TypedVariants, refinement: z.core.$RefinementCtx<unknown>): void {
  const seen = new Set<string>();
  flag.variants.forEach((variant, index) => {
    if (seen.has(variant.key)) {
      refinement.addIssue({
        code: 'custom',
        path: ['variants', index, 'key'],
        params: { code: 'duplicate' },
        message: `Two variants have the key '${variant.key}'. Give each its own.`,
      });
    }
    seen.add(variant.key);
    const wrong = wrongValue(flag.type, variant.value);
    const path = ['variants', index, 'value'];
    const params = { code: 'wrong-value' };
    if (wrong) refinement.addIssue({ code: 'custom', path, params, message: wrong });
    else if (utf8Length(JSON.stringify(variant.value)) > limits.variantBytes) {
      refinement.addIssue({
        code: 'custom',
        path,
        params,
        message: `A value has at most ${limits.variantBytes} bytes as JSON.`,
      });
    }
  });
}
