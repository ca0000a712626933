import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { longestChain, planCalls } from "./calls.ts";
import { generateFleet, relock } from "./generate.ts";

const digest = (files: ReadonlyMap<string, string>): string =>
  createHash("sha256")
    .update(JSON.stringify([...files]))
    .digest("hex");

describe("generateFleet", () => {
  it("gives the same bytes for the same size and seed", () => {
    expect(digest(generateFleet({ services: 60, stacks: 3 }))).toBe(digest(generateFleet({ services: 60, stacks: 3, seed: 1 })));
  });

  it("gives other bytes for another seed", () => {
    expect(digest(generateFleet({ services: 60, stacks: 3, seed: 2 }))).not.toBe(digest(generateFleet({ services: 60, stacks: 3 })));
  });

  it("keeps the services of a fleet when it gets more stacks", () => {
    const services = (stacks: number): readonly (readonly [string, string])[] =>
      [...generateFleet({ services: 30, stacks })].filter(([path]) => path.startsWith("services/"));
    expect(services(10)).toEqual(services(1));
  });

  it("makes a whole project", () => {
    expect([...generateFleet({ services: 2, stacks: 4 }).keys()]).toEqual([
      "package.json",
      "fairlead.config.ts",
      "services/svc-0001.ts",
      "services/svc-0002.ts",
      "stacks/prod.ts",
      "pulumi-gen/prod/versions.yaml",
      "stacks/latest.ts",
      "pulumi-gen/latest/versions.yaml",
      "stacks/staging.ts",
      "pulumi-gen/staging/versions.yaml",
      "stacks/prod-2.ts",
      "pulumi-gen/prod-2/versions.yaml",
    ]);
  });

  it("writes services like those of the sample fleet", () => {
    expect(generateFleet({ services: 60, stacks: 1 }).get("services/svc-0060.ts")).toMatchInlineSnapshot(`
      "import { defineService, http, redis } from "fairlead";
      import svc0030 from "./svc-0030.ts";
      import svc0046 from "./svc-0046.ts";
      import svc0058 from "./svc-0058.ts";

      export default defineService("svc-0060", {
        owner: "team-35@example.com",
        image: "images.example.com/fleet/svc-0060",
        ports: { http: { port: 8842, protocol: "http", servicePort: 80 } },
        resources: { cpu: "350m", memory: "256Mi", limits: { cpu: "700m", memory: "512Mi" } },
        health: { readiness: http("http", { path: "/_healthz" }), startupSeconds: 120 },
        needs: { cache: redis({ memoryGb: 3, snapshot: "1h" }) },
        calls: () => ({
          svc0030: svc0030.endpoint("grpc"),
          svc0046: svc0046.endpoint("grpc"),
          svc0058: svc0058.endpoint("grpc"),
        }),
        env: ({ calls, needs, ports }) => ({
          PORT: ports.http,
          LOG_LEVEL: "warn",
          REDIS_ADDR: needs.cache.address,
          SVC_0030_ADDR: calls.svc0030.address,
          SVC_0046_ADDR: calls.svc0046.address,
          SVC_0058_ADDR: calls.svc0058.address,
        }),
        public: { port: "http", subdomain: "svc-0060" },
        scale: { min: 5, max: 22, cpuPercent: 62 },
        priority: "high",
      });
      "
    `);
  });
});

describe("planCalls", () => {
  const calls = planCalls(1000, 1);

  it("gives every service two or three calls, except in the lowest layer", () => {
    const counts = [...calls.values()].map(({ length }) => length);
    expect(Object.fromEntries([0, 1, 2, 3].map((count) => [count, counts.filter((one) => one === count).length]))).toMatchInlineSnapshot(`
      {
        "0": 1,
        "1": 1,
        "2": 492,
        "3": 506,
      }
    `);
  });

  it("calls mostly lower numbers, and never far higher ones", () => {
    const steps = [...calls].flatMap(([caller, callees]) => callees.map((callee) => callee - caller));
    expect(Math.max(...steps)).toBeLessThanOrEqual(40);
    expect(steps.filter((step) => step > 0).length / steps.length).toBeLessThan(0.2);
  });

  it("makes chains as deep as those of a large fleet, and no circle", () => {
    expect(longestChain(calls)).toMatchInlineSnapshot(`111`);
  });
});

it("changes one line of a lock", () => {
  const lock = generateFleet({ services: 3, stacks: 1 }).get("pulumi-gen/prod/versions.yaml") ?? "";
  const changed = relock(lock, "svc-0002", 7);
  const lines = (text: string): readonly string[] => text.split("\n");
  expect(lines(changed).map((line, index) => line === lines(lock)[index])).toEqual([
    ...Array.from({ length: 7 }, () => true),
    false,
    ...Array.from({ length: 8 }, () => true),
  ]);
  expect(changed.replaceAll(/[0-9a-f]{64}/g, "*")).toBe(lock.replaceAll(/[0-9a-f]{64}/g, "*"));
});
