import { Deadline } from '../contract/deadline.ts';

/** Milliseconds. A frozen tab holds its locks for as long as it is frozen; one try never takes so long. */
const PATIENCE = 60_000;

/** Milliseconds in which a browser says whether a lock is free. */
const MOMENT = 1000;

/**
 * Runs `work` while no other tab of this origin does, so that tabs do not send the same letter side by
 * side. A holder that does not let go within a minute is frozen, and is passed over: the endpoint
 * knows an id again, so even then nothing doubles. Without Web Locks (plain http, old Safari), and where
 * they do not answer, it just runs.
 */
export async function exclusive(name: string, work: () => Promise<void>, patience: number = PATIENCE): Promise<void> {
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => (running ??= work());
  const locks = globalThis.navigator?.locks;
  /** Whether we are let in: then the work has begun. Nothing where that is not said in time; a late yes changes nothing. */
  const ask = (options: LockOptions, limit: number): Promise<boolean | undefined> => {
    const answer = new Promise<boolean>((resolve, reject) => {
      const enter = (lock: Lock | null): Promise<void> | undefined => {
        resolve(!!lock);
        return lock ? run() : undefined;
      };
      locks.request(name, options, enter).catch(reject);
    });
    return new Deadline(limit).within(answer).catch(() => undefined);
  };
  if (locks && (await ask({ ifAvailable: true }, MOMENT)) === false && !(await ask({}, patience)))
    await ask({ steal: true }, MOMENT);
  return run();
}
