/**
 * Calls a listener with every uncaught value, such as one that is thrown in a timer.
 * While the engine runs the program, Pulumi listens too and reports errors to the engine. It cannot report other values.
 */
export function onUncaught(listener: (thrown: unknown) => void): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (thrown: unknown) => {
      if (!(thrown instanceof Error) || process.listenerCount(event) === 1) listener(thrown);
    });
}
