import { describe, expect, it } from "vitest";
import { type Fields, serviceFile } from "../../../test/fleets.ts";
import { chains, subject } from "../../../test/explain-subject.ts";
import { http, outside, redis } from "../../index.ts";
import { inline } from "../../report/results/inline.ts";
import { explainPath } from "./explain-path.ts";
import { explainField } from "./explain-field.ts";
import { explainManifest } from "./explain-manifest.ts";
import type { Subject } from "./subject.ts";

const layered = subject(
  {
    scale: { min: 2, max: 20 },
    resources: { cpu: "250m", limits: { cpu: "1" } },
    needs: { carts: redis({ memoryGb: 1 }) },
    tiers: { prod: { scale: { max: 30 }, env: { B: "tier" } } },
    env: { A: "service", B: "service" },
  },
  { scale: { max: 40 }, env: { C: "stack" } },
);

describe("explainField", () => {
  it.each<readonly [string, string, unknown, readonly string[]]>([
    [
      "a value that the service, the tier and the stack set",
      "scale.max",
      40,
      [
        "scale.max: library default 10, service 20 (services/cart.ts), prod minimum -, tier prod 30 (services/cart.ts), stack prod 40 (stacks/prod.ts) <-",
      ],
    ],
    [
      "a value that the tier's minimum raises",
      "scale.min",
      3,
      [
        "scale.min: library default 3, service 2 (services/cart.ts), prod minimum 3 <-, tier prod - (services/cart.ts), stack prod - (stacks/prod.ts)",
      ],
    ],
    [
      "a value that only the library sets",
      "graceSeconds",
      40,
      [
        "graceSeconds: library default 40 <-, service - (services/cart.ts), prod minimum -, tier prod - (services/cart.ts), stack prod - (stacks/prod.ts)",
      ],
    ],
    [
      "an object, leaf by leaf",
      "resources.limits",
      { cpu: "1", memory: "128Mi", storage: "1Gi" },
      [
        'resources.limits.cpu: library default -, service "1" (services/cart.ts) <-, prod minimum -, tier prod - (services/cart.ts), stack prod - (stacks/prod.ts)',
      ],
    ],
    [
      "a need, as one value",
      "needs.carts",
      { kind: "redis", memoryGb: 1 },
      [
        'needs.carts: library default -, service {"kind":"redis","memoryGb":1} (services/cart.ts) <-, prod minimum -, tier prod - (services/cart.ts), stack prod - (stacks/prod.ts)',
      ],
    ],
  ])("shows %s", (_title, path, value, expected) => {
    const explanation = explainField(layered, path);
    expect([explanation?.object, explanation?.path, explanation?.value, chains(explanation)]).toEqual([undefined, path, value, expected]);
  });

  it.each(["nothing", "scale.nothing", "scale.max.deeper", "constructor", "__proto__", ""])("returns undefined for %j", (path) => {
    expect(explainField(layered, path)).toBe(undefined);
  });
});

/** Returns the value of a path, and the value in force of each influence with its place. */
const shortly = (about: Subject, path: string): readonly unknown[] => {
  const found = explainPath(about, path);
  const places = found?.influences.map(({ field, chain }) => {
    const used = chain.find(({ inForce }) => inForce);
    return used === undefined ? `${field}: -` : `${field}: ${inline(used.value)} (${used.file}: ${used.place ?? field})`;
  });
  return [found?.path, found?.value, ...(places ?? [])];
};

describe("calls of layers", () => {
  const pay = (host: string) => () => ({ pay: outside(host, 443) });
  const calls = () => ({ pay: outside("pay.example.com", 443), mail: outside("mail.example.com", 587) });
  const env = ({ calls: bound }: Readonly<Record<"calls", Readonly<Record<string, { readonly host: string }>>>>) => ({
    PAY: bound["pay"]?.host,
  });
  const about = subject({ calls, env, tiers: { prod: { calls: pay("tier.example.com") } } }, { calls: pay("stack.example.com") });

  it.each<readonly [path: string, ...expected: readonly unknown[]]>([
    ["calls.pay", "stack.example.com:443", "calls.pay: stack.example.com:443 (stacks/prod.ts: override(cart).calls)"],
    ["calls.mail", "mail.example.com:587", "calls.mail: mail.example.com:587 (services/cart.ts: calls.mail)"],
    [
      "calls",
      { pay: "stack.example.com:443", mail: "mail.example.com:587" },
      "calls.pay: stack.example.com:443 (stacks/prod.ts: override(cart).calls)",
      "calls.mail: mail.example.com:587 (services/cart.ts: calls.mail)",
    ],
  ])("%s", (path, ...expected) => {
    expect(shortly(about, String(path))).toEqual([path, ...expected]);
  });

  it("decide the egress by layer", () => {
    const found = explainManifest(about, "spec.egress", "NetworkPolicy");
    expect(found?.influences.filter(({ field }) => field === "calls").map(({ chain }) => chain[0]?.value)).toEqual([
      ["stack.example.com:443"],
      ["mail.example.com:587"],
    ]);
  });
});

describe("explainPath", () => {
  const ad = serviceFile("ad");
  const bound = subject(
    {
      calls: () => ({ ads: ad.service.endpoint("http"), pay: outside("pay.example.com", 443) }),
      files: { "/etc/app.v1.conf": "x" },
      health: { readiness: http("http", { headers: { "X.Y": "1" } }) },
      manifests: () => [],
      patch: { Deployment: setSeconds },
      tiers: { prod: { env: { B: "tier" } } },
      env: () => ({ A: "service" }),
      ports: { http: { port: 8080, protocol: "http" } },
    },
    { scale: { max: 40 } },
    "cart",
    [ad],
  );

  it.each<readonly [path: string, ...expected: readonly unknown[]]>([
    [
      "calls",
      { ads: "ad.http", pay: "pay.example.com:443" },
      "calls.ads: ad.http (services/cart.ts: calls.ads)",
      "calls.pay: pay.example.com:443 (services/cart.ts: calls.pay)",
    ],
    ["calls.pay", "pay.example.com:443", "calls.pay: pay.example.com:443 (services/cart.ts: calls.pay)"],
    ["calls.ads", "ad.http", "calls.ads: ad.http (services/cart.ts: calls.ads)"],
    ["env", { A: "service", B: "tier" }, "env.A: service (services/cart.ts: env.A)", "env.B: tier (services/cart.ts: tiers.prod.env.B)"],
    ["env.B", "tier", "env.B: tier (services/cart.ts: tiers.prod.env.B)"],
    ["manifests", "(function)", "manifests: (function) (services/cart.ts: manifests)"],
    ["patch", { Deployment: "(function)" }, "patch.Deployment: (function) (services/cart.ts: patch.Deployment)"],
    [
      "ports",
      { http: { port: 8080, protocol: "http" } },
      "ports.http.port: 8080 (services/cart.ts: ports.http.port)",
      "ports.http.protocol: http (services/cart.ts: ports.http.protocol)",
    ],
    ["files./etc/app.v1.conf", "x", "files./etc/app.v1.conf: x (services/cart.ts: files./etc/app.v1.conf)"],
    ["health.readiness.headers.X.Y", "1", "health.readiness.headers.X.Y: 1 (services/cart.ts: health.readiness.headers.X.Y)"],
    ["component", "api", "component: -"],
    ["schedule", undefined, "schedule: -"],
    ["scale.memoryPercent", undefined, "scale.memoryPercent: -"],
    ["scale.max", 40, "scale.max: 40 (stacks/prod.ts: override(cart).scale.max)"],
    ["tiers.prod.env.B", "tier", "tiers.prod.env.B: tier (services/cart.ts: tiers.prod.env.B)"],
    ["tag", "v1.2.3", "tag: v1.2.3 (pulumi-gen/prod/versions.yaml: tag)"],
    ["gateway.name", "external", "gateway.name: external (stacks/prod.ts: gateway.name)"],
    ["quota.pods", undefined, "quota.pods: -"],
    ["name", "shop", "name: shop (fairlead.config.ts: name)"],
  ])("explains %s", (path, ...expected) => {
    expect(shortly(bound, String(path))).toEqual([path, ...expected]);
  });

  it("takes the place of a layer for its field", () => {
    expect(shortly(bound, "override(cart).scale.max")).toEqual(shortly(bound, "scale.max"));
    expect(shortly(bound, "defaults.0.scale.max")).toEqual(shortly(bound, "scale.max"));
  });

  it.each(["calls.nothing", "env.NOTHING", "ports.grpc", "services", "scale.nothing", "needs.__proto__", "quota.nothing"])(
    "knows no %s",
    (path) => {
      expect(explainPath(bound, path)).toBe(undefined);
    },
  );
});

describe("explainManifest of a service with layers", () => {
  it("evaluates each layer of the environment alone", () => {
    const env = (name: string) => chains(explainManifest(layered, `data.${name}`, "ConfigMap"));
    expect([env("A"), env("B"), env("C")]).toEqual([
      ['env.A: service "service" (services/cart.ts) <-, tier prod - (services/cart.ts), stack prod - (stacks/prod.ts)'],
      ['env.B: service "service" (services/cart.ts), tier prod "tier" (services/cart.ts) <-, stack prod - (stacks/prod.ts)'],
      ['env.C: service - (services/cart.ts), tier prod - (services/cart.ts), stack prod "stack" (stacks/prod.ts) <-'],
    ]);
  });

  it("shows all layers of the autoscaler's maximum", () => {
    const [line] = chains(explainManifest(layered, "spec.maxReplicas", undefined)) ?? [];
    expect(line).toBe(
      "scale.max: library default 10, service 20 (services/cart.ts), prod minimum -, tier prod 30 (services/cart.ts), stack prod 40 (stacks/prod.ts) <-",
    );
  });

  it("finds a config file again, although its map is renamed", () => {
    const files = subject({ files: { "/etc/app.conf": "debug = no" } });
    expect(chains(explainManifest(files, "data.etc__app.conf", "ConfigMap"))).toEqual([
      'files./etc/app.conf: library default -, service "debug = no" (services/cart.ts) <-, stack prod - (stacks/prod.ts)',
    ]);
  });

  it.each<readonly [string, Fields, Fields, string]>([
    ["the service", { patch: { Deployment: setSeconds } }, {}, "service (services/cart.ts)"],
    ["the tier", { tiers: { prod: { patch: { Deployment: setSeconds } } } }, {}, "tier prod (services/cart.ts)"],
    ["the stack", {}, { patch: { Deployment: setSeconds } }, "stack prod (stacks/prod.ts)"],
  ])("names the layer of a patch: %s", (_title, fields, onStack, place) => {
    const explanation = explainManifest(subject(fields, onStack), "spec.minReadySeconds", undefined);
    const patches = explanation?.influences.filter(({ field }) => field === "patch") ?? [];
    expect(patches.flatMap(({ chain }) => chain.filter(({ inForce }) => inForce).map(({ layer, file }) => `${layer} (${file})`))).toEqual([
      place,
    ]);
  });

  it("shows the schedule of a CronJob", () => {
    const report = subject({ ports: undefined, schedule: { cron: "0 3 * * *" }, tiers: { prod: { schedule: { cron: "0 5 * * *" } } } });
    expect(chains(explainManifest(report, "spec.schedule", undefined))).toEqual([
      'schedule.cron: library default -, service "0 3 * * *" (services/cart.ts), tier prod "0 5 * * *" (services/cart.ts) <-, stack prod - (stacks/prod.ts)',
    ]);
  });
});

function setSeconds(draft: { readonly spec?: { minReadySeconds?: number } }): void {
  if (draft.spec !== undefined) draft.spec.minReadySeconds = 99;
}

it("explains the environment of a service whose name ends in -files", () => {
  const explanation = explainManifest(subject({ env: { A: "1" }, files: { "/etc/a": "x" } }, {}, "cart-files"), "data.A", "ConfigMap");
  expect(chains(explanation)).toEqual(['env.A: service "1" (services/cart-files.ts) <-']);
});
