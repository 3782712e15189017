import { byPlan } from './by-plan.ts';
import { emailDomain } from './email-domain.ts';
import { trial } from './trial.ts';

export default [emailDomain, byPlan, trial];
