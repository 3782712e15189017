import { checks, runCheck } from './checks.ts';

let failed = 0;
for (const check of checks) if (!(await runCheck(check))) failed += 1;
process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
