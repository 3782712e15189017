import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A mail as it arrived: the envelope, and the text as it was written. */
interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A mail server for a test. */
export interface MailServer {
  /** Its `smtp://` URL. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  stop(): Promise<void>;
}

/** Starts a small SMTP server that takes every mail. */
export async function receiveMail(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    converse(socket, (mail) => received.push(mail));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Speaks SMTP (RFC 5321) as far as a client needs that has one mail to send. */
function converse(socket: Socket, take: (mail: ReceivedMail) => void): void {
  let buffer = '';
  let [from, to] = ['', ''];
  let isData = false;
  const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
  const answer = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') from = addressIn(line);
    if (verb === 'RCPT') to = addressIn(line);
    isData = verb === 'DATA';
    if (isData) return '354 Go on';
    return verb === 'QUIT' ? '221 Bye' : '250 OK';
  };
  socket.write('220 mail.test ESMTP\r\n');
  socket.on('error', () => socket.destroy());
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    buffer += chunk;
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      const said = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        take({ from, to, text: decode(said) });
        socket.write('250 Taken\r\n');
      } else socket.write(`${answer(said)}\r\n`);
    }
  });
}

/** The text of a mail, without what its transfer encoding added. */
function decode(message: string): string {
  const [head = '', ...body] = message.split('\r\n\r\n');
  const text = body.join('\r\n\r\n').replaceAll('\r\n', '\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(text, 'base64').toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return text;
  const bytes = text
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
