import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { exec, grpc, http, tcp } from "../probes.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const web = { port: 8080, protocol: "http" };

describe("ports", () => {
  it.each<Row>([
    ["one", { ports: { http: web } }, []],
    ["two", { ports: { http: web, grpc: { port: 7070, protocol: "grpc" } } }, []],
    ["the least", { ports: { http: { port: 1025, protocol: "http" } } }, []],
    ["the most", { ports: { http: { port: 65_535, protocol: "http" } } }, []],
    ["0", { ports: { http: { port: 0, protocol: "http" } } }, ["services/app.ts: ports.http.port: 0 is below the least, 1025"]],
    ["-1", { ports: { http: { port: -1, protocol: "http" } } }, ["services/app.ts: ports.http.port: -1 is below the least, 1025"]],
    [
      "80, for which a container must be root",
      { ports: { http: { ...web, port: 80 } } },
      ["services/app.ts: ports.http.port: 80 is below the least, 1025"],
    ],
    ["65536", { ports: { http: { ...web, port: 65_536 } } }, ["services/app.ts: ports.http.port: 65536 is above the most, 65535"]],
    ["a fraction", { ports: { http: { ...web, port: 80.5 } } }, ["services/app.ts: ports.http.port: 80.5 is not a whole number"]],
    ["a text", { ports: { http: { ...web, port: "8080" } } }, ['services/app.ts: ports.http.port: "8080" is not a number']],
    ["no number", { ports: { http: { ...web, port: Number.NaN } } }, ["services/app.ts: ports.http.port: NaN is not a number"]],
    [
      "callers' port 0",
      { ports: { http: { ...web, servicePort: 0 } } },
      ["services/app.ts: ports.http.servicePort: 0 is below the least, 1"],
    ],
    [
      "callers' port 65536",
      { ports: { http: { ...web, servicePort: 65_536 } } },
      ["services/app.ts: ports.http.servicePort: 65536 is above the most, 65535"],
    ],
    [
      "one number twice",
      { ports: { grpc: { port: 7070, protocol: "grpc" }, admin: { port: 7070, protocol: "grpc", servicePort: 7071 } } },
      ['services/app.ts: ports.admin.port: 7070 is already the port of "grpc"'],
    ],
    [
      "one callers' number twice",
      { ports: { http: web, admin: { port: 8081, protocol: "http" } } },
      ['services/app.ts: ports.admin.servicePort: 80 is already the servicePort of "http"'],
    ],
    [
      "a misspelt field",
      { ports: { http: { ...web, servicePrt: 80 } } },
      ['services/app.ts: ports.http.servicePrt: unknown field; did you mean "servicePort"?'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });

  // Nothing else may be said: what a default would make of them is no mistake of the author's.
  it.each<Row>([
    ["a text", { ports: "http" }, ['services/app.ts: ports: "http" is not an object']],
    ["a list", { ports: [8080] }, ["services/app.ts: ports: a list is not an object"]],
    ["null", { ports: null }, ["services/app.ts: ports: null is not an object"]],
    ["a number for a port", { ports: { http: 8080 } }, ["services/app.ts: ports.http: 8080 is not an object"]],
    ["a function for a port", { ports: { http: () => web } }, ["services/app.ts: ports.http: a function is not an object"]],
    [
      "an unknown protocol",
      { ports: { http: { port: 8080, protocol: "https" } } },
      ['services/app.ts: ports.http.protocol: "https" is not one of "grpc", "http", "tcp"'],
    ],
    [
      "no protocol",
      { ports: { http: { port: 8080 } } },
      ['services/app.ts: ports.http.protocol: missing: one of "grpc", "http", "tcp" is required'],
    ],
  ])("of the wrong shape: %s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("public port", () => {
  it.each<Row>([
    ["an http one", { public: { port: "http" } }, []],
    ["a misspelt one", { public: { port: "htpp" } }, ['services/app.ts: public.port: app has no port "htpp"; did you mean "http"?']],
    [
      "a name that objects have",
      { public: { port: "toString" } },
      ['services/app.ts: public.port: app has no port "toString" (there is "http")'],
    ],
    [
      "a grpc one",
      { ports: { grpc: { port: 7070, protocol: "grpc" } }, public: { port: "grpc" } },
      ['services/app.ts: public.port: "grpc" speaks grpc; a public route needs an http port'],
    ],
    ["missing", { public: {} }, ["services/app.ts: public.port: missing: a text is required"]],
    [
      "missing in a tier that makes it public",
      { tiers: { latest: { public: { subdomain: "shop" } } } },
      ["services/app.ts: tiers.latest.public.port: missing: a text is required"],
    ],
    ["not an object", { public: true }, ["services/app.ts: public: true is not an object"]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("health", () => {
  const missing = "missing: a service without ports has nothing to check by default";
  const same = (kind: string): string =>
    `services/app.ts: health.liveness: asks the same as readiness (${kind}), so an overloaded pod would be restarted instead of spared`;
  it.each<Row>([
    ["by default", {}, []],
    ["a worker's", { ports: {}, health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } }, []],
    [
      "of a worker without any",
      { ports: {} },
      [`services/app.ts: health.readiness: ${missing}`, `services/app.ts: health.liveness: ${missing}`],
    ],
    [
      "of a worker without liveness",
      { ports: {}, health: { readiness: exec(["ready"]) } },
      [`services/app.ts: health.liveness: ${missing}`],
    ],
    ["of a worker that runs at times: none", { ports: {}, schedule: { cron: "0 3 * * *" } }, []],
    [
      "a port that is not there",
      { health: { readiness: grpc("grcp") } },
      ['services/app.ts: health.readiness.port: app has no port "grcp" (there is "http")'],
    ],
    [
      "a misspelt port",
      { health: { liveness: tcp("htp") } },
      ['services/app.ts: health.liveness.port: app has no port "htp"; did you mean "http"?'],
    ],
    ["the same path twice", { health: { readiness: http("http"), liveness: http("http") } }, [same("http")]],
    ["the same command twice", { ports: {}, health: { readiness: exec(["ok"]), liveness: exec(["ok"]) } }, [same("exec")]],
    ["readiness like the default of liveness", { health: { readiness: tcp("http") } }, [same("tcp")]],
    [
      "a path without slash",
      { health: { readiness: http("http", { path: "healthz" }) } },
      ['services/app.ts: health.readiness.path: "healthz" must start with "/"'],
    ],
    ["an empty command", { health: { liveness: exec([]) } }, ["services/app.ts: health.liveness.command: is empty"]],
    [
      "an unknown kind",
      { health: { readiness: { kind: "https", port: "http" } } },
      ['services/app.ts: health.readiness.kind: "https" is not one of "http", "grpc", "tcp", "exec"'],
    ],
    [
      "a misspelt field",
      { health: { readiness: { ...http("http"), pth: "/" } } },
      ['services/app.ts: health.readiness.pth: unknown field; did you mean "path"?'],
    ],
    [
      "a text and null",
      { health: { readiness: "http", liveness: null } },
      ['services/app.ts: health.readiness: "http" is not an object', "services/app.ts: health.liveness: null is not an object"],
    ],
    [
      "a header that HTTP cannot have",
      { health: { readiness: http("http", { headers: { "a b": "1" } }) } },
      ['services/app.ts: health.readiness.headers.a b: "a b" is not the name of an HTTP header'],
    ],
    [
      "numbers out of range",
      { health: { startupSeconds: 0, periodSeconds: 301, timeoutSeconds: "2", failureThreshold: 1.5 } },
      [
        "services/app.ts: health.startupSeconds: 0 is below the least, 1",
        "services/app.ts: health.periodSeconds: 301 is above the most, 300",
        'services/app.ts: health.timeoutSeconds: "2" is not a number',
        "services/app.ts: health.failureThreshold: 1.5 is not a whole number",
      ],
    ],
    ["a grace shorter than the pause before the stop", { graceSeconds: 10 }, ["services/app.ts: graceSeconds: 10 is below the least, 11"]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
