import type { AddressRecord, RecordedAddress } from "../model/address-record.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { keyOf, rangesOn } from "../model/need-ranges.ts";
import { needKind } from "../model/needs/registry.ts";
import type { Lock, LockEntry } from "./lock.ts";

/** Reads the decided addresses in the entries of a lock. @param file the path that problems name */
export const addressRecord = (lock: Lock, file: string): AddressRecord => ({
  file,
  addresses: [...lock].flatMap(([service, { addresses }]) => (addresses ?? "").split(" ").flatMap((text) => readAddress(service, text))),
});

function readAddress(service: string, text: string): readonly RecordedAddress[] {
  const [name = "", ranges] = text.split("=");
  return ranges === undefined ? [] : [{ service, name, ranges: ranges.split(",") }];
}

/** Returns a lock in which each entry records the addresses of its service's instances. Services that share a server record the same ones. */
export function withAddresses(stack: StackModel, lock: Lock): Lock {
  const services = new Map(stack.services.map((service) => [service.name, service]));
  return new Map(
    [...lock].map(([name, { addresses: _addresses, ...entry }]): [string, LockEntry] => {
      const service = services.get(name);
      const addresses = service === undefined ? "" : addressesOf(stack, service);
      return [name, addresses === "" ? entry : { addresses, ...entry }];
    }),
  );
}

/** Formats the decided addresses of a service's instances: `cart-carts=10.30.228.248/29`. */
const addressesOf = (stack: StackModel, service: EffectiveService): string =>
  Object.entries(service.needs)
    .flatMap(([need, spec]) => {
      if (service.uses.has(need)) return [];
      const range = rangesOn(stack).byKey.get(keyOf({ service: service.name, need }, needKind(spec).addressing(spec)));
      return range?.name === undefined ? [] : [`${range.name}=${range.ranges.join(",")}`];
    })
    .sort()
    .join(" ");
