import * as fc from "fast-check";
import { inCluster } from "../lib/index.ts";
import { SERVERS, type ServerKind } from "../lib/model/needs/servers.ts";
import type { Provider } from "../lib/model/stack-fields/providers.ts";
import type { TestServiceFile } from "./fleets.ts";

const options = fc.record({ storage: fc.constantFrom("1Gi", "0.5Ti"), memory: fc.constantFrom("128Mi", "1e9") }, { requiredKeys: [] });
const provider = options.map((given): Provider =>
  inCluster({
    ...given,
    // Fairlead knows no image of some versions.
    image: `registry.example.com/server:v1@sha256:${"5".repeat(64)}`,
    because: "a test",
  }),
);

/** Generates the providers of kinds that a cluster may run. */
export const randomProviders = fc.dictionary(fc.constantFrom(...Object.keys(SERVERS)), fc.oneof(fc.constant("cloud" as const), provider), {
  maxKeys: 3,
  noNullPrototype: true,
});

/** Leaves out the kinds that the cluster cannot run for the services. Certificates and names of jobs stand against it. */
export const possibleProviders = (drawn: unknown, services: readonly TestServiceFile[]): Readonly<Record<string, Provider>> =>
  Object.fromEntries(
    Object.entries((drawn ?? {}) as Record<ServerKind, Provider>).filter(([kind]) => services.every((file) => fits(kind, file))),
  );

const fits = (kind: string, { service: { input } }: TestServiceFile): boolean =>
  Object.entries(input.needs ?? {}).every(
    ([name, need]) =>
      need.kind !== kind ||
      !(("tls" in need && need.tls) || ("verifyServer" in need && need.verifyServer) || Object.hasOwn(input.jobs ?? {}, name)),
  );

/** True if the cluster runs the instances of a kind. */
export const isProvided = (kind: string, drawn: unknown, services: readonly TestServiceFile[]): boolean =>
  (possibleProviders(drawn, services)[kind] ?? "cloud") !== "cloud";
