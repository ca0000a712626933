import * as z from "zod/mini";
import { allowFromSchema } from "../fields/allow-from.ts";
import { egressSchema } from "../fields/egress.ts";
import { daemonSchema } from "../fields/daemon.ts";
import { envSchema } from "../fields/env.ts";
import { filesSchema } from "../fields/files.ts";
import { frontSchema } from "../fields/front.ts";
import { healthSchema } from "../fields/health.ts";
import { initSchema } from "../fields/init.ts";
import { jobsSchema } from "../fields/jobs.ts";
import { patchSchema } from "../fields/patch.ts";
import { portsSchema } from "../fields/ports.ts";
import { kubernetesApiSchema } from "../fields/kubernetes-api.ts";
import { metricsSchema } from "../fields/scraping.ts";
import { podShape } from "../fields/pod.ts";
import { partialPublicSchema, publicSchema } from "../fields/public.ts";
import { resourcesSchema } from "../fields/resources.ts";
import { scaleSchema } from "../fields/scale.ts";
import { scheduleSchema } from "../fields/schedule.ts";
import { sessionAffinitySchema } from "../fields/session-affinity.ts";
import { sidecarsSchema } from "../fields/sidecars.ts";
import { statefulLayerSchema, statefulSchema } from "../fields/stateful.ts";
import { functionOf, optionalInteger } from "../fields/schema-parts.ts";
import { commandInputSchema, wordsInputSchema } from "../fields/words.ts";
import { needsSchema } from "./needs.ts";

const common = {
  calls: z.optional(functionOf('() => ({ catalog: productcatalog.endpoint("grpc") })')),
  resources: z.optional(resourcesSchema),
  health: z.optional(healthSchema),
  scale: z.optional(scaleSchema),
  egress: z.optional(egressSchema),
  allowFrom: z.optional(allowFromSchema),
  sessionAffinity: z.optional(sessionAffinitySchema),
  daemon: z.optional(daemonSchema),
  kubernetesApi: z.optional(kubernetesApiSchema),
  env: z.optional(envSchema),
  args: z.optional(wordsInputSchema),
  files: z.optional(filesSchema),
  sidecars: z.optional(sidecarsSchema),
  priority: z.optional(z.enum(["high", "normal", "low"])),
  patch: z.optional(patchSchema),
};

/** The schema of a tier's fields and of a stack's override. */
export const layerSchema = z.strictObject({
  ...common,
  needs: z.optional(needsSchema),
  schedule: z.optional(z.partial(scheduleSchema)),
  stateful: z.optional(statefulLayerSchema),
  ...podShape,
  public: z.optional(partialPublicSchema),
  metrics: z.optional(z.partial(metricsSchema)),
});

/** The schema of a service, for input that the compiler has not checked. */
export const serviceSchema = z.strictObject({
  ...common,
  owner: z.string(),
  image: z.string(),
  imagesFrom: z.optional(z.array(z.string())),
  ports: z.optional(portsSchema),
  needs: z.optional(needsSchema),
  command: z.optional(commandInputSchema),
  schedule: z.optional(scheduleSchema),
  stateful: z.optional(statefulSchema),
  jobs: z.optional(jobsSchema),
  init: z.optional(initSchema),
  public: z.optional(publicSchema),
  metrics: z.optional(metricsSchema),
  front: z.optional(frontSchema),
  graceSeconds: optionalInteger(1, 3600),
  component: z.optional(z.string()),
  partOf: z.optional(z.string()),
  instances: z.optional(z.record(z.string(), layerSchema)),
  tiers: z.optional(
    z.strictObject({
      latest: z.optional(layerSchema),
      staging: z.optional(layerSchema),
      prod: z.optional(layerSchema),
    }),
  ),
  manifests: z.optional(functionOf("(context) => [ ... ]")),
  // Fields that people use more often come first: a misspelt field most likely means one of them.
  ...podShape,
});
