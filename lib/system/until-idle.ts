/** The error of a promise that nothing settles. */
export class UnsettledError extends Error {}

/** Milliseconds after which a promise counts as never settled: a timer or a server may keep the process busy. */
const LIMIT_MS = 30_000;

/**
 * Waits for a promise. If the process has nothing left to do first, nothing can settle the promise.
 * @throws UnsettledError, also if the promise takes longer than `limitMs`
 */
export async function untilIdle<T>(promise: Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const { promise: idle, reject } = Promise.withResolvers<never>();
  const fail = (): void => reject(new UnsettledError("nothing settles it"));
  // The process ends if its last listener schedules nothing.
  const onIdle = (): void => void setImmediate(fail);
  process.once("beforeExit", onIdle);
  const limit = setTimeout(fail, limitMs).unref();
  try {
    return await Promise.race([promise, idle]);
  } finally {
    clearTimeout(limit);
    process.off("beforeExit", onIdle);
  }
}
