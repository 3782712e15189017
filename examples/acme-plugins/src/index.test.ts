import { pluginProperties } from '@hoist/plugins/testing';
import { describe, it } from 'vitest';
import plugins from './index.ts';

for (const plugin of plugins) {
  describe(plugin.name, () => {
    for (const { title, check } of pluginProperties(plugin)) it(title, check);
  });
}
