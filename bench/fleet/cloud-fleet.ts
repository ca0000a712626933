import { serviceName } from "./service-file.ts";

/** Returns a service with a Redis and a bucket. */
const serviceWithNeeds = (name: string, memoryGb: number): string => `import { bucket, defineService, http, redis } from "fairlead";

export default defineService("${name}", {
  owner: "team@example.com",
  image: "images.example.com/fleet/${name}",
  ports: { http: { port: 8080, protocol: "http" } },
  health: { readiness: http("http") },
  needs: { cache: redis({ memoryGb: ${memoryGb} }), files: bucket() },
});
`;

const CONFIG = `import { defineConfig } from "fairlead";

export default defineConfig({ name: "fleet", repository: { url: "https://git.example.com/fleet/ops.git" } });
`;

const STACK = `import { allServices, defineStack } from "fairlead";

export default defineStack("staging", {
  tier: "staging",
  region: "us-central1",
  project: "fleet-staging",
  cluster: "staging",
  namespace: "fleet",
  services: allServices,
  privateRange: "10.10.0.0/16",
  domain: "fleet.example.com",
});
`;

/** Generates a fleet of services with two needs each, on one stack: path -> text. */
export const generateCloudFleet = (services: number): ReadonlyMap<string, string> =>
  new Map([
    ["package.json", '{ "type": "module" }\n'],
    ["fairlead.config.ts", CONFIG],
    ["stacks/staging.ts", STACK],
    ...Array.from({ length: services }, (_, index) => changedNeed(index + 1, 1)),
  ]);

/** Returns the file of a service whose Redis has a size. */
export const changedNeed = (service: number, memoryGb: number): readonly [path: string, text: string] => [
  `services/${serviceName(service)}.ts`,
  serviceWithNeeds(serviceName(service), memoryGb),
];
