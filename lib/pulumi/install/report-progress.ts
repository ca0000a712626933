/** Milliseconds between two lines; also a CI log stays short. */
const REPORT_EVERY_MS = 10_000;

/** Runs work, and logs its progress every ten seconds. */
export async function reportProgress<T>(log: (line: string) => void, progress: () => string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const timer = setInterval(() => log(`${progress()}, ${Math.round((performance.now() - start) / 1000)} s`), REPORT_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
