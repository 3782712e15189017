/** The kinds of flag that are measured, in equal parts. */
export const flagKinds = ['boolean', 'segment', 'rollout', 'multivariate'] as const;
/** One of {@link flagKinds}. */
export type BenchedKind = (typeof flagKinds)[number];

/** A flag in a neutral format; each candidate converts it to its own. */
export type BenchedFlag = { readonly key: string } & (
  | { readonly kind: 'boolean'; readonly on: boolean }
  | {
      readonly kind: 'segment';
      readonly countries: readonly string[];
      readonly plan: string;
      /** The lowest app version that it is served to, by semantic versioning. */
      readonly minVersion: string;
    }
  | { readonly kind: 'rollout'; readonly percent: number }
  | {
      readonly kind: 'multivariate';
      readonly countries: readonly string[];
      readonly variants: readonly { readonly key: string; readonly percent: number }[];
    }
);

/** A person whom flags are evaluated for. */
export interface Person {
  readonly targetingKey: string;
  readonly country: string;
  readonly plan: string;
  readonly appVersion: string;
  readonly email: string;
  readonly age: number;
}

const countries =
  'DE FR IT ES NL BE AT CH PL CZ SE NO DK FI PT IE GR HU RO BG US CA MX BR AR CL CO PE JP KR CN IN AU NZ ZA EG NG KE TR IL'.split(
    ' ',
  );
const plans = ['pro', 'pro', 'free', 'team'];
const minVersion = [2, 3, 0];
const rolloutPercent = 25;
const variants = [
  { key: 'red', percent: 33 },
  { key: 'green', percent: 33 },
  { key: 'blue', percent: 34 },
] as const;

/** The variant of a multivariate flag for those whom its rule does not match. */
export const plainVariant = variants[0].key;

/** Returns the key of the nth flag of a kind. */
export function keyOf(kind: BenchedKind, index: number): string {
  return `${kind}_flag_${index}`;
}

/** Makes `count` flags, a quarter of each kind. */
export function createFlags(count: number): BenchedFlag[] {
  return Array.from({ length: count / flagKinds.length }, (_, index) =>
    flagKinds.map((kind) => toFlag(kind, index)),
  ).flat();
}

function toFlag(kind: BenchedKind, index: number): BenchedFlag {
  const key = keyOf(kind, index);
  switch (kind) {
    case 'boolean':
      return { key, kind, on: index % 2 === 0 };
    case 'segment':
      return { key, kind, countries: listOf(index), plan: 'pro', minVersion: minVersion.join('.') };
    case 'rollout':
      return { key, kind, percent: rolloutPercent };
    case 'multivariate':
      return { key, kind, countries: listOf(index), variants };
  }
}

function listOf(index: number): string[] {
  return Array.from({ length: 20 }, (_, place) => countries[(index + place) % countries.length] ?? '');
}

/** Makes `count` people, the same in every run. */
export function createPeople(count: number): Person[] {
  let state = 777;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor(((state >>> 8) / 16_777_216) * below);
  };
  const hex = () =>
    random(2 ** 24)
      .toString(16)
      .padStart(8, '0');
  return Array.from({ length: count }, (_, index) => ({
    targetingKey: `user-${hex()}${hex()}`,
    country: countries[random(countries.length)] ?? '',
    plan: plans[random(plans.length)] ?? '',
    appVersion: `${1 + random(3)}.${random(10)}.${random(20)}`,
    email: `u${index}@example.com`,
    age: 18 + random(60),
  }));
}

/** Evaluates one flag for one person. */
export type Ask = (flag: BenchedFlag, person: number) => unknown;

/** Throws if answers differ from the flags' rules and percentages. */
export function checkAnswers(flags: readonly BenchedFlag[], people: readonly Person[], ask: Ask): void {
  const published = new Map<string, number>();
  const asked = new Map<string, number>();
  const add = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const flag of flags) {
    for (const [index, person] of people.entries()) {
      const answer = ask(flag, index);
      const fixed = fixedAnswer(flag, person);
      if (fixed !== undefined && answer !== fixed)
        throw new Error(`'${flag.key}' answers ${String(answer)} instead of ${String(fixed)}.`);
      if (fixed !== undefined) continue;
      add(asked, flag.kind);
      add(published, `${flag.kind} ${String(answer)}`);
    }
  }
  const expected = [
    ['rollout', 'true', rolloutPercent],
    ...variants.map(({ key, percent }) => ['multivariate', key, percent] as const),
  ] as const;
  for (const [kind, answer, percent] of expected) {
    const share = ((published.get(`${kind} ${answer}`) ?? 0) / (asked.get(kind) ?? 1)) * 100;
    if (Math.abs(share - percent) > 2)
      throw new Error(`${kind} gives '${answer}' to ${share.toFixed(1)} %, not ${percent} %.`);
  }
}

/** Returns the right answer; undefined if a hash decides it. */
function fixedAnswer(flag: BenchedFlag, person: Person): boolean | string | undefined {
  switch (flag.kind) {
    case 'boolean':
      return flag.on;
    case 'segment':
      return (
        flag.countries.includes(person.country) && person.plan === flag.plan && isAtLeast(person.appVersion)
      );
    case 'rollout':
      return undefined;
    case 'multivariate':
      return flag.countries.includes(person.country) ? undefined : plainVariant;
  }
}

/** Compares versions independently of any evaluator. */
function isAtLeast(version: string): boolean {
  const numbers = version.split('.').map(Number);
  const differs = numbers.findIndex((number, place) => number !== minVersion[place]);
  return differs < 0 || (numbers[differs] ?? 0) > (minVersion[differs] ?? 0);
}
