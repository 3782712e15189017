// The door for `node server.ts`. What it opens is built from src/main.ts together with the pages, so that both share one
// set of modules.
await import(new URL('./build/server/main.js', import.meta.url).href);
