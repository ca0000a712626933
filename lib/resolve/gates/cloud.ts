import type { Gate } from "../gate.ts";
import { takesConfig } from "../travel/moves.ts";
import { waits } from "../travel/waiting.ts";

/** Lets a service that needs the cloud wait until its stack has the cloud of the present specs. A pass goes on. */
export const cloudGate: Gate = (given) => {
  const { stack, locked, travel } = given;
  if (travel?.cloudStays === undefined || travel.pass !== undefined) return undefined;
  if (locked !== undefined && !takesConfig(given)) return undefined;
  const { reason, until } = travel.cloudStays;
  return waits(given, `it waits for the cloud of ${stack}: ${reason}`, until);
};
