import { createHash } from 'node:crypto';
import { listEntries } from '@hoist/core';
import { createBreather } from '../breathe.ts';
import type { LogReader } from './log-reader.ts';
import { snapshotFormat, toLine } from './snapshot-format.ts';
import type { Header } from './snapshot-format.ts';

/**
 * A reader's state as lines of JSON without their line feeds: the state at this call, whatever the reader reads while
 * the lines are taken. Made in slices.
 */
export async function* writeSnapshot(
  reader: Pick<LogReader, 'state' | 'text' | 'lastContact'>,
): AsyncGenerator<string, void, undefined> {
  const { state, lastContact } = reader;
  const parts = [...listEntries(state)].map(([partKey, { version }]) => ({
    partKey,
    version,
    text: reader.text(partKey) ?? '',
  }));
  const { log, epoch, version, record } = state;
  const header: Header = {
    format: snapshotFormat,
    log,
    epoch,
    version,
    record,
    state: state.state,
    lastContact,
    parts: parts.length,
  };
  const hash = createHash('sha256');
  const breathe = createBreather();
  const seal = (line: string): string => {
    hash.update(`${line}\n`);
    return line;
  };
  yield seal(JSON.stringify(header));
  for (const part of parts) {
    yield seal(toLine(JSON.stringify([part.partKey, part.version])));
    yield seal(toLine(part.text));
    await breathe();
  }
  yield JSON.stringify({ sha256: hash.digest('hex') });
}
