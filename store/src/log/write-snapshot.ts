import { createHash } from 'node:crypto';
import { listEntries } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import type { LogView } from './log-view.ts';
import { snapshotFormat, toLine } from './snapshot-format.ts';
import type { Header } from './snapshot-format.ts';

/**
 * A log's state as lines of JSON without their line feeds, made in slices. `lastContact`: when the log was last read to its
 * end, in ms since the Unix epoch; 0 for never. Throws for a view whose parts are not in memory any more.
 */
export async function* writeSnapshot(
  view: LogView,
  lastContact: number,
): AsyncGenerator<string, void, undefined> {
  const { state } = view;
  const parts = [...listEntries(state)].map(([partKey, { version }]) => ({
    partKey,
    version,
    text: requireText(view, partKey),
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
  const yieldToEventLoop = createYield();
  const seal = (line: string): string => {
    hash.update(`${line}\n`);
    return line;
  };
  yield seal(JSON.stringify(header));
  for (const part of parts) {
    yield seal(toLine(JSON.stringify([part.partKey, part.version])));
    yield seal(toLine(part.text));
    await yieldToEventLoop();
  }
  yield JSON.stringify({ sha256: hash.digest('hex') });
}

function requireText(view: LogView, partKey: string): string {
  const text = view.text(partKey);
  if (text === undefined)
    throw new Error(
      `'${partKey}' of log '${view.log}' is not in memory any more: a newer state has replaced it.`,
    );
  return text;
}
