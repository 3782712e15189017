import { createSubject } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';

/**
 * A fresh process that prints the CPU time, in ms, that its event loop's thread spends on the first match of each
 * pattern.
 */
const [text = '', ...patterns] = process.argv.slice(2);
const regex = standardPlugins.find(({ name }) => name === 'regex');
const bound = patterns.map((pattern) => {
  const result = regex?.kind === 'operator' ? regex.bind(pattern) : undefined;
  if (!result?.ok) throw new Error(`'${pattern}' is no pattern: ${JSON.stringify(result?.issues)}`);
  return result.bound;
});
const subject = createSubject({ context: {} });
const before = process.threadCpuUsage();
for (const operator of bound) operator.matches(text, subject);
const { user, system } = process.threadCpuUsage(before);
process.stdout.write(String((user + system) / 1_000));
