import * as fc from "fast-check";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { randomFleet } from "../../test/random-fleet.ts";
import { compileStack, fleetObjects } from "../compile/compile-stack.ts";
import { formatProblem } from "../base/problem.ts";
import { pathOf } from "./layout.ts";
import { renderTree } from "./render.ts";

const fleet = fleetOf({ services: [serviceFile("cart"), serviceFile("ad")], stacks: [stackFile("latest"), stackFile("edge")] });
const model = modelOf(fleet);
const lock = lockFor(fleet);
const locks = new Map([
  ["latest", lock],
  ["edge", lock],
]);

describe("renderTree", () => {
  it("puts everything of a stack into its directory, and what Argo CD starts from beside them", () => {
    const { tree, problems } = renderTree(model, locks);
    expect(problems).toEqual([]);
    expect([...tree.keys()].filter((path) => !path.startsWith("edge/") && !path.includes("-edge")).sort()).toEqual([
      "argocd/app-project-latest-applications.yaml",
      "argocd/app-project-latest-platform.yaml",
      "argocd/app-project-latest.yaml",
      "argocd/application-latest.yaml",
      "argocd/bootstrap/project.yaml",
      "argocd/bootstrap/stacks.yaml",
      "latest/applications/ad.yaml",
      "latest/applications/cart.yaml",
      "latest/applications/platform.yaml",
      "latest/platform/namespace-shop.yaml",
      "latest/platform/networkpolicy-default-deny.yaml",
      "latest/platform/priorityclass-shop-high.yaml",
      "latest/platform/priorityclass-shop-low.yaml",
      "latest/platform/priorityclass-shop-normal.yaml",
      "latest/platform/resourcequota-quota.yaml",
      "latest/services/ad/deployment-ad.yaml",
      "latest/services/ad/horizontalpodautoscaler-ad.yaml",
      "latest/services/ad/networkpolicy-ad.yaml",
      "latest/services/ad/poddisruptionbudget-ad.yaml",
      "latest/services/ad/service-ad.yaml",
      "latest/services/ad/serviceaccount-ad.yaml",
      "latest/services/cart/deployment-cart.yaml",
      "latest/services/cart/horizontalpodautoscaler-cart.yaml",
      "latest/services/cart/networkpolicy-cart.yaml",
      "latest/services/cart/poddisruptionbudget-cart.yaml",
      "latest/services/cart/service-cart.yaml",
      "latest/services/cart/serviceaccount-cart.yaml",
      "latest/versions.yaml",
    ]);
  });

  it("gives the same bytes of some services as of all, without lock and platform", () => {
    const all = renderTree(model, locks).tree;
    const some = renderTree(model, locks, { services: ["cart"] }).tree;
    expect([...some.keys()]).toEqual([...all.keys()].filter((path) => /\/(?:services|applications)\/cart[./]/.test(path)));
    expect([...some].filter(([path, text]) => all.get(path) !== text)).toEqual([]);
  });

  it("renders the platform of a stack by its name", () => {
    const all = renderTree(model, locks).tree;
    const some = renderTree(model, locks, { services: ["platform"] }).tree;
    expect([...some.keys()].sort()).toEqual([...all.keys()].filter((path) => /\/(?:platform\/|applications\/platform)/.test(path)).sort());
    expect([...some].filter(([path, text]) => all.get(path) !== text)).toEqual([]);
  });

  it("names every problem once, of every stack, sorted by file", () => {
    expect(renderTree(model, new Map()).problems.map(formatProblem)).toEqual([
      "pulumi-gen/edge/versions.yaml: locks no version, but the stack runs 2 services",
      "pulumi-gen/latest/versions.yaml: locks no version, but the stack runs 2 services",
    ]);
  });

  it("says a service's own mistake once, not for every stack", () => {
    const broken = fleetOf({ services: [serviceFile("cart", { env: { TOKEN: "x" } })], stacks: [stackFile("latest"), stackFile("edge")] });
    expect(renderTree(modelOf(broken), locks).problems.map(formatProblem)).toEqual([
      "services/cart.ts: env.TOKEN: looks like a secret, and its value would be in git",
    ]);
  });
});

describe("what a service brings may not collide with anything", () => {
  const problems = (...services: readonly (readonly [string, Fields])[]) => {
    const colliding = fleetOf({ services: services.map(([name, fields]) => serviceFile(name, fields)) });
    return renderTree(modelOf(colliding), new Map([["latest", lockFor(colliding)]])).problems.map(formatProblem);
  };
  const brings = (kind: string, name: string): Fields => ({ manifests: () => [{ apiVersion: "v1", kind, metadata: { name } }] });

  it("its own object", () => {
    expect(problems(["cart", brings("Service", "cart")])).toEqual([
      'services/cart.ts: manifests.0: Fairlead renders Service "cart"; change it with patch.Service',
    ]);
  });

  it("another service's", () => {
    expect(problems(["cart", {}], ["ad", brings("Service", "cart")])).toEqual([
      'pulumi-gen/latest/services/ad/service-cart.yaml: Service "cart" is rendered by pulumi-gen/latest/services/cart/service-cart.yaml, too',
    ]);
  });

  it("the stack's own", () => {
    expect(
      problems([
        "cart",
        { manifests: () => [{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "default-deny" } }] },
      ]),
    ).toEqual([
      'pulumi-gen/latest/platform/networkpolicy-default-deny.yaml: NetworkPolicy "default-deny" is rendered by pulumi-gen/latest/services/cart/networkpolicy-default-deny.yaml, too',
    ]);
  });

  it("the config files of one service with equal variables of another service", () => {
    const [files, env] = [{ files: { "/LEVEL": "info" } }, { env: { LEVEL: "info" } }];
    const name = "cart-files-c8ffce8a";
    expect(problems(["cart", files], ["cart-files", env])).toEqual([
      `pulumi-gen/latest/services/cart-files/configmap-${name}.yaml: ConfigMap "${name}" is rendered by pulumi-gen/latest/services/cart/configmap-${name}.yaml, too`,
    ]);
  });
});

describe("any fleet", () => {
  const READERS = [
    (text: string) => load(text, { schema: YAML11_SCHEMA }),
    (text: string) => load(text, { schema: CORE_SCHEMA }),
    (text: string): unknown => parse(text, { version: "1.1", logLevel: "silent" }),
    (text: string): unknown => parse(text, { version: "1.2", logLevel: "silent" }),
  ];

  it("renders to the same bytes again, whatever the order of its services and stacks", () => {
    const order = fc.array(fc.nat(), { minLength: 5, maxLength: 5 });
    const shuffled = <T>(items: readonly T[], keys: readonly number[]): readonly T[] =>
      items
        .map((item, index) => ({ item, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
    fc.assert(
      fc.property(randomFleet, order, (random, keys) => {
        const once = renderTree(modelOf(random.fleet), random.locks);
        const services = shuffled(random.fleet.services, keys);
        const stacks = shuffled(random.fleet.stacks, keys);
        const again = renderTree(modelOf({ ...random.fleet, services, stacks }), new Map([...random.locks].reverse()));
        expect(once.problems).toEqual([]);
        expect(again.tree).toEqual(once.tree);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it("is read by every reader of YAML as the objects that were compiled", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet: any, locks: its }) => {
        const sound = modelOf(any);
        const { tree } = renderTree(sound, its);
        for (const stack of sound.stacks) {
          for (const placed of compileStack(sound, stack, its.get(stack.name) ?? new Map()).manifests) {
            const text = tree.get(pathOf(placed)) ?? "";
            for (const read of READERS) expect(read(text)).toEqual(placed.manifest);
          }
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it("has one file for each object, and each stack its lock", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet: any, locks: its }) => {
        const sound = modelOf(any);
        const paths = sound.stacks.flatMap((stack) => compileStack(sound, stack, its.get(stack.name) ?? new Map()).manifests.map(pathOf));
        const all = [...fleetObjects(sound).map(pathOf), ...paths, ...sound.stacks.map(({ name }) => `${name}/versions.yaml`)];
        expect([...renderTree(sound, its).tree.keys()].sort()).toEqual(all.sort());
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
