import { describeFirstFlag } from './first-flag-story.ts';
import { RunningHoist } from './running-hoist.ts';

describeFirstFlag('the embedded store', () => RunningHoist.start());
