import type { Explanation } from "../lib/compile/explain/explanation.ts";
import type { Subject } from "../lib/compile/explain/subject.ts";
import { override } from "../lib/index.ts";
import type { ServiceFile } from "../lib/model/fleet.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "./fleets.ts";

/** Builds a service of prod with an override. */
export function subject(fields: Fields, onStack: Fields = {}, name = "cart", others: readonly ServiceFile[] = []): Subject {
  const cart = serviceFile(name, fields);
  const fleet = fleetOf({
    services: [cart, ...others],
    stacks: [stackFile("prod", { tier: "prod", overrides: [override(cart.service, onStack)] })],
  });
  const model = modelOf(fleet);
  const [stack] = model.stacks;
  const [service] = stack?.services ?? [];
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  return { model, stack, service, lock: lockFor(fleet) };
}

/** Formats the influences of an explanation, each with its layers. */
export const chains = (explanation: Explanation | undefined): readonly string[] | undefined =>
  explanation?.influences.map(({ field, chain }) => {
    const values = chain.map(({ layer, file, value, inForce }) => {
      const shown = value === undefined ? "-" : JSON.stringify(value);
      return `${layer} ${shown}${file === undefined ? "" : ` (${file})`}${inForce ? " <-" : ""}`;
    });
    return `${field}: ${values.join(", ")}`;
  });
