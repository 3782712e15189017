import { describeStoreFault } from '../errors/store-fault.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import type { FieldMessages, Theirs } from '../errors/use-case-error.ts';

/** Why an act did not happen, as a page shows it. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: FieldMessages;
  readonly theirs: Theirs | undefined;
}

/** Carries out a use case for a form; what it refuses comes back as data, so that nothing typed is lost. */
export async function attempt(run: () => unknown): Promise<Refusal | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof UseCaseError) {
      const { status, title, detail, fields, theirs } = error;
      return { status, title, detail, fields, theirs };
    }
    const fault = describeStoreFault(error);
    if (fault) {
      return {
        status: 503,
        title: 'Nothing was saved',
        detail: fault.detail,
        fields: {},
        theirs: undefined,
      };
    }
    throw error;
  }
}

/** A refusal because of fields that could not even be read. */
export function refuseFields(fields: FieldMessages): Refusal {
  const [first = 'Check the fields marked below.'] = Object.values(fields);
  return { status: 422, title: 'Some fields need another look', detail: first, fields, theirs: undefined };
}
