import { DatabaseSync } from 'node:sqlite';

/** Takes the write lock of the file of the first argument, and lets go at the first message. */
const [path = ''] = process.argv.slice(2);
const database = new DatabaseSync(path);
database.exec('BEGIN IMMEDIATE');
process.on('message', () => {
  database.exec('ROLLBACK');
  database.close();
  process.disconnect();
});
process.send?.('held');
