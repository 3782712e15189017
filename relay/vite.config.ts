import { defineConfig } from 'vite';

/** One file for the image: our packages and theirs bundled, Node's own left out. */
export default defineConfig({
  ssr: { noExternal: true },
  build: { ssr: 'src/main.ts', outDir: 'dist', target: 'node24', minify: false },
});
