/** Ends a program that reaches for the network, so that a test sees it. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const trip = (what) => () => {
  process.stderr.write(`reached for the network: ${what}\n`);
  process.exit(99);
};

net.Socket.prototype.connect = trip('connect');
net.Server.prototype.listen = trip('listen');
dgram.createSocket = trip('dgram');
dns.lookup = trip('lookup');
globalThis.fetch = trip('fetch');
globalThis.WebSocket = trip('WebSocket');
syncBuiltinESMExports();
