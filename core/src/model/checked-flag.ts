import { flagDefinitionSchema } from './flag.ts';
import type { FlagDefinition } from './flag.ts';
import { refuseInvisible } from './visible-texts.ts';
import { isTooMuch, startWork } from './value-schema/check-work.ts';
import { findSchemaFault } from './value-schema/find-schema-fault.ts';
import type { ValueFault } from './value-schema/find-schema-fault.ts';
import { findValueFault } from './value-schema/find-value-fault.ts';
import { wrongValue } from './variant-values.ts';

/** A value may hold any character: pages show those that nobody sees. */
const textKinds = { description: 'prose', value: 'any', codeDefault: 'any', valueSchema: 'any' } as const;

/**
 * A flag as it may be saved: its values fit its schema, and its code default is of its type. What is stored is read by
 * `flagDefinitionSchema`, so that a check that comes later never makes a flag unreadable.
 */
export const checkedFlagSchema = flagDefinitionSchema.superRefine((flag, refinement) => {
  refuseInvisible(flag, refinement, textKinds);
  for (const { path, message } of findFaults(flag))
    refinement.addIssue({ code: 'custom', path: [...path], params: { code: 'wrong-value' }, message });
});

function findFaults(flag: FlagDefinition): ValueFault[] {
  const { type, codeDefault, valueSchema } = flag;
  const faults: ValueFault[] = [];
  const wrong = codeDefault === null ? undefined : wrongValue(type, codeDefault);
  if (wrong) faults.push({ path: ['codeDefault'], message: wrong });
  if (valueSchema === null) return faults;
  if (type !== 'object') {
    const message = `Only a flag whose values are objects has a schema; this one's are of type ${type}. Take it out.`;
    return [...faults, { path: ['valueSchema'], message }];
  }
  const broken = findSchemaFault(valueSchema);
  if (broken) return [...faults, { path: ['valueSchema', ...broken.path], message: broken.message }];
  const values = [
    ...flag.variants.map(({ value }, index) => ({ value, path: ['variants', index, 'value'] })),
    ...(codeDefault === null || wrong ? [] : [{ value: codeDefault, path: ['codeDefault'] }]),
  ];
  const work = startWork();
  for (const { value, path } of values) {
    const fault = findValueFault(valueSchema, value, work);
    if (isTooMuch(work)) return [...faults, { path: ['valueSchema'], message: fault?.message ?? '' }];
    if (fault) faults.push({ path, message: describeFault(fault) });
  }
  return faults;
}

/** A form shows one field for the whole value, so the sentence says where in it. */
function describeFault({ path, message }: ValueFault): string {
  if (path.length === 0) return `The value does not fit the flag's schema. ${message}`;
  return `The value does not fit the flag's schema at '${path.join('.')}'. ${message}`;
}
