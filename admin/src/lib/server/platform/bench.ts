/** The admin's use cases for benchmarks, which run them on a store of their own. */
export { findNeighbours } from '../flags/neighbours.ts';
export { openContext } from '../open-context.ts';
export { etagOfSetting, readPublished } from '../publishing/published.ts';
export { reviewDraft } from '../settings/review-draft.ts';
export { saveSetting } from '../settings/save-setting.ts';
