/** The check of a flag's values against its JSON Schema, for pages that check while somebody types. */
export { findSchemaFault } from './find-schema-fault.ts';
export type { ValueFault } from './find-schema-fault.ts';
export { findValueFault } from './find-value-fault.ts';
