import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsWith, serviceFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { checkFleet } from "../check/check-fleet.ts";
import { exec, grpc, http, none, tcp } from "../fields/probes.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const redis = { redis: { port: 6379, protocol: "tcp" } };

describe("health", () => {
  const missing = "missing: a service without ports must have";
  const same = (kind: string): string =>
    `services/app.ts: health.liveness: is the same check as readiness (${kind}), so Kubernetes would restart an overloaded pod`;
  it.each<Row>([
    ["by default", {}, []],
    ["a worker's", { ports: {}, health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } }, []],
    ["of a worker without any", { ports: {} }, [`services/app.ts: health: ${missing} readiness and liveness checks`]],
    [
      "of a worker without liveness",
      { ports: {}, health: { readiness: exec(["ready"]) } },
      [`services/app.ts: health.liveness: ${missing} a liveness check`],
    ],
    ["of a worker that runs at times: none", { ports: {}, schedule: { cron: "0 3 * * *" } }, []],
    [
      "a port that is not there",
      { health: { readiness: grpc("grcp") } },
      ['services/app.ts: health.readiness.port: app has no port "grcp" (known: "http")'],
    ],
    [
      "a misspelt port",
      { health: { liveness: tcp("htp") } },
      ['services/app.ts: health.liveness.port: app has no port "htp"; did you mean "http"?'],
    ],
    ["the same path twice", { health: { readiness: http("http"), liveness: http("http") } }, [same("http")]],
    ["the same command twice", { ports: {}, health: { readiness: exec(["ok"]), liveness: exec(["ok"]) } }, [same("exec")]],
    ["the same connection, which liveness by default lets wait longer", { health: { readiness: tcp("http") } }, []],
    ["a tcp port's, by default", { ports: redis }, []],
    ["the same connection twice, with equal numbers", { health: { readiness: tcp("http"), liveness: tcp("http") } }, [same("tcp")]],
    [
      "the same connection twice, where liveness waits longer",
      { health: { readiness: tcp("http"), liveness: tcp("http", { failureThreshold: 4 }) } },
      [],
    ],
    [
      "the same connection twice, where readiness waits longer",
      { health: { readiness: tcp("http", { periodSeconds: 60 }), liveness: tcp("http", { failureThreshold: 9 }) } },
      [same("tcp")],
    ],
    [
      "gRPC on a port that speaks http",
      { health: { readiness: grpc("http") } },
      ['services/app.ts: health.readiness: is a check of kind grpc, but the port "http" speaks http'],
    ],
    [
      "HTTP on a port that speaks gRPC",
      { ports: { api: { port: 5000, protocol: "grpc" } }, health: { liveness: http("api", { path: "/live" }) } },
      ['services/app.ts: health.liveness: is a check of kind http, but the port "api" speaks grpc'],
    ],
    ["HTTP on a tcp port", { ports: redis, health: { readiness: http("redis") } }, []],
    ["the same path twice, once by default", { health: { liveness: http("http", { path: "/healthz" }) } }, [same("http")]],
    [
      "a path without slash",
      { health: { readiness: http("http", { path: "healthz" }) } },
      ['services/app.ts: health.readiness.path: must start with "/", got "healthz"'],
    ],
    ["an empty command", { health: { liveness: exec([]) } }, ["services/app.ts: health.liveness.command: must not be empty"]],
    [
      "an unknown kind",
      { health: { readiness: { kind: "https", port: "http" } } },
      ['services/app.ts: health.readiness.kind: must be "http", "grpc", "tcp", "exec" or "none", got "https"'],
    ],
    [
      "a misspelt field",
      { health: { readiness: { ...http("http"), pth: "/" } } },
      ['services/app.ts: health.readiness.pth: unknown field; did you mean "path"?'],
    ],
    [
      "a string and null",
      { health: { readiness: "http", liveness: null } },
      ['services/app.ts: health.readiness: must be an object, got "http"', "services/app.ts: health.liveness: must be an object, got null"],
    ],
    [
      "a header that HTTP cannot have",
      { health: { readiness: http("http", { headers: { "a b": "1" } }) } },
      ['services/app.ts: health.readiness.headers.a b: "a b" is not a valid HTTP header name'],
    ],
    [
      "numbers out of range",
      { health: { startupSeconds: 0, periodSeconds: 301, timeoutSeconds: "2", failureThreshold: 1.5 } },
      [
        "services/app.ts: health.startupSeconds: must be at least 1, got 0",
        "services/app.ts: health.periodSeconds: must be at most 300, got 301",
        'services/app.ts: health.timeoutSeconds: must be a number, got "2"',
        "services/app.ts: health.failureThreshold: must be an integer, got 1.5",
      ],
    ],
    [
      "numbers of a check out of range",
      { health: { readiness: tcp("http", { periodSeconds: 0, successThreshold: 11 }), startup: exec(["a"], { failureThreshold: 1001 }) } },
      [
        "services/app.ts: health.readiness.periodSeconds: must be at least 1, got 0",
        "services/app.ts: health.readiness.successThreshold: must be at most 10, got 11",
        "services/app.ts: health.startup.failureThreshold: must be at most 1000, got 1001",
      ],
    ],
    [
      "a successThreshold that Kubernetes refuses",
      { health: { liveness: tcp("http", { successThreshold: 2 }), startup: tcp("http", { successThreshold: 3 }) } },
      [
        "services/app.ts: health.liveness.successThreshold: must be 1, got 2; only readiness may have more",
        "services/app.ts: health.startup.successThreshold: must be 1, got 3; only readiness may have more",
      ],
    ],
    ["a successThreshold of readiness", { health: { readiness: http("http", { successThreshold: 3 }) } }, []],
    ["a startup check of its own", { health: { startup: http("http", { path: "/started", failureThreshold: 60 }) } }, []],
    [
      "a startup check on another port",
      { health: { startup: tcp("htp") } },
      ['services/app.ts: health.startup.port: app has no port "htp"; did you mean "http"?'],
    ],
    ["a path of all http checks", { health: { path: "/ok" } }, []],
    [
      "a path of all http checks without slash",
      { health: { path: "ok" } },
      ['services/app.ts: health.path: must start with "/", got "ok"'],
    ],
    [
      "a command that never fails",
      { health: { liveness: exec(["/bin/true"]) } },
      ['services/app.ts: health.liveness.command: ["/bin/true"] never fails, so it checks nothing'],
    ],
    ["an empty program", { health: { liveness: exec([" ", "a"]) } }, ["services/app.ts: health.liveness.command.0: must not be empty"]],
    ["none, for a worker", { ports: {}, health: { readiness: none(), liveness: none() } }, []],
    [
      "none, for one check of a worker",
      { ports: {}, health: { liveness: none() } },
      [`services/app.ts: health.readiness: ${missing} a readiness check`],
    ],
    [
      "none, for an empty reason",
      { health: { liveness: none(" ") } },
      ['services/app.ts: health.liveness.because: must not be empty, got " "'],
    ],
    [
      "none, for a reason of the wrong type",
      { health: { liveness: { kind: "none", because: 1 } } },
      ["services/app.ts: health.liveness.because: must be a string, got 1"],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("no check on prod", () => {
  it.each<Row>([
    [
      "without a reason",
      { health: { readiness: none(), liveness: none() } },
      [
        "services/app.ts: health.readiness: none() must have a reason on prod",
        "services/app.ts: health.liveness: none() must have a reason on prod",
      ],
    ],
    ["with a reason", { health: { readiness: none("it is a queue's consumer"), liveness: none("the process exits if it fails") } }, []],
    [
      "with a reason in the tier",
      { health: { liveness: none() }, tiers: { prod: { health: { liveness: none("the process exits") } } } },
      [],
    ],
    [
      "that the tier leaves out",
      { tiers: { prod: { health: { startup: none() } } } },
      ["services/app.ts: tiers.prod.health.startup: none() must have a reason on prod"],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields, { tier: "prod" })).toEqual(problems);
  });
});

describe("the path of http checks in the defaults of the fleet", () => {
  const paths = (path: string, fields: Fields = {}) =>
    checkFleet({
      ...fleetOf({ services: [serviceFile("app", fields)] }),
      config: { name: "shop", repository: { url: "https://github.com/acme/ops.git" }, defaults: { health: { path } } },
    });

  it.each<[title: string, fields: Fields, path: string]>([
    ["is the default", {}, "/_healthz"],
    ["gives way to the service's", { health: { path: "/ok" } }, "/ok"],
    ["gives way to the check's", { health: { path: "/ok", readiness: http("http", { path: "/ready" }) } }, "/ready"],
  ])("%s", (_title, fields, path) => {
    const { model, problems } = paths("/_healthz", fields);
    expect(problems).toEqual([]);
    expect(model.stacks[0]?.services[0]?.health.readiness).toMatchObject({ path });
  });

  it("must start with a slash", () => {
    expect(paths("healthz").problems.map(formatProblem)).toEqual([
      'fairlead.config.ts: defaults.health.path: must start with "/", got "healthz"',
    ]);
  });
});
