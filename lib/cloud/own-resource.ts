import type { CloudPlace, NeedResource } from "../model/needs/custom.ts";
import type { CloudType, CloudTypes } from "./cloud-types.ts";
import { recordInputs } from "./host-record.ts";
import type { Plain, Reference } from "./resource.ts";

/** A resource whose type the compiler knows, so that others refer to its outputs. */
export interface OwnResource<T extends CloudType> extends NeedResource {
  readonly type: T;
}

/**
 * Makes a resource for the `resources` of `defineNeed`, with a type and the inputs of Pulumi's `@pulumi/gcp`.
 * @param name begins with the name of the instance: `place.name`
 */
export const cloudResource = <T extends CloudType>(
  type: T,
  name: string,
  inputs: Plain<CloudTypes[T]>,
  options: Pick<NeedResource, "protect" | "dependsOn"> = {},
): OwnResource<T> => ({ type, name, inputs, ...options });

/** Makes the DNS record that leads from the host of an instance to its addresses. */
export const hostRecord = (place: CloudPlace, addresses: readonly (Reference | string)[]): OwnResource<"gcp:dns/recordSet:RecordSet"> =>
  cloudResource("gcp:dns/recordSet:RecordSet", place.host, recordInputs(place, addresses), { protect: false });
