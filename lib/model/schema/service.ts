import * as z from "zod/mini";
import { MANIFEST_KINDS } from "../manifest-kinds.ts";
import { needsSchema } from "./needs.ts";

const integer = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum));
const optionalInteger = (minimum: number, maximum: number) => z.optional(integer(minimum, maximum));
const functionOf = (shape: string) => z.custom((value) => typeof value === "function", `must be a function such as ${shape}`);
const words = z.array(z.string());

const amounts = {
  cpu: z.optional(z.string()),
  memory: z.optional(z.string()),
  storage: z.optional(z.string()),
};
const resources = z.strictObject({ ...amounts, limits: z.optional(z.strictObject(amounts)) });

const probe = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    port: z.string(),
    path: z.string().check(z.regex(/^\//, 'must start with "/"')),
    headers: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal("grpc"), port: z.string(), service: z.optional(z.string()) }),
  z.strictObject({ kind: z.literal("tcp"), port: z.string() }),
  z.strictObject({ kind: z.literal("exec"), command: words.check(z.minLength(1)) }),
]);

const health = z.strictObject({
  readiness: z.optional(probe),
  liveness: z.optional(probe),
  startupSeconds: optionalInteger(1, 3600),
  periodSeconds: optionalInteger(1, 300),
  timeoutSeconds: optionalInteger(1, 60),
  failureThreshold: optionalInteger(1, 100),
});

// The API server accepts more, but a thousand pods of one service are a mistake, or need a separate cluster.
const scale = z.strictObject({
  min: optionalInteger(2, 1000),
  max: optionalInteger(3, 1000),
  cpuPercent: optionalInteger(1, 500),
  memoryPercent: optionalInteger(1, 500),
});

const schedule = z.strictObject({
  cron: z.string(),
  timeZone: z.optional(z.string()),
  startingDeadlineSeconds: optionalInteger(10, 86_400),
  timeoutSeconds: optionalInteger(1, 604_800),
  retries: optionalInteger(0, 20),
});

const publicRoute = z.strictObject({
  port: z.string(),
  subdomain: z.optional(z.string()),
  host: z.optional(z.string()),
  paths: z.optional(z.array(z.string().check(z.regex(/^\//, 'must start with "/"'))).check(z.minLength(1))),
});

const environment = z.union(
  [
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], "must be a string, a number or a boolean")),
    z.custom((value) => typeof value === "function"),
  ],
  "must be an object of strings, numbers and booleans, or a function that returns one",
);

const change = z.optional(functionOf("(manifest) => { ... }"));
const patch = z.strictObject(Object.fromEntries(Object.keys(MANIFEST_KINDS).map((kind) => [kind, change])));

const common = {
  resources: z.optional(resources),
  health: z.optional(health),
  scale: z.optional(scale),
  env: z.optional(environment),
  args: z.optional(words),
  files: z.optional(z.record(z.string(), z.string())),
  priority: z.optional(z.enum(["high", "normal", "low"])),
  patch: z.optional(patch),
};

/** The schema of a tier's fields and of a stack's override. */
export const layerSchema = z.strictObject({
  ...common,
  schedule: z.optional(z.partial(schedule)),
  public: z.optional(z.partial(publicRoute)),
});

const command = z.array(z.string()).check(z.minLength(1));

/** The schema of a service, for input that the compiler has not checked. */
export const serviceSchema = z.strictObject({
  ...common,
  owner: z.string(),
  image: z.string(),
  ports: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        port: integer(1025, 65_535),
        protocol: z.enum(["grpc", "http", "tcp"]),
        servicePort: optionalInteger(1, 65_535),
      }),
    ),
  ),
  needs: z.optional(needsSchema),
  calls: z.optional(functionOf('() => ({ catalog: productcatalog.endpoint("grpc") })')),
  command: z.optional(command),
  schedule: z.optional(schedule),
  jobs: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        command,
        args: z.optional(words),
        resources: z.optional(resources),
        timeoutSeconds: optionalInteger(1, 86_400),
        retries: optionalInteger(0, 20),
      }),
    ),
  ),
  init: z.optional(
    z.record(
      z.string(),
      z.strictObject({ image: z.optional(z.string()), command, args: z.optional(words), resources: z.optional(resources) }),
    ),
  ),
  public: z.optional(publicRoute),
  graceSeconds: optionalInteger(11, 3600),
  component: z.optional(z.string()),
  partOf: z.optional(z.string()),
  tiers: z.optional(
    z.strictObject({
      latest: z.optional(layerSchema),
      staging: z.optional(layerSchema),
      prod: z.optional(layerSchema),
    }),
  ),
  manifests: z.optional(functionOf("(context) => [ ... ]")),
});
