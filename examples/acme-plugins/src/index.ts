import { byPlan } from './by-plan.ts';
import { emailDomain } from './email-domain.ts';

export default [emailDomain, byPlan];
