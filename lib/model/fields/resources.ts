import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { normalizeQuantity, sumQuantities } from "../quantity.ts";
import { integer } from "./schema-parts.ts";

export interface AmountsInput {
  /** Cores as a Kubernetes quantity, such as `250m` or `1`. @default "100m" */
  readonly cpu?: string;
  /** Bytes as a Kubernetes quantity, such as `128Mi`. @default "128Mi" */
  readonly memory?: string;
  /** Ephemeral storage in bytes as a Kubernetes quantity, such as `1Gi`. @default "1Gi" */
  readonly storage?: string;
}

/** The resources that a container requests, and their limits. */
export interface ResourcesInput extends AmountsInput {
  /** The maximum that a container may use, not below the request. @default twice the requested cpu, and the requested memory and storage */
  readonly limits?: AmountsInput;
  /**
   * Resources of the nodes by name, such as `{ "nvidia.com/gpu": 1 }`: whole numbers from 1 to 1024. The limit equals the request.
   * Jobs and init containers do not inherit them.
   * @default none
   */
  readonly extended?: Readonly<Record<string, number>>;
}

export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
}

/** The requests and limits of a container. Valid quantities are in normal form; malformed ones stay as written. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly extended?: Readonly<Record<string, number>> | undefined;
}

const amountsShape = {
  cpu: z.optional(z.string()),
  memory: z.optional(z.string()),
  storage: z.optional(z.string()),
};

export const resourcesSchema = z.strictObject({
  ...amountsShape,
  limits: z.optional(z.strictObject(amountsShape)),
  extended: z.optional(z.record(z.string(), integer(1, 1024))),
});

/** Adds the default requests, and the limits that follow from the requests. */
export function resourcesOf({ limits = {}, extended, ...requested }: ResourcesInput = {}): Resources {
  const requests = amounts({ ...DEFAULTS.resources, ...requested });
  // A malformed quantity stays as written, and a rule reports it.
  const cpu = normalizeQuantity(requests.cpu) === undefined ? requests.cpu : sumQuantities([{ quantity: requests.cpu, count: 2 }]);
  return { requests, limits: amounts({ ...requests, cpu, ...limits }), ...(extended === undefined ? {} : { extended }) };
}

/** Returns the resources of a part, such as a job. It inherits those of the service, without the extended ones. */
export const resourcesOfPart = (own: ResourcesInput | undefined, { extended: _extended, ...inherited }: ResourcesInput): Resources =>
  resourcesOf(own ?? inherited);

const amounts = ({ cpu, memory, storage }: Amounts): Amounts => ({
  cpu: wholeUnits(cpu, /[nu]$/),
  memory: wholeUnits(memory, /[num]$/),
  storage: wholeUnits(storage, /[num]$/),
});

/** Returns the normal form of a quantity. A part of a byte or of 1m has a unit of `parts`. It stays as written, and a rule shows it. */
function wholeUnits(text: string, parts: RegExp): string {
  const normal = normalizeQuantity(text);
  return normal === undefined || parts.test(normal) ? text : normal;
}
