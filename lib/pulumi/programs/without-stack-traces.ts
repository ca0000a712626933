/** Runs work while errors have no stack: Pulumi keeps one for each of its promises. */
export async function withoutStackTraces(work: () => Promise<void>): Promise<void> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await work();
  Error.stackTraceLimit = stackTraceLimit;
}
