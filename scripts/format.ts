import { runCheck } from './checks.ts';

const formatted = await runCheck({
  name: 'format',
  command: 'prettier',
  arguments: ['--write', '--log-level', 'warn', '.'],
});
process.exit(formatted ? 0 : 1);
