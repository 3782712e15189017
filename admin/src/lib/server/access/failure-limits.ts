import { isIPv6 } from 'node:net';
import { DuplicateRecordError } from '@hoist/store';
import type { Records } from '@hoist/store';

const collection = 'signInFailures';
/** How many failures in a row are free; after each further one the wait doubles. */
const free = { account: 5, device: 10, address: 20 } as const;
const waits = { first: 5_000, most: 15 * 60_000 } as const;
/** How long a row is kept after its last failure, in ms. */
const keptFor = 24 * 60 * 60_000;
const mostTries = 20;

/** An account, a device or an address whose failures are counted together. */
export interface Bucket {
  readonly kind: keyof typeof free;
  readonly name: string;
}

/** An attempt that counts as failed until it is released. */
interface Reservation {
  /** Takes the failure back, because the attempt succeeded. */
  release(): Promise<void>;
}

type FailureRecords = Pick<Records, 'find' | 'insert' | 'update' | 'remove'>;

/**
 * Counts failed sign-ins in the store, for all replicas together. An attempt counts before it is made, so that many
 * at once cannot bypass the limit.
 */
export class FailureLimits {
  readonly #records: FailureRecords;
  readonly #now: () => number;

  constructor(records: FailureRecords, now: () => number = Date.now) {
    this.#records = records;
    this.#now = now;
  }

  /** Begins an attempt. Resolves with the ms to wait if it is not allowed yet, else with its reservation. */
  async begin(buckets: readonly Bucket[]): Promise<number | Reservation> {
    const begun: Reservation[] = [];
    const release = async () => {
      for (const each of begun) await each.release();
    };
    for (const bucket of buckets) {
      const reserved = await this.#reserve(bucket);
      if (typeof reserved === 'number') {
        await release();
        return reserved;
      }
      begun.push(reserved);
    }
    return { release };
  }

  /** Removes the failures of a bucket. */
  async forget(bucket: Bucket): Promise<void> {
    await this.#records.remove(collection, [{ field: 'id', test: 'eq', value: idOf(bucket) }]);
  }

  /** Removes expired rows. */
  async clean(): Promise<void> {
    await this.#records.remove(collection, [{ field: 'at', test: 'lt', value: this.#now() - keptFor }]);
  }

  async #reserve(bucket: Bucket): Promise<number | Reservation> {
    const id = idOf(bucket);
    for (let tries = 0; tries < mostTries; tries++) {
      const now = this.#now();
      const before = await this.#read(id);
      if (!before) {
        if (await this.#insert(id, now))
          return { release: () => this.#takeBack(id, { failures: 0, at: now }, now) };
        continue;
      }
      const isOld = now - before.at >= keptFor;
      const left = isOld
        ? 0
        : Math.min(before.at + waitAfter(before.failures, bucket), now + waits.most) - now;
      if (left > 0) return left;
      const failures = isOld ? 1 : before.failures + 1;
      const isMine = await this.#records.update(collection, whereIs(id, before), { failures, at: now });
      if (isMine === 1) return { release: () => this.#takeBack(id, before, now) };
    }
    return waits.first;
  }

  /** Restores a row as it was before the attempt; if there were others since, subtracts one failure. */
  async #takeBack(id: string, before: Row, reservedAt: number): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const row = await this.#read(id);
      if (!row) return;
      const isMine = row.at === reservedAt && row.failures === before.failures + 1;
      const patch = isMine ? before : { failures: Math.max(0, row.failures - 1), at: row.at };
      if ((await this.#records.update(collection, whereIs(id, row), { ...patch })) === 1) return;
    }
  }

  async #read(id: string): Promise<Row | undefined> {
    const [row] = await this.#records.find(collection, [{ field: 'id', test: 'eq', value: id }], {
      limit: 1,
    });
    return row && { failures: Number(row['failures']), at: Number(row['at']) };
  }

  async #insert(id: string, at: number): Promise<boolean> {
    try {
      await this.#records.insert(collection, { id, failures: 1, at });
      return true;
    } catch (error) {
      if (error instanceof DuplicateRecordError) return false;
      throw error;
    }
  }
}

interface Row {
  readonly failures: number;
  readonly at: number;
}

/** Returns how long to wait after so many failures, in ms. */
function waitAfter(failures: number, { kind }: Bucket): number {
  const beyond = failures - free[kind];
  return beyond < 0 ? 0 : Math.min(waits.most, waits.first * 2 ** beyond);
}

function whereIs(id: string, { failures, at }: Row) {
  return [
    { field: 'id', test: 'eq', value: id },
    { field: 'failures', test: 'eq', value: failures },
    { field: 'at', test: 'eq', value: at },
  ] as const;
}

/**
 * Returns the id of a bucket. All addresses of an IPv6 /64 network share one, because whoever has one of them has
 * all.
 */
function idOf({ kind, name }: Bucket): string {
  return `${kind}:${kind === 'address' && isIPv6(name) ? toNetwork(name) : name}`;
}

function toNetwork(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const all = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
