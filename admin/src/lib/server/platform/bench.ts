/** The admin's use cases for benchmarks, which run them on a store of their own. */
export { openContext } from '../open-context.ts';
export { etagOfSetting, readPublished } from '../publishing/published.ts';
export { previewSetting } from '../settings/preview-setting.ts';
export { saveSetting } from '../settings/save-setting.ts';
