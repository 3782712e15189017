import { measureAdmin } from './admin/measure-admin.ts';
import { measureBulk } from './bulk/measure-bulk.ts';
import { measureEvaluation } from './evaluation.ts';
import { measureLoad } from './load/measure-load.ts';
import { measureOpenFeature } from './openfeature/measure-openfeature.ts';
import { measurePeers } from './peers/measure-peers.ts';
import { measureFirstMatch } from './regex/measure-first-match.ts';
import { measureRelay } from './relay/measure-relay.ts';
import type { Row } from './row.ts';

const benches: Readonly<Record<string, () => Promise<Row[]>>> = {
  evaluation: measureEvaluation,
  peers: measurePeers,
  openfeature: measureOpenFeature,
  bulk: measureBulk,
  load: measureLoad,
  admin: measureAdmin,
  relay: measureRelay,
  regex: measureFirstMatch,
};

const given = process.argv.slice(2).filter((argument) => argument !== '--');
const asJson = given.includes('--json');
const names = given.filter((argument) => !argument.startsWith('--'));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark '${unknown.join("', '")}'. Choose from: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(1);
}

let missed = 0;
for (const [name, measure] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  if (!asJson) process.stdout.write(`\n${name}\n`);
  for (const row of await measure()) {
    if (row.goal !== null && row.ratio !== null && row.ratio > row.goal) missed += 1;
    process.stdout.write(`${asJson ? toJson(row) : toLine(row)}\n`);
  }
}
if (!asJson)
  process.stdout.write(missed === 0 ? '\nEvery goal is met.\n' : `\n${missed} goals are missed.\n`);

/** Writes a row as JSON with the fields that tools may rely on. */
function toJson({ name, value, unit, against, ratio, goal }: Row): string {
  return JSON.stringify({ name, value, unit, against, ratio, goal });
}

function toLine({ name, value, unit, against, ratio, spread, goal }: Row): string {
  const figure = `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`;
  const compared = ratio === null ? '' : `${ratio.toFixed(2)} x ${against}`;
  const range = spread ? ` [${spread[0].toFixed(2)}-${spread[1].toFixed(2)}]` : '';
  return `  ${name.padEnd(34)} ${figure.padStart(18)}   ${compared}${range}${goal === null ? '' : `  goal ${Number(goal.toFixed(3))}`}`;
}
