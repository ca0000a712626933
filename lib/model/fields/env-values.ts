import * as z from "zod/mini";
import { isRecord } from "../../base/values.ts";
import { tagged } from "../tagged.ts";

/** Removes what a lower layer sets: `env: { PROFILER: unset }`. */
export interface Unset {
  readonly kind: "unset";
}

/** Removes a variable that a lower layer sets: `tiers: { prod: { env: { PROFILER: unset } } }`. */
export const unset: Unset = tagged({ kind: "unset" });

/** The problem of a layer that removes what no lower layer sets. */
export const NOTHING_TO_UNSET = "removes nothing: no lower layer sets it";

/** True if an untyped value is `unset`. */
export const isUnset = (value: unknown): value is Unset => isRecord(value) && value["kind"] === "unset";

/** A variable of the service as the value of a variable of an init container or a sidecar. */
export interface Inherit {
  readonly kind: "inherit";
  readonly variable: string;
}

/** Gives an init container or a sidecar a variable of the service: `env: { LOG_LEVEL: inherit("LOG_LEVEL") }`. */
export const inherit = (variable: string): Inherit => tagged({ kind: "inherit", variable });

/** The fields of a pod that a variable may have. Source: the API server's validation of `fieldRef`. */
export type PodField =
  | `metadata.${"name" | "namespace" | "uid"}`
  | `spec.${"nodeName" | "serviceAccountName"}`
  | `status.${"hostIP" | "hostIPs" | "podIP" | "podIPs"}`
  | `metadata.${"annotations" | "labels"}['${string}']`;

/** A field of the pod as the value of a variable. */
export interface FieldRef {
  readonly kind: "fieldRef";
  readonly fieldPath: PodField;
}

/** The hint for an object in place of a value, such as Kubernetes' `valueFrom`. */
export const VALUE_HINT =
  'write fieldRef("status.podIP"), resourceFieldRef("limits.memory"), or needs.x.value with needs: { x: secret({ asEnv: "because ..." }) }';

/** Gives a variable a field of its pod: `fieldRef("status.podIP")`, `fieldRef("metadata.labels['owner']")`. */
export const fieldRef = (fieldPath: PodField): FieldRef => tagged({ kind: "fieldRef", fieldPath });

type ResourceName = "cpu" | "ephemeral-storage" | "memory" | `hugepages-${string}`;

/** The resources of a container that a variable may have. Source: the API server's validation of `resourceFieldRef`. */
export type ContainerResource = `${"limits" | "requests"}.${ResourceName}`;

export interface ResourceFieldOptions {
  /** The unit of the value: `1m` or `1` for cpu; `1`, `1k`, `1Ki`, `1M`, `1Mi` and so on for bytes. @default "0": one core, one byte */
  readonly divisor?: string;
  /** A container that each pod of the service has. @default the container of the variable */
  readonly container?: string;
}

/** A resource of a container as the value of a variable. */
export interface ResourceFieldRef extends ResourceFieldOptions {
  readonly kind: "resourceFieldRef";
  readonly resource: ContainerResource;
}

/** Gives a variable a resource of a container: `resourceFieldRef("limits.memory", { divisor: "1Mi" })`. */
export const resourceFieldRef = (resource: ContainerResource, options: ResourceFieldOptions = {}): ResourceFieldRef =>
  tagged({ kind: "resourceFieldRef", resource, ...options });

export const inheritSchema = z.strictObject({ kind: z.literal("inherit"), variable: z.string() });

/** True if an untyped value comes from `inherit`. */
export const isInherit = (value: unknown): value is Inherit =>
  isRecord(value) && value["kind"] === "inherit" && inheritSchema.safeParse(value).success;

export const unsetSchema = z.strictObject({ kind: z.literal("unset") });

const POD_FIELD =
  /^(?:metadata\.(?:name|namespace|uid)|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?)|metadata\.(?:labels|annotations)\['(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?'\])$/;
const RESOURCE = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-[1-9]\d*(?:[KMGTPE]i|[kMGTPE])?)$/;
const DIVISOR = /^(?:0|1m|1(?:[KMGTPE]i|[kMGTPE])?)$/;

export const fieldRefSchema = z.strictObject({
  kind: z.literal("fieldRef"),
  fieldPath: z.string().check(z.regex(POD_FIELD, "is not a field of a pod that a variable may have, such as status.podIP")),
});

export const resourceFieldRefSchema = z
  .strictObject({
    kind: z.literal("resourceFieldRef"),
    resource: z.string().check(z.regex(RESOURCE, "is not a resource of a container, such as limits.memory")),
    divisor: z.optional(z.string().check(z.regex(DIVISOR, "is not a divisor: 0, 1, 1m for cpu; 1k, 1Ki, 1M, 1Mi, 1G, 1Gi for bytes"))),
    container: z.optional(z.string()),
  })
  .check(
    z.check(({ value: { resource, divisor }, issues }) => {
      if (divisor === undefined || divisor === "0" || divisor === "1" || (divisor === "1m") === resource.endsWith(".cpu")) return;
      const message = resource.endsWith(".cpu")
        ? "is not a divisor of cpu: 0, 1 or 1m"
        : "is not a divisor of bytes: 0, 1, 1k, 1Ki, 1M, 1Mi, 1G, 1Gi";
      issues.push({ code: "custom", input: divisor, path: ["divisor"], message });
    }),
  );
