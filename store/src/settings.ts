import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Everything that is wrong with a process's settings, a sentence each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

export const portSetting = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number from 0 to 65535')
  .transform(Number);

/** A setting that is a whole number within limits, which its refusal names. */
export function integerSetting(least: number, most: number) {
  return z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number);
}

/**
 * How long a process that was sent SIGTERM goes on serving, in seconds: load balancers need a while to see that it is not
 * ready any more.
 */
export const drainSetting = { HOIST_DRAIN_SECONDS: integerSetting(0, 300).default(5) };

/** An address like `https://hoist.example.com`, without trailing slashes. */
export const webAddressSetting = z
  .string()
  .refine(isWebAddress, 'must be an address like https://hoist.example.com')
  .transform((text) => text.replace(/\/+$/, ''));

/** Where both hosts find the data: `HOIST_STORE_URL` and `HOIST_DATA_DIR`. */
export const storeSettings = {
  HOIST_STORE_URL: z
    .string()
    .regex(/^(sqlite:|mongodb(\+srv)?:\/\/)./, 'must begin with sqlite: or mongodb://')
    .default('sqlite:./data/hoist.db'),
  HOIST_DATA_DIR: z.string().default('./data'),
};

/** Reads the variables that a schema names, or the files that `NAME_FILE` names; throws SettingsError with all problems at once. */
export function readSettings<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: Variables,
): z.output<z.ZodObject<Shape>> {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readOne(variables, name, problems);
    if (value !== undefined) given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function readOne(variables: Variables, name: string, problems: string[]): string | undefined {
  const value = variables[name] || undefined;
  const path = variables[`${name}_FILE`] || undefined;
  if (path === undefined) return value;
  if (value !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set. Remove one.`);
    return undefined;
  }
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`${name}_FILE cannot be read: ${reason}.`);
    return undefined;
  }
}
