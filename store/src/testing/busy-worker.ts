import { DatabaseSync } from 'node:sqlite';

/** Writes to the file of the first argument without a pause between two transactions, until it is killed. */
const [path = ''] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec('CREATE TABLE busy (at INTEGER)');
process.send?.('begins');
for (;;) {
  database.exec(`BEGIN IMMEDIATE; INSERT INTO busy VALUES (${Date.now()})`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  database.exec('COMMIT');
}
