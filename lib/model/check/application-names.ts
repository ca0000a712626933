import { type Fleet, servicesOf } from "../fleet.ts";
import { applicationName, APPLICATIONS, COMPONENTS, PLATFORM } from "../object-names.ts";
import type { AnyStack } from "../stack.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";

/**
 * Reports two stacks that have one Application or AppProject: "cart" on "prod-us", and "us-cart" on "prod".
 * @param ofFleet the name of the Application over all stacks
 * @returns the pairs of these stacks; other names of theirs are equal, too
 */
export function checkApplicationNames({ stacks, fleet, problems }: Run, ofFleet: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const { on } of stacks.readable) {
    if (hasName(on.stack, fleet, ofFleet))
      reporterFor(problems, on.file)("", `the name "${ofFleet}" in Argo CD belongs to the fleet`, "rename the stack or the service");
    for (const { on: other } of stacks.readable) {
      // Only then can names that begin with the names of the two stacks be equal.
      if (!on.stack.name.startsWith(`${other.stack.name}-`)) continue;
      const rest = on.stack.name.slice(other.stack.name.length + 1);
      const theirs = new Set(partsOf(other.stack, fleet));
      const own = [undefined, ...partsOf(on.stack, fleet)];
      const [first] = own.flatMap((part) => {
        const theirPart = part === undefined ? rest : applicationName(rest, part);
        return theirs.has(theirPart) ? [{ part, theirPart }] : [];
      });
      if (first === undefined) continue;
      const name = first.part === undefined ? on.stack.name : applicationName(on.stack.name, first.part);
      pairs.add(pairOf(on.stack.name, other.stack.name));
      const report = reporterFor(problems, on.file);
      report("", `the name "${name}" in Argo CD belongs to ${first.theirPart} of ${other.stack.name}`, "rename one of the two stacks");
    }
  }
  return pairs;
}

/** True if the stack or one of its parts has the name in Argo CD. */
const hasName = (stack: AnyStack, fleet: Fleet, name: string): boolean =>
  stack.name === name || (name.startsWith(`${stack.name}-`) && partsOf(stack, fleet).includes(name.slice(stack.name.length + 1)));

/** Returns the same string for two stacks in any order. */
export const pairOf = (a: string, b: string): string => [a, b].sort().join(" ");

/** Lists the parts of a stack that have an Application or an AppProject. */
const partsOf = (stack: AnyStack, { services }: Fleet): readonly string[] => {
  const components = Object.keys(stack.input.components ?? {});
  return [
    ...servicesOf(stack, services).map(({ service }) => service.name),
    ...components,
    PLATFORM,
    APPLICATIONS,
    ...(components.length === 0 ? [] : [COMPONENTS]),
  ];
};
