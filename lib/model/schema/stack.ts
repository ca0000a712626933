import * as z from "zod/mini";
import { argoCdSchema } from "../argo-cd.ts";
import { cloudSchema } from "../cloud/registry.ts";
import { CLOUD_CHOICES } from "../config.ts";
import { platformPatchSchema } from "../fields/patch.ts";
import { isImage } from "../image-spec.ts";
import { notifySchema } from "../notify.ts";
import { gatewaySchema } from "../stack-fields/gateway.ts";
import { apiServerSchema } from "../stack-fields/api-server.ts";
import { monitoringSchema } from "../stack-fields/monitoring.ts";
import { movedFromSchema } from "../stack-fields/moved-from.ts";
import { driftIgnoreSchema } from "../stack-fields/drift-ignore.ts";
import { computeClassesSchema } from "../stack-fields/compute-classes.ts";
import { endpointsSchema } from "../stack-fields/endpoints.ts";
import { ingressSchema } from "../stack-fields/ingress.ts";
import { providersSchema } from "../stack-fields/providers.ts";
import { POD_SECURITY_LEVELS } from "../pod-security.ts";
import { isService } from "../service.ts";
import { isOverride } from "../stack.ts";

const needRef = z.object({ service: z.string(), need: z.string() });
const service = z.custom(isService, "must be a service from defineService");
const serviceOrImage = z.custom((value) => isService(value) || isImage(value), "must be a service from defineService");

/** The schema of a stack, for input that the compiler has not checked. */
export const stackSchema = z.strictObject({
  tier: z.enum(["latest", "staging", "prod"]),
  region: z.string(),
  project: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  services: z.union(
    [z.array(serviceOrImage), z.object({ kind: z.literal("selection"), excluded: z.array(service) })],
    "must be allServices, allServices.except(...), or a list of services",
  ),
  channel: z.optional(z.string()),
  movedFrom: z.optional(movedFromSchema),
  retired: z.optional(z.boolean()),
  expires: z.optional(z.string()),
  testData: z.optional(z.boolean()),
  // `checkDefaults` looks at each entry.
  defaults: z.optional(z.unknown()),
  overrides: z.optional(z.array(z.custom(isOverride, "must be override(service, { ... })"))),
  bindings: z.optional(
    z.array(
      z.object({
        kind: z.literal("binding"),
        need: needRef,
        to: z.object({ kind: z.literal("shared"), stack: z.string(), need: needRef }),
      }),
    ),
  ),
  providers: z.optional(providersSchema),
  privateRange: z.optional(z.string()),
  addresses: z.optional(z.array(z.object({ kind: z.literal("address"), need: needRef, range: z.string() }))),
  restored: z.optional(z.array(z.object({ kind: z.literal("restored"), need: needRef, at: z.string(), range: z.string() }))),
  endpoints: z.optional(endpointsSchema),
  domain: z.optional(z.string()),
  imagePullSecrets: z.optional(z.array(z.string())),
  gateway: z.optional(gatewaySchema),
  ingress: z.optional(ingressSchema),
  podSecurity: z.optional(z.enum(POD_SECURITY_LEVELS)),
  monitoring: z.optional(monitoringSchema),
  apiServer: z.optional(apiServerSchema),
  kubernetesVersion: z.optional(z.string()),
  secretStore: z.optional(z.string()),
  components: z.optional(
    z.record(
      z.string(),
      z.custom((value) => typeof value === "function", "must be a function such as ({ provider }) => { ... }"),
    ),
  ),
  cloud: z.optional(cloudSchema),
  driftIgnore: z.optional(driftIgnoreSchema),
  computeClasses: z.optional(computeClassesSchema),
  quota: z.optional(
    z.strictObject({
      pods: z.optional(z.int().check(z.gte(1))),
      cpu: z.optional(z.string()),
      memory: z.optional(z.string()),
    }),
  ),
  patch: z.optional(platformPatchSchema),
});

/** The schema of the config. */
export const configSchema = z.strictObject({
  name: z.string(),
  repository: z.strictObject({ url: z.string(), branch: z.optional(z.string()) }),
  opsRepo: z.optional(z.union([z.string(), z.strictObject({ url: z.string(), branch: z.optional(z.string()) })])),
  datastore: z.optional(z.union([z.string(), z.strictObject({ url: z.string(), apiEndpoint: z.optional(z.string()) })])),
  monitoring: z.optional(monitoringSchema),
  argoCd: z.optional(argoCdSchema),
  kubernetesVersion: z.optional(z.string()),
  defaults: z.optional(z.unknown()),
  sharedProjects: z.optional(z.record(z.string(), z.string())),
  cloud: z.optional(z.enum(CLOUD_CHOICES)),
  state: z.optional(z.string()),
  policyPacks: z.optional(z.array(z.string().check(z.minLength(1)))),
  stateKeys: z.optional(z.partialRecord(z.enum(["latest", "staging", "prod"]), z.string())),
  notify: z.optional(notifySchema),
});
