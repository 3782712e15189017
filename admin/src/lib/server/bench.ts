/** What benchmarks measure of the admin: the use cases themselves, on a store of their own. */
export { openHoist } from './hoist.ts';
export { etagOfSetting, readServed } from './use-cases/served.ts';
export { previewSetting, saveSetting } from './use-cases/settings.ts';
