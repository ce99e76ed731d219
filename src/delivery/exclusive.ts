/** Milliseconds. A frozen tab holds its locks for as long as it is frozen; one try never takes so long. */
const PATIENCE = 60_000;

/**
 * Runs `work` while no other tab of this origin does, so that tabs do not send the same letter side by
 * side. A holder that does not let go within a minute is frozen, and is passed over: the endpoint
 * knows an id again, so even then nothing doubles. Without Web Locks (plain http, old Safari) it just runs.
 */
export async function exclusive(name: string, work: () => Promise<void>, patience: number = PATIENCE): Promise<void> {
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => (running ??= work());
  const locks = globalThis.navigator?.locks;
  if (!locks) return run();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    await locks.request(name, { signal: abort.signal }, run);
  } catch {
    // Either the wait was too long, or another tab has taken the lock from us: then the work goes on.
    if (!running) await locks.request(name, { steal: true }, run).catch(run);
  } finally {
    clearTimeout(timer);
  }
  return running;
}
