import { createServer } from 'node:http';

/**
 * A plain `node:http` server that reads and parses the body and answers a constant of a given size: the least that a
 * relay could take.
 */
const body = JSON.stringify({
  key: 'x',
  reason: 'STATIC',
  variant: 'on',
  value: true,
  metadata: { filler: '' },
});
const size = Number(process.argv[2]);
const answer = body.padEnd(size, ' ');
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(answer),
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, headers).end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
