import { HoistProvider } from '@hoist/provider/server';
import { OpenFeature } from '@openfeature/server-sdk';
import type { Client, EvaluationContext } from '@openfeature/server-sdk';
import { toRulesetText } from '../hoist-ruleset.ts';
import { measurePaired } from '../paired-rounds.ts';
import type { Contender, Effort } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { checkAnswers, createFlags, createPeople, flagKinds } from '../workload.ts';
import type { BenchedFlag, BenchedKind } from '../workload.ts';
import { ConstantProvider } from './constant-provider.ts';
import { startRulesetServer } from './ruleset-server.ts';

/**
 * The greatest ratios to the time of the constant provider: of our provider, and of its own part. A limit in µs would
 * depend on the machine.
 */
const goals = { ratio: 1.15, own: 0.15 };
const standardEffort: Effort = { rounds: 1_501, slice: 0.4 };
const microseconds = 1e3;

/**
 * Measures evaluation through the published OpenFeature client: our provider, which counts, beside one that returns a
 * constant. Throws if ours answers wrongly.
 */
export async function measureOpenFeature(effort: Effort = standardEffort): Promise<Row[]> {
  const flags = createFlags(100);
  const server = await startRulesetServer(toRulesetText(flags));
  const provider = new HoistProvider({ url: server.url, key: 'bench', app: 'bench', appVersion: '1.0.0' });
  try {
    await OpenFeature.setProviderAndWait('hoist', provider);
    await OpenFeature.setProviderAndWait('constant', new ConstantProvider());
    const [ours, constant] = [OpenFeature.getClient('hoist'), OpenFeature.getClient('constant')];
    await check(ours, flags);
    const rows: Row[] = [];
    for (const kind of flagKinds) rows.push(...(await measureKind(kind, { ours, constant, flags }, effort)));
    return rows;
  } finally {
    await OpenFeature.close();
    server.stop();
  }
}

interface Asked {
  readonly ours: Client;
  readonly constant: Client;
  readonly flags: readonly BenchedFlag[];
}

async function measureKind(
  kind: BenchedKind,
  { ours, constant, flags }: Asked,
  effort: Effort,
): Promise<Row[]> {
  const keys = flags.filter((flag) => flag.kind === kind).map(({ key }) => key);
  const people: readonly EvaluationContext[] = createPeople(1_000).map((person) => ({ ...person }));
  const contender = (name: string, client: Client): Contender => {
    const ask = kind === 'multivariate' ? askText(client) : askBoolean(client);
    let turn = 0;
    return {
      name: `${kind}, ${name}`,
      async run(count) {
        for (let done = 0; done < count; done++, turn++)
          kept.answer = await ask(keys[turn % keys.length] ?? '', people[turn % people.length] ?? {});
      },
    };
  };
  const floor = contender('constant provider', constant);
  const [base, mine] = await measurePaired([floor, contender('hoist', ours)], effort);
  if (!base || !mine) return [];
  const against = floor.name;
  return [
    { name: base.name, value: base.median * microseconds, unit: 'us', ...alone },
    {
      name: mine.name,
      value: mine.median * microseconds,
      unit: 'us',
      against,
      ratio: mine.ratio,
      spread: mine.spread,
      goal: goals.ratio,
    },
    {
      name: `${kind}, hoist's own share`,
      value: mine.beyond * microseconds,
      unit: 'us',
      against,
      ratio: mine.beyond / base.median,
      spread: null,
      goal: goals.own,
    },
  ];
}

const alone = { against: null, ratio: null, spread: null, goal: null };

/** The last answer, kept so that the compiler removes no evaluation. */
const kept: { answer: unknown } = { answer: undefined };

type AskClient = (key: string, person: EvaluationContext) => Promise<unknown>;

function askBoolean(client: Client): AskClient {
  return (key, person) => client.getBooleanValue(key, false, person);
}

function askText(client: Client): AskClient {
  return (key, person) => client.getStringValue(key, 'none', person);
}

async function check(client: Client, flags: readonly BenchedFlag[]): Promise<void> {
  const people = createPeople(300);
  const answers = new Map<string, unknown>();
  for (const { key, kind } of flags) {
    const ask = kind === 'multivariate' ? askText(client) : askBoolean(client);
    for (const [index, person] of people.entries())
      answers.set(`${key} ${index}`, await ask(key, { ...person }));
  }
  checkAnswers(flags, people, ({ key }, person) => answers.get(`${key} ${person}`));
}
