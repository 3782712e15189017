import { DatabaseSync } from 'node:sqlite';

/**
 * A worker process that takes the write lock of the file named by its first argument, and releases it at the first
 * message.
 */
const [path = ''] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec('BEGIN IMMEDIATE');
process.on('message', () => {
  database.exec('ROLLBACK');
  database.close();
  process.disconnect();
});
process.send?.('held');
