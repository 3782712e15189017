export { analyse } from './analyse.ts';
export type { Analysing } from './analyse.ts';
export type { Finding, FindingCode } from './finding.ts';
export { countCostly, countCostlyIn, findOverBudget } from './budget.ts';
export type { Budgeted } from './budget.ts';
