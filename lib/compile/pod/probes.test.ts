import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { exec, http, none, plain, tcp } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

/** Returns the probes of a service: `readiness`, `liveness`, `startup`. */
function probes(fields: Fields): Readonly<Record<string, unknown>> {
  const objects = compileFleet(fleetOf({ services: [serviceFile("cart", fields)] }));
  const deployment = objects.find(({ manifest }) => manifest.kind === "Deployment")?.manifest;
  return Object.fromEntries(
    ["readiness", "liveness", "startup"].flatMap((name) => {
      const probe = findPath(deployment, `spec.template.spec.containers.0.${name}Probe`)?.value;
      return probe === undefined ? [] : [[name, probe]];
    }),
  );
}

const numbers = { failureThreshold: 3, initialDelaySeconds: 5, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 2 };
const startup = { failureThreshold: 30, initialDelaySeconds: 1, periodSeconds: 5, successThreshold: 1, timeoutSeconds: 2 };

describe("the probes of", () => {
  it.each<readonly [title: string, fields: Fields, expected: Fields]>([
    [
      "a tcp port: liveness asks the same and waits longer. kube-score compares the ports, so readiness names its port",
      { ports: { redis: { port: 6379, protocol: "tcp" } } },
      {
        readiness: { ...numbers, tcpSocket: { port: "redis" } },
        liveness: { ...numbers, failureThreshold: 9, tcpSocket: { port: 6379 } },
        startup: { ...startup, tcpSocket: { port: 6379 } },
      },
    ],
    [
      "a service whose checks have numbers of their own",
      {
        health: {
          readiness: http("http", { periodSeconds: 3, successThreshold: 2, initialDelaySeconds: 0 }),
          liveness: http("http", { path: "/livez", timeoutSeconds: 9, failureThreshold: 7 }),
          startupSeconds: 61,
        },
      },
      {
        readiness: {
          ...numbers,
          httpGet: { path: "/healthz", port: 8080 },
          initialDelaySeconds: undefined,
          periodSeconds: 3,
          successThreshold: 2,
        },
        liveness: { ...numbers, httpGet: { path: "/livez", port: 8080 }, failureThreshold: 7, timeoutSeconds: 9 },
        startup: { ...startup, failureThreshold: 13, httpGet: { path: "/livez", port: 8080 } },
      },
    ],
    [
      "a service with strings that plain allows",
      {
        health: {
          readiness: http("http", { headers: { "X-Api-Key": plain("abc", "because it is the key of a test") } }),
          liveness: exec(["check", plain("--password=guest", "because it is the default of a test image")]),
        },
      },
      {
        readiness: { ...numbers, httpGet: { httpHeaders: [{ name: "X-Api-Key", value: "abc" }], path: "/healthz", port: 8080 } },
        liveness: { ...numbers, exec: { command: ["check", "--password=guest"] } },
        startup: { ...startup, exec: { command: ["check", "--password=guest"] } },
      },
    ],
    [
      "a service with a startup check",
      { health: { startup: exec(["started"], { periodSeconds: 10, timeoutSeconds: 3, initialDelaySeconds: 20 }), startupSeconds: 95 } },
      {
        readiness: { ...numbers, httpGet: { path: "/healthz", port: 8080 } },
        liveness: { ...numbers, tcpSocket: { port: 8080 } },
        startup: {
          exec: { command: ["started"] },
          failureThreshold: 10,
          initialDelaySeconds: 20,
          periodSeconds: 10,
          successThreshold: 1,
          timeoutSeconds: 3,
        },
      },
    ],
    [
      "a service whose startup check counts its failures",
      { health: { startup: tcp("http", { failureThreshold: 600, periodSeconds: 1 }) } },
      {
        readiness: { ...numbers, httpGet: { path: "/healthz", port: 8080 } },
        liveness: { ...numbers, tcpSocket: { port: 8080 } },
        startup: { ...startup, failureThreshold: 600, periodSeconds: 1, tcpSocket: { port: 8080 } },
      },
    ],
    [
      "a service without a liveness check: it has no startup check either",
      { health: { liveness: none("the process exits if it fails") } },
      { readiness: { ...numbers, httpGet: { path: "/healthz", port: 8080 } } },
    ],
    [
      "a service without a startup check",
      { health: { startup: none() } },
      { readiness: { ...numbers, httpGet: { path: "/healthz", port: 8080 } }, liveness: { ...numbers, tcpSocket: { port: 8080 } } },
    ],
    ["a worker without checks", { ports: {}, health: { readiness: none(), liveness: none() } }, {}],
  ])("%s", (_title, fields, expected) => {
    expect(probes(fields)).toEqual(expected);
  });
});
