import { compileRuleset, evaluate } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition } from '../archive/archive.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readPublished } from '../publishing/published.ts';
import { editor, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';
import { changeIds, listIds } from './change-ids.ts';
import { changeSegment, createSegment, readSegment } from './segments.ts';

const people = (count: number, from = 0) =>
  new Set(Array.from({ length: count }, (_, index) => `person-${from + index}`));
const add = (hoist: AdminContext, ids: ReadonlySet<string>) =>
  changeIds(hoist, editor, { key: 'beta', list: 'included', mode: 'add', ids });
const listed = (hoist: AdminContext) => [...listIds(hoist, 'beta', 'included')].flat().sort();
const chunksIn = (hoist: AdminContext, environment: string) =>
  readPublished(hoist.published(environment)).ruleset.idChunks ?? [];
const isIn = (hoist: AdminContext, environment: string, targetingKey: string) =>
  evaluate(
    compileRuleset(readPublished(hoist.published(environment)).ruleset, hoist.registry),
    'checkout',
    { targetingKey },
    { now: hoist.now(), rolloutNow: hoist.now() },
  ).reason === 'TARGETING_MATCH';

describe('the IDs of a segment', () => {
  it('are added and removed in one version each, short or long, and are the same in every environment that follows', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const versions = () => hoist.definitions.state.version;
    const before = versions();
    expect(await add(hoist, people(500))).toEqual({ added: 500, removed: 0, unchanged: 0, count: 500 });
    expect(readSegment(hoist, 'beta').definition.included).toHaveLength(500);
    expect(await add(hoist, people(3_000, 400))).toEqual({
      added: 2_900,
      removed: 0,
      unchanged: 100,
      count: 3_400,
    });
    expect(versions()).toBe(before + 2);
    expect(listed(hoist)).toEqual([...people(3_400)].sort());
    expect(readSegment(hoist, 'beta')).toMatchObject({
      definition: { included: [], longLists: { included: { count: 3_400 } } },
      sentence: '3,400 IDs, or country is DE',
    });
    expect([isIn(hoist, 'dev', 'person-3399'), isIn(hoist, 'dev', 'person-3400')]).toEqual([true, false]);
    const parts = chunksIn(hoist, 'dev');
    expect(await add(hoist, new Set(['one-more']))).toMatchObject({ added: 1, count: 3_401 });
    const known = new Set(parts);
    expect(chunksIn(hoist, 'dev').filter((part) => !known.has(part))).toHaveLength(1);
    const less = { key: 'beta', list: 'included', mode: 'remove', ids: people(3_300) } as const;
    expect(await changeIds(hoist, editor, less)).toEqual({
      added: 0,
      removed: 3_300,
      unchanged: 0,
      count: 101,
    });
    expect(readSegment(hoist, 'beta').definition).toMatchObject({ included: listed(hoist) });
    expect(readSegment(hoist, 'beta').definition.longLists).toBeUndefined();
    expect([chunksIn(hoist, 'dev'), readDefinitions(hoist.definitions).idChunks.size]).toEqual([[], 0]);
  });

  it('of two who add at once are all there', async () => {
    const hoist = await openFilledHoist();
    await Promise.all([
      add(hoist, people(2_000)),
      add(hoist, people(2_000, 1_000)),
      add(hoist, people(10, 9_000)),
    ]);
    expect(listed(hoist)).toHaveLength(3_010);
  });

  it('are replaced only as somebody saw them', async () => {
    const hoist = await openFilledHoist();
    await add(hoist, people(1_000));
    const replace = { key: 'beta', list: 'included', mode: 'replace', ids: people(600, 900) } as const;
    expect((await refusalOf(() => changeIds(hoist, editor, replace))).status).toBe(409);
    const { etag: ifMatch } = readSegment(hoist, 'beta');
    expect(await changeIds(hoist, editor, { ...replace, ifMatch })).toEqual({
      added: 500,
      removed: 900,
      unchanged: 100,
      count: 600,
    });
  });

  it('are at most 100,000, and nothing is written of one more', async () => {
    const hoist = await openFilledHoist();
    await add(hoist, people(100_000));
    const refusal = await refusalOf(() => add(hoist, new Set(['one-more'])));
    expect([refusal.status, refusal.detail]).toEqual([
      422,
      'A list has at most 100,000 IDs, and this one of Beta would have 100,001. Send fewer, or use a condition.',
    ]);
    expect(listed(hoist)).toHaveLength(100_000);
  });

  it('are changed by nobody who may only look, and not in an archived segment', async () => {
    const hoist = await openFilledHoist();
    const request = { key: 'spare', list: 'excluded', mode: 'add', ids: people(1) } as const;
    await createSegment(hoist, mira, { key: 'spare', name: 'Spare' });
    expect((await refusalOf(() => changeIds(hoist, viewer, request))).status).toBe(403);
    const ifMatch = readSegment(hoist, 'spare').etag;
    await archiveDefinition(hoist, mira, { kind: 'segment', key: 'spare', ifMatch });
    expect((await refusalOf(() => changeIds(hoist, editor, request))).status).toBe(409);
  });

  it('stay when other fields of a long list are saved as they were read, and are not replaced by a short one', async () => {
    const hoist = await openFilledHoist();
    await add(hoist, people(1_000));
    const { definition, etag } = readSegment(hoist, 'beta');
    const saved = await changeSegment(hoist, editor, {
      key: 'beta',
      ifMatch: etag,
      patch: { ...definition, name: 'Betas' } as never,
    });
    expect([saved.definition.name, listed(hoist).length]).toEqual(['Betas', 1_000]);
    const patch = { included: ['anna'] };
    const refusal = await refusalOf(() =>
      changeSegment(hoist, editor, { key: 'beta', ifMatch: saved.etag, patch }),
    );
    expect(refusal.fields).toMatchObject({ included: expect.stringContaining('/segments/beta/ids') });
  });

  it('wait for the review of a protected environment, and leave with their segment', async () => {
    const hoist = await openFilledHoist();
    await createSegment(hoist, mira, { key: 'spare', name: 'Spare' });
    await changeIds(hoist, editor, { key: 'spare', list: 'excluded', mode: 'add', ids: people(600) });
    expect(readDefinitions(hoist.definitions).idChunks.size).toBe(2);
    const segment = () => ({
      kind: 'segment' as const,
      key: 'spare',
      ifMatch: readSegment(hoist, 'spare').etag,
    });
    await archiveDefinition(hoist, mira, segment());
    await deleteDefinition(hoist, mira, segment());
    expect(readDefinitions(hoist.definitions).idChunks.size).toBe(0);
    await setUp(hoist, 'prod');
    const part = readPublished(hoist.published('prod')).segments.get('beta');
    await add(hoist, people(600));
    expect([readPublished(hoist.published('prod')).segments.get('beta'), chunksIn(hoist, 'prod')]).toEqual([
      part,
      [],
    ]);
  });
});
