/** Milliseconds by which the clock is shifted: in more than a year, the year, the month and the day differ. */
const SHIFT = 400 * 86_400_000;

/** Shifts this process's clock, so that a render that reads it gives other objects. */
export function shiftClock(): void {
  const now = (): number => Real.now() + SHIFT;
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (_target, [first = now(), ...rest], newTarget) => Reflect.construct(Real, [first, ...rest], newTarget),
    apply: () => new Real(now()).toString(),
    get: (_target, key) => (key === "now" ? now : Reflect.get(Real, key)),
  });
}
