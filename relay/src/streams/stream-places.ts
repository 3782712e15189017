/** How many streams a relay has open at most. */
export interface StreamLimits {
  /** In all. */
  readonly total: number;
  /** From one address; undefined means no limit of its own, because offices and proxies share one. */
  readonly perAddress: number | undefined;
}

/** Why there is no place for another stream. */
export type FullLimit = 'total' | 'key' | 'address';

const usual: StreamLimits = { total: 5_000, perAddress: undefined };
/** No key may take all places from the others. */
const shareOfOneKey = 0.9;

/** The places for streams: who holds how many, and who gets no more. */
export class StreamPlaces {
  readonly limits: StreamLimits;
  readonly #mostPerKey: number;
  readonly #byKey = new Map<string, number>();
  readonly #byAddress = new Map<string, number>();
  #taken = 0;

  constructor(limits: StreamLimits = usual) {
    this.limits = limits;
    this.#mostPerKey = Math.max(1, Math.floor(limits.total * shareOfOneKey));
  }

  get taken(): number {
    return this.#taken;
  }

  /** The limit that a key's next stream from an address would exceed; undefined while there is room. */
  findFull(key: string, address: string): FullLimit | undefined {
    const { total, perAddress } = this.limits;
    if (this.#taken >= total) return 'total';
    if ((this.#byKey.get(key) ?? 0) >= this.#mostPerKey) return 'key';
    if (perAddress !== undefined && (this.#byAddress.get(address) ?? 0) >= perAddress) return 'address';
    return undefined;
  }

  /** Takes a place; returns what gives it back. */
  take(key: string, address: string): () => void {
    this.#taken++;
    add(this.#byKey, key, 1);
    add(this.#byAddress, address, 1);
    return () => {
      this.#taken--;
      add(this.#byKey, key, -1);
      add(this.#byAddress, address, -1);
    };
  }
}

/** Nobody who holds none is remembered. */
function add(counts: Map<string, number>, name: string, change: number): void {
  const count = (counts.get(name) ?? 0) + change;
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
}
