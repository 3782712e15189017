export { HoistProvider } from './hoist-provider.ts';
export type { HoistProviderOptions } from './options.ts';
