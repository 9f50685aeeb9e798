/**
 * Makes `Date` tell a time that is `offsetMs` ahead of the computer's clock. Dates that are made from arguments,
 * `instanceof` and all other members stay as they are, and so do the monotonic clocks.
 *
 * This function has to stand alone: its text also runs in the pages of the browser tests.
 */
export function shiftDate(offsetMs: number): void {
  const RealDate = Date;
  const realNow = RealDate.now;
  const now = () => realNow() + offsetMs;

  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  // So that `date.constructor` is the `Date` that everybody sees.
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
