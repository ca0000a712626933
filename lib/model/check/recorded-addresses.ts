import { FAIRLEAD } from "../../base/fairlead.ts";
import { isWithin, overlaps, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import { planAddresses } from "../address-plan.ts";
import type { RecordedAddress } from "../address-record.ts";
import { partsOf, slotOf } from "../address-slots.ts";
import type { StackModel } from "../model.ts";
import { demandsOf } from "../need-ranges.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";

/**
 * Checks that the lock records addresses that Fairlead can decide, and none twice. Two branches may have decided one address for two instances.
 * Addresses outside of `privateRange` are those of an earlier range, and instances without a need have left the specs.
 */
export function checkRecorded(stack: StackModel, run: Run, reportStack: Report): void {
  const plan = planAddresses(stack.privateRange ?? "");
  const outer = parseRange(stack.privateRange ?? "");
  if (stack.recorded === undefined || plan === undefined || outer === undefined) return;
  const { file, addresses } = stack.recorded;
  const report = reporterFor(run.problems, file);
  const parts = partsOf(plan);
  const needed = new Map(demandsOf(stack).map((demand) => [demand.name, demand]));
  const seen: RecordedAddress[] = [];
  const isEarlier = (text: string): boolean => {
    const range = parseRange(text);
    return range !== undefined && !overlaps(range, outer);
  };
  for (const recorded of addresses.filter(({ name, ranges }) => needed.has(name) && !ranges.every(isEarlier))) {
    const { service, name, ranges } = recorded;
    const say = (message: string, hint: string): void => report(`${service}.addresses`, message, hint);
    const wrong = ranges.find((text) => {
      const range = parseRange(text);
      return (
        range === undefined ||
        (isWithin(range, outer) && slotOf(parts.block, text) === undefined && slotOf(parts.endpoints, text) === undefined)
      );
    });
    const twice = ranges.find((range, index) => ranges.indexOf(range) !== index);
    const other = seen.find((each) => (each.name === name ? String(each.ranges) !== String(ranges) : shareAddress(each.ranges, ranges)));
    const given = stack.addresses.find(
      ({ need, range }) => `${need.service}.${need.need}` !== needed.get(name)?.key && shareAddress([range], ranges),
    );
    if (wrong !== undefined)
      say(`${wrong} of ${name} is not an address that Fairlead decides`, `remove ${name} from addresses, then: ${FAIRLEAD} render`);
    else if (twice !== undefined) say(`${name} has ${twice} twice`, `remove ${name} from addresses, then: ${FAIRLEAD} render`);
    else if (other?.name === name)
      say(`${name} has other addresses in the entry of ${other.service}`, `write the same addresses into both, then: ${FAIRLEAD} render`);
    else if (other !== undefined)
      say(
        `${name} and ${other.name} share the address ${ranges.join(",")}`,
        `remove the newer of both from addresses, then: ${FAIRLEAD} render`,
      );
    else if (given !== undefined)
      reportStack(
        `addresses.${given.need.service}.${given.need.need}`,
        `${given.range} overlaps ${ranges.join(",")}, the address of ${name}`,
        "choose another address",
      );
    seen.push(recorded);
  }
}

/** True if two lists of ranges have an address in common. */
const shareAddress = (left: readonly string[], right: readonly string[]): boolean =>
  left
    .flatMap((text) => parseRange(text) ?? [])
    .some((range) => right.flatMap((text) => parseRange(text) ?? []).some((other) => overlaps(range, other)));
