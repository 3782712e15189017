/** The store cannot answer now; `reason` is for people, with the next step. Nothing was half-written. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The stored data cannot be used as it is (damaged file, newer schema); `message` names the file and the next step. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';
}

/** A unique field is taken. */
export class DuplicateRecordError extends Error {
  override readonly name = 'DuplicateRecordError';
}
