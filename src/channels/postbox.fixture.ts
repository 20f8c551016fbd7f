import { createServer, type Socket } from 'node:net';

/** What the server took in: the commands as they came, and the letters. */
export interface Postbox {
  readonly url: string;
  readonly commands: string[];
  readonly letters: string[];
  connections: number;
}

/** A server that speaks SMTP (RFC 5321) on a port of its own; `answer` may say something else than "yes" to a command. */
export async function postbox(
  t: { after(work: () => void): void },
  answer: (command: string) => string | undefined = () => undefined,
): Promise<Postbox> {
  const box: Postbox = { url: '', commands: [], letters: [], connections: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    box.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    let heard = '';
    let isLetter = false;
    const reply = (command: string, usual: string) => {
      const said = answer(command) ?? usual;
      if (said === 'hang up') socket.destroy();
      else if (said !== 'silence') socket.write(`${said}\r\n`);
      return said;
    };
    reply('GREETING', '220 contoh ESMTP');
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      for (;;) {
        const end = heard.indexOf(isLetter ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = heard.slice(0, end);
        heard = heard.slice(end + (isLetter ? 5 : 2));
        if (isLetter) {
          isLetter = false;
          if (reply('LETTER', '250 taken').startsWith('2')) box.letters.push(said);
          continue;
        }
        box.commands.push(said);
        if (said.startsWith('EHLO')) socket.write('250-contoh\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n');
        else if (said === 'DATA') isLetter = reply(said, '354 go on').startsWith('354');
        else reply(said, said === 'QUIT' ? '221 bye' : '250 yes');
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(box, { url: `smtp://127.0.0.1:${port}` });
}
