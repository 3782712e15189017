import { createRequire } from 'node:module';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** Builds our own entry beside SvelteKit's server, so that both share one set of modules: `build/server/main.js`. */
function ownEntry(): Plugin {
  return {
    name: 'hoist-entry',
    apply: 'build',
    config: () => ({
      environments: { ssr: { build: { rolldownOptions: { input: { main: 'src/main.ts' } } } } },
    }),
  };
}

/** SvelteKit leaves this package outside the build; prom-client needs it, and what is built must run without node_modules. */
function telemetryInside(): Plugin {
  const require = createRequire(import.meta.resolve('prom-client'));
  return {
    name: 'hoist-telemetry-inside',
    enforce: 'pre',
    resolveId: (source) => (source === '@opentelemetry/api' ? require.resolve(source) : undefined),
  };
}

export default defineConfig({
  // light-dark() stays as written: older targets would have it rewritten into two variables a colour.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  ssr: { noExternal: [/^@hoist\//] },
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ precompress: true }),
      // The gate looks at the origin itself: machines with a token send none.
      csrf: { trustedOrigins: ['*'] },
      compilerOptions: { runes: true },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit's own wrapper and announcer carry style attributes.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
    ownEntry(),
    telemetryInside(),
  ],
});
