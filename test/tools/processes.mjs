/** Children that are never left behind, and what is needed to talk to them. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** However this process ends, the child ends with it. */
export function endWithUs(child) {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

export function start(command, args, options) {
  const child = spawn(command, args, { stdio: 'ignore', ...options });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  endWithUs(child);
  return {
    child,
    ended,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
