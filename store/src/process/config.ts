import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { logLevels } from './logger.ts';

/** Everything that is wrong with a process's config, a sentence each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

export const portVariable = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number from 0 to 65535')
  .transform(Number);

/** A variable that is a whole number within limits, which its refusal names. */
export function integerVariable(least: number, most: number) {
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
export const drainConfig = { HOIST_DRAIN_SECONDS: integerVariable(0, 300).default(5) };

/** An address like `https://hoist.example.com`, without trailing slashes. */
export const webAddressVariable = z
  .string()
  .superRefine((text, context) => {
    const problem = findAddressProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** Where both hosts find the data: `HOIST_STORE_URL` and `HOIST_DATA_DIR`. */
export const storeConfig = {
  HOIST_STORE_URL: z
    .string()
    .regex(/^(sqlite:|mongodb(\+srv)?:\/\/)./, 'must begin with sqlite: or mongodb://')
    .default('sqlite:./data/hoist.db'),
  HOIST_DATA_DIR: z
    .string()
    .superRefine((path, context) => {
      const file = findFileInPath(path);
      if (file === undefined) return;
      context.addIssue({ code: 'custom', message: `is no folder: ${file} is a file. Name another one` });
    })
    .default('./data'),
};

/** Where the management port is open: this machine only, unless `HOIST_MANAGEMENT_HOST` says otherwise. */
export const managementConfig = {
  HOIST_MANAGEMENT_HOST: z
    .string()
    .refine((text) => isIP(text) !== 0, 'must be an IP address: 127.0.0.1, or :: for every one')
    .default('127.0.0.1'),
};

/** How much a process logs: `HOIST_LOG_LEVEL`. */
export const logConfig = {
  HOIST_LOG_LEVEL: z.enum(logLevels, `must be ${logLevels.join(', ')}`).default('info'),
};

/** Reads the variables that a schema names, or the files that `NAME_FILE` names; throws ConfigError with all problems at once. */
export function readConfig<Shape extends z.ZodRawShape>(
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
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

function findAddressProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return 'must be an address like https://hoist.example.com';
  const { username, password } = new URL(text);
  if (username !== '' || password !== '') return 'has a user or a password. Remove it';
  if (text.includes('#')) return 'has a fragment (#...). Remove it';
  return text.includes('?') ? 'has a query (?...). Remove it' : undefined;
}

/** The file that stands where a folder should be; undefined where there is none. */
function findFileInPath(path: string): string | undefined {
  const whole = resolve(path);
  const found = statSync(whole, { throwIfNoEntry: false });
  if (!found) return whole === dirname(whole) ? undefined : findFileInPath(dirname(whole));
  return found.isDirectory() ? undefined : whole;
}

function readOne(variables: Variables, name: string, problems: string[]): string | undefined {
  const fileName = `${name}_FILE`;
  const value = variables[name] || undefined;
  const path = variables[fileName] || undefined;
  if (path === undefined) return requireTrimmed(name, value, problems);
  if (value !== undefined) {
    problems.push(`${name} and ${fileName} are both set. Remove one.`);
    return undefined;
  }
  try {
    // Editors and `echo` end a file with a line break.
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    if (text === '') problems.push(`${fileName} names an empty file.`);
    return requireTrimmed(fileName, text, problems) || undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`${fileName} cannot be read: ${reason}.`);
    return undefined;
  }
}

/** Blanks and line breaks around a value are invisible and never intended. */
function requireTrimmed(name: string, value: string | undefined, problems: string[]): string | undefined {
  if (value === undefined || value === value.trim()) return value;
  problems.push(`${name} begins or ends with a blank or a line break. Remove it.`);
  return undefined;
}
