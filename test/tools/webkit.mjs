/**
 * A launcher for WebKitGTK. Its small browser has no headless mode, so it gets a screen of its own that
 * nobody sees: Xvfb, then WebKitWebDriver on it, then the usual WebDriver launcher.
 */
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { after, freePort, start } from './processes.mjs';

const START_LIMIT = 40_000;

async function startDriver(driver, xvfb) {
  const port = await freePort();
  const screen = await startScreen(xvfb);
  // Where there is no graphics card, standing in for one takes half of its time.
  const env = { ...process.env, DISPLAY: screen.name, WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1' };
  const server = start(driver, [`--port=${port}`, '--host=127.0.0.1'], { env });
  const stopBoth = () => Promise.all([server.stop(), screen.stop()]);
  try {
    await untilReady(port, server);
  } catch (error) {
    await stopBoth();
    throw error;
  }
  return { port, stopBoth };
}

/** The driver speaks classic WebDriver only. */
const capabilitiesOf = (browser) => ({
  browserName: 'MiniBrowser',
  'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
});

export async function webkitLauncher({ driver, browser, xvfb }) {
  const { port, stopBoth } = await startDriver(driver, xvfb);
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    logLevel: 'error',
    connectionRetryTimeout: START_LIMIT,
    connectionRetryCount: 0,
    // Asking for BiDi makes it refuse the session.
    capabilities: { ...capabilitiesOf(browser), 'wdio:enforceWebDriverClassic': true },
  });
  const endSession = launcher.stop.bind(launcher);
  launcher.stop = async () => {
    await endSession();
    await stopBoth();
  };
  return launcher;
}

/** One session without a launcher: `call` speaks the driver's own protocol, below the path of the session. */
export async function webkitDriver({ driver, browser, xvfb }) {
  const { port, stopBoth } = await startDriver(driver, xvfb);
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}, ${value?.message}`);
    return value;
  };
  try {
    const alwaysMatch = { ...capabilitiesOf(browser), unhandledPromptBehavior: 'accept' };
    const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch } });
    const session = `/session/${sessionId}`;
    const stop = async () => {
      await ask('DELETE', session).catch(() => {});
      await stopBoth();
    };
    return { call: (method, path, body) => ask(method, session + path, body), stop };
  } catch (error) {
    await stopBoth();
    throw error;
  }
}

/** Xvfb picks a free display by itself and writes its number to the file descriptor it is given. */
export async function startScreen(xvfb) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const screen = start(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await Promise.race([
    new Promise((resolve) => screen.child.stdio[3].once('data', resolve)),
    screen.ended.then(() => Promise.reject(new Error('Xvfb ended before it had a display.'))),
    after(START_LIMIT).then(() => Promise.reject(new Error('Xvfb did not open a display in time.'))),
  ]).catch(async (error) => {
    await screen.stop();
    throw error;
  });
  return { name: `:${String(number).trim()}`, stop: screen.stop };
}

async function untilReady(port, server) {
  const deadline = Date.now() + START_LIMIT;
  let running = true;
  server.ended.then(() => (running = false));
  while (running && Date.now() < deadline) {
    const status = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (status?.ok) return;
    await after(50);
  }
  throw new Error(
    running ? 'WebKitWebDriver did not answer in time.' : 'WebKitWebDriver ended as soon as it was started.',
  );
}
