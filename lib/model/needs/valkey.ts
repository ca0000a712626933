import * as z from "zod/mini";
import { bindKeyValue, type BoundKeyValue, checkKeyValue, keyValueFields, type KeyValueOptions, keyValueSecrets } from "./key-value.ts";
import { type Gives, modeProblem, type NeedKind } from "./need.ts";

/** Memorystore's port for Valkey, with and without in-transit encryption. */
const PORT = 6379;

const VERSIONS = ["7.2", "8.0"] as const;

/** Memorystore for Valkey checks identities of Google Cloud instead of a password, so Valkey has no `auth`. */
export interface ValkeyOptions<T extends boolean = boolean> extends KeyValueOptions<T> {
  /** Memory in gibibytes, 1 to 58. The smallest node that has it runs the server. Source: Memorystore for Valkey, without cluster mode. */
  readonly memoryGb: number;
  /** The version of Valkey. @default "8.0" */
  readonly version?: (typeof VERSIONS)[number];
}

/** A Valkey that a service needs. */
export interface ValkeyNeed<T extends boolean = boolean> extends ValkeyOptions<T>, Gives<BoundValkey<T>> {
  readonly kind: "valkey";
}

/** The values that a service gets for a Valkey: `caFile` only with `tls`. */
export type BoundValkey<T extends boolean = boolean> = BoundKeyValue<false, T>;

/** Declares a Valkey that belongs to the service, one for each stack: `valkey({ memoryGb: 1 })`. */
export const valkey = <const T extends boolean = false>(options: ValkeyOptions<T>): ValkeyNeed<NoInfer<T>> => ({
  kind: "valkey",
  ...options,
});

export const valkeyKind: NeedKind<ValkeyNeed> = {
  summary: "A Valkey (Memorystore).",
  example: "valkey({ memoryGb: 2, tls: true })",
  gives: ["host", "port", "address", "url", "tls"],
  givesWith: { tls: ["caFile"] },
  instanceForm: "<need>.<service>.<stack>.internal:6379",
  schema: z.strictObject({
    kind: z.literal("valkey"),
    memoryGb: z.int().check(z.gte(1), z.lte(58)),
    version: z.optional(z.enum(VERSIONS)),
    ...keyValueFields,
  }),
  nameOf: () => "valkey",
  bind: ({ tls = false }, instance, mount) => bindKeyValue({ tls }, PORT, instance, mount),
  egress: () => [PORT],
  addressing: () => ({ kind: "endpoints", servers: ["", "-reader"], isPeered: false }),
  identity: () => false,
  shareable: () => true,
  secrets: ({ tls = false }, instance, name) => keyValueSecrets({ tls }, instance, name),
  differs: (need, other) => modeProblem(need, other, ["tls"]),
  check: (need, { tier, report }) => checkKeyValue(need, tier, report, ["prod"]),
};
