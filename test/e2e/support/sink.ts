import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Sink {
  /** Where anything that leaves the page would arrive. */
  readonly port: number;
  /** Connections and bytes that came in, whatever their protocol. */
  readonly received: () => { readonly connections: number; readonly bytes: number };
  close(): Promise<void>;
}

/** A server that listens for real and would answer anything: HTTP with open CORS, and WebSockets. */
export async function openSink(): Promise<Sink> {
  let connections = 0;
  const sockets = new Set<Socket>();
  let closed = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end('thanks');
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => {
      closed += socket.bytesRead;
      sockets.delete(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => ({ connections, bytes: closed + [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0) }),
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
