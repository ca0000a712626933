/**
 * Hears of what is thrown where nobody catches it: in a timer, in a promise that nobody waits for. While the engine runs the program, Pulumi
 * listens as well and tells the engine of errors, each kind in its own way; it cannot tell of other values.
 */
export function onUncaught(listener: (thrown: unknown) => void): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (thrown: unknown) => {
      if (!(thrown instanceof Error) || process.listenerCount(event) === 1) listener(thrown);
    });
}
