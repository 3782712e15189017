import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LogFile } from './log-file.ts';

it('a log is read by its owner only, and is kept in files of a limited size', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'log', 'admin.log');
  const first = new LogFile(path, { bytes: 100, kept: 2 });
  for (let n = 10; n < 60; n++) first.write(`line ${n}`);
  first.close();
  expect(statSync(join(folder, 'log')).mode & 0o777).toBe(0o700);
  const names = readdirSync(join(folder, 'log')).sort();
  expect(names).toEqual(['admin.log', 'admin.log.1', 'admin.log.2']);
  const modes = names.map((name) => statSync(join(folder, 'log', name)).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600, 0o600]);
  const text = names.toReversed().map((name) => readFileSync(join(folder, 'log', name), 'utf8'));
  expect(text.join('')).toMatch(/^line \d\d\n(line \d\d\n)*line 59\n$/);
  expect(Math.max(...text.map((each) => each.length))).toBeLessThanOrEqual(108);
});

it('goes on in the file that is there, and takes it from others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'relay.log');
  writeFileSync(path, 'before\n', { mode: 0o644 });
  const log = new LogFile(path);
  log.write('after');
  log.close();
  expect(readFileSync(path, 'utf8')).toBe('before\nafter\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
