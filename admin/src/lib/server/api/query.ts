import { z } from 'zod';
import { parseInput } from '../errors/parse.ts';
import { invalid, UseCaseError } from '../errors/use-case-error.ts';
import type { FieldError } from '../errors/use-case-error.ts';

/** The schema of a search text. */
export const searchText = z.string().max(200).default('');

/** Parses the query parameters of a URL; throws UseCaseError 422 with an error for each wrong parameter. */
export function parseQuery<Output>(schema: z.ZodType<Output>, { searchParams }: URL): Output {
  const names = [...searchParams.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    const message = `The parameter '${repeated}' came more than once. Send it once.`;
    throw invalid({ parameter: repeated, code: 'duplicate', message });
  }
  try {
    return parseInput(schema, Object.fromEntries(searchParams));
  } catch (error) {
    throw toParameterError(error);
  }
}

/** Runs a use case whose input came from query parameters, and makes its errors name those parameters. */
export async function withParameters<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw toParameterError(error);
  }
}

function toParameterError(error: unknown): unknown {
  if (!(error instanceof UseCaseError)) return error;
  const { code, detail, title } = error;
  return new UseCaseError(code, detail, { title, errors: error.errors.map(ofParameter) });
}

function ofParameter(error: FieldError): FieldError {
  if (!('pointer' in error)) return error;
  const { pointer, code, message } = error;
  return { parameter: pointer.slice(1), code, message };
}
