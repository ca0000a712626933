import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { override, redis } from "../../index.ts";
import { explainField } from "./explain-field.ts";
import { explainManifest } from "./explain-manifest.ts";
import type { Explanation } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Builds a service of prod with a layer of every kind. */
function subject(fields: Fields, onStack: Fields = {}, name = "cart"): Subject {
  const cart = serviceFile(name, fields);
  const fleet = fleetOf({ services: [cart], stacks: [stackFile("prod", { tier: "prod", overrides: [override(cart.service, onStack)] })] });
  const model = modelOf(fleet);
  const [stack] = model.stacks;
  const [service] = stack?.services ?? [];
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  return { model, stack, service, lock: lockFor(fleet) };
}

const chains = (explanation: Explanation | undefined): readonly string[] | undefined =>
  explanation?.influences.map(({ field, chain }) => {
    const values = chain.map(({ layer, file, value, inForce }) => {
      const shown = value === undefined ? "-" : JSON.stringify(value);
      return `${layer} ${shown}${file === undefined ? "" : ` (${file})`}${inForce ? " <-" : ""}`;
    });
    return `${field}: ${values.join(", ")}`;
  });

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
