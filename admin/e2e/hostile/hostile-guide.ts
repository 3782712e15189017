import { hostileInputs } from './hostile-inputs.ts';
import { triedElsewhere } from './tried-elsewhere.ts';
import { untried } from './untried.ts';

const parts = {
  A: 'How a request is framed',
  B: 'Questions and contexts',
  C: 'Keys',
  D: 'Streams',
  E: 'The store and what is published',
  F: 'The admin',
  G: 'Operation',
} as const;

const intro = `# Hostile inputs

What is sent to Hoist to harm it, what has to come back, and what came when this page was written by the test that sends it
(\`admin/e2e/hostile-inputs.e2e.ts\`, to a relay and an admin that run). Where both answer, their answers stand side by side.
After each of them the relay has to serve and the admin to answer as before. Some inputs need a store, a clock or a process of their own: another test has them. Where Hoist answers otherwise
than one might expect, [a decision](../decisions/0014-what-hostile-inputs-get.md) says why.
`;

const byNumber = new Intl.Collator('en', { numeric: true }).compare;

/** The guide of all inputs, with what came of those that were sent, by number and input. */
export function toHostileGuide(came: ReadonlyMap<string, string>): string {
  const rows = [
    ...hostileInputs.map(([id, sent, expected]): Row => [
      id,
      sent,
      expected,
      came.get(`${id} ${sent}`) ?? '',
    ]),
    ...triedElsewhere.map(([id, sent, file]): Row => [id, sent, `see [the test](../../${file})`, '']),
    ...untried.map(([id, sent, reason]): Row => [id, sent, `not tried: ${reason}`, '']),
  ];
  const sections = Object.entries(parts).map(([letter, title]) => {
    const own = rows.filter(([id]) => id.startsWith(letter)).sort(([one], [other]) => byNumber(one, other));
    const lines = own.map((row) => `| ${row.map(toCell).join(' | ')} |`);
    return `\n## ${letter}. ${title}\n\n| no. | sent | expected | came |\n|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return intro + sections.join('');
}

type Row = readonly [id: string, sent: string, expected: string, came: string];

/** The numbers that are in the guide, each once. */
export function listNumbers(): readonly string[] {
  const all = [...hostileInputs, ...triedElsewhere, ...untried].map(([id]) => id);
  return [...new Set(all)].sort(byNumber);
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
