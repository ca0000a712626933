import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { defineImage, exec, http, tcp } from "../../index.ts";

const PINNED = `busybox:1.37@sha256:${"0".repeat(64)}`;
const LONG = "a".repeat(64);
const PORTS = { http: { port: 8080, protocol: "http" }, grpc: { port: 9090, protocol: "grpc" } };
const checked = { health: { readiness: http("http"), liveness: exec(["alive"]) } };

describe.each([
  ["an init container", "init.wait.image", (image: unknown) => ({ init: { wait: { image, command: ["wait"] } } })],
  ["a sidecar", "sidecars.wait.image", (image: unknown) => ({ sidecars: { wait: { image, command: ["wait"] } } })],
] as const)("the image of %s", (_what, path, fieldsWith) => {
  const at = `services/app.ts: ${path}`;
  const must = `${at}: must be an image from defineImage, or a reference such as "repo:tag@sha256:..."`;
  it.each<[title: string, image: unknown, problems: readonly string[]]>([
    ["none: the service's", undefined, []],
    ["a tag and a digest", PINNED, []],
    ["a tag", "busybox:1.37", []],
    ["a digest", `registry.example.com:5000/a/b@sha256:${"0".repeat(64)}`, []],
    ["neither tag nor digest", "busybox", [`${at}: "busybox" has no tag and no digest`]],
    ["a port that is no tag", "registry.example.com:5000/a/b", [`${at}: "registry.example.com:5000/a/b" has no tag and no digest`]],
    ["an empty string", "", [`${at}: "" is not an image reference`]],
    ["a digest alone", `@sha256:${"0".repeat(64)}`, [`${at}: "@sha256:${"0".repeat(64)}" is not an image reference`]],
    ["a short digest", "busybox@sha256:12", [`${at}: "busybox@sha256:12" is not an image reference`]],
    ["upper case", "Busy Box", [`${at}: "Busy Box" is not an image reference`]],
    ["a number", 5, [`${must}, got 5`]],
    ["an object", { image: "busybox" }, [`${must}, got an object`]],
    [
      "an image of no file",
      defineImage("envoy", { owner: "a@example.com", image: "envoy" }),
      [`${at}: "envoy" is not the default export of a file in services/`],
    ],
  ])("%s", (_title, image, problems) => {
    expect(problemsWith(fieldsWith(image))).toEqual(problems);
  });
});

describe("sidecars", () => {
  const at = "services/app.ts: sidecars.proxy";
  it.each<[title: string, sidecars: unknown, problems: readonly string[], fields?: Fields]>([
    ["none", {}, []],
    ["an image", { proxy: { image: PINNED } }, []],
    ["arguments for the service's image", { proxy: { args: ["proxy"] } }, []],
    ["nothing of its own", { proxy: {} }, [`${at}: runs the service's image with its own command, as the service does`]],
    ["an empty command", { proxy: { command: [] } }, [`${at}.command: must not be empty`]],
    ["a list", [], ["services/app.ts: sidecars: must be an object, got a list"]],
    ["a string", { proxy: "envoy" }, [`${at}: must be an object, got "envoy"`]],
    ["an unknown field", { proxy: { image: PINNED, port: 1 } }, [`${at}.port: unknown field; did you mean "ports"?`]],
    [
      "a name of its service",
      { app: { image: PINNED } },
      [`services/app.ts: sidecars.app: "app" is the name of the service's own container`],
    ],
    [
      "a name of an init container",
      { setup: { image: PINNED } },
      ['services/app.ts: sidecars.setup: "setup" is the name of an init container, too'],
      { init: { setup: { command: ["x"] } } },
    ],
    [
      "an upper-case name",
      { Proxy: { image: PINNED } },
      [
        'services/app.ts: sidecars.Proxy: the sidecar name "Proxy" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
      ],
    ],
    ["a name of a container in the cluster", { "grafana-sc-dashboard": { image: PINNED } }, []],
    [
      "a long name",
      { [LONG]: { image: PINNED } },
      [`services/app.ts: sidecars.${LONG}: the sidecar name "${LONG}" has 64 characters; at most 63 fit`],
    ],
    ["the name constructor", { constructor: { image: PINNED } }, []],
    [
      "the name __proto__",
      JSON.parse(`{"__proto__": {"image": "${PINNED}"}}`),
      [
        'services/app.ts: sidecars.__proto__: the sidecar name "__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
      ],
    ],
    [
      "resources that are wrong",
      { proxy: { image: PINNED, resources: { memory: "1GB", cpu: "0" } } },
      [
        `${at}.resources.cpu: must be greater than 0, got 0`,
        `${at}.resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?`,
      ],
    ],
    [
      "an environment that is no object",
      { proxy: { image: PINNED, env: 5 } },
      [`${at}.env: must be an object of strings, numbers and booleans, or a function that returns one, got 5`],
    ],
  ])("%s", (_title, sidecars, problems, fields = {}) => {
    expect(problemsWith({ sidecars, ...fields })).toEqual(problems);
  });
});

describe("the ports of a sidecar", () => {
  const at = "services/app.ts: sidecars.proxy.ports";
  it.each<[title: string, ports: unknown, problems: readonly string[], fields?: Fields]>([
    ["one of the service's", ["http"], []],
    ["all of the service's, and the service has its own checks", ["http", "grpc"], [], checked],
    [
      "all of the service's",
      ["http", "grpc"],
      ["services/app.ts: health: missing: a service without a port that no sidecar takes must have readiness and liveness checks"],
    ],
    ["a port that the service does not have", ["htpt"], [`${at}.0: app has no port "htpt"; did you mean "http"?`]],
    ["a port twice", ["http", "http"], [`${at}.1: "http" is listed twice`]],
    ["a number", [8080], [`${at}.0: must be a string, got 8080`]],
    ["ports as the service has them", { http: { port: 1, protocol: "http" } }, [`${at}: must be a list, got an object`]],
    [
      "a port of a service with a schedule",
      ["http"],
      [`${at}.0: app has no port "http"; there are none`],
      { ports: undefined, schedule: { cron: "0 3 * * *" } },
    ],
  ])("%s", (_title, list, problems, fields = {}) => {
    expect(problemsWith({ ports: PORTS, sidecars: { proxy: { image: PINNED, ports: list } }, ...fields })).toEqual(problems);
  });

  it("belong to one sidecar", () => {
    const sidecars = { proxy: { image: PINNED, ports: ["http"] }, other: { image: PINNED, ports: ["http"] } };
    expect(problemsWith({ ports: PORTS, sidecars })).toEqual([
      'services/app.ts: sidecars.other.ports.0: sidecar "proxy" listens on "http"',
    ]);
  });

  it("are unknown if the ports of the service are", () => {
    expect(
      problemsWith({ ports: { http: { port: 0, protocol: "http" } }, sidecars: { proxy: { image: PINNED, ports: ["http"] } } }),
    ).toEqual(["services/app.ts: ports.http.port: must be at least 1, got 0"]);
  });
});

describe("the health of a sidecar", () => {
  const at = "services/app.ts: sidecars.proxy.health";
  it.each<[title: string, health: unknown, problems: readonly string[]]>([
    ["both checks", { readiness: http("http"), liveness: tcp("http"), startupSeconds: 30 }, []],
    ["a command", { readiness: exec(["a"]), liveness: exec(["b"]) }, []],
    ["readiness alone", { readiness: http("http") }, []],
    ["liveness alone", { liveness: http("http") }, []],
    [
      "an unknown port",
      { readiness: http("htp"), liveness: tcp("http") },
      [`${at}.readiness.port: app has no port "htp"; did you mean "http"?`],
    ],
    [
      "one check twice",
      { readiness: tcp("http"), liveness: tcp("http") },
      [`${at}.liveness: is the same check as readiness (tcp), so Kubernetes would restart an overloaded pod`],
    ],
    ["a timing out of range", { startupSeconds: 0 }, [`${at}.startupSeconds: must be at least 1, got 0`]],
  ])("%s", (_title, health, problems) => {
    expect(problemsWith({ sidecars: { proxy: { image: PINNED, health } } })).toEqual(problems);
  });
});

describe("a layer of a sidecar", () => {
  it.each<[title: string, layer: unknown, problems: readonly string[]]>([
    ["changes a part", { proxy: { resources: { cpu: "1" } } }, []],
    ["adds a sidecar", { other: { image: PINNED } }, []],
    [
      "adds a sidecar without an image",
      { other: { env: { A: "1" } } },
      ["services/app.ts: tiers.latest.sidecars.other: runs the service's image with its own command, as the service does"],
    ],
    [
      "names an unknown port",
      { proxy: { ports: ["x"] } },
      ['services/app.ts: tiers.latest.sidecars.proxy.ports.0: app has no port "x" (known: "http")'],
    ],
    [
      "has an image that is wrong, and nothing follows from it",
      { other: { image: 5 } },
      [
        'services/app.ts: tiers.latest.sidecars.other.image: must be an image from defineImage, or a reference such as "repo:tag@sha256:...", got 5',
      ],
    ],
  ])("%s", (_title, sidecars, problems) => {
    expect(problemsWith({ sidecars: { proxy: { image: PINNED } }, tiers: { latest: { sidecars } } })).toEqual(problems);
  });
});

it("counts the requests of sidecars in the quota", () => {
  const sidecars = { proxy: { image: PINNED, resources: { cpu: "1" } } };
  expect(problemsWith({ sidecars, scale: { min: 2, max: 4 } }, { quota: { cpu: "5" } })).toEqual([
    "stacks/latest.ts: quota.cpu: 5 is below the 5500m that the services may request",
  ]);
});
