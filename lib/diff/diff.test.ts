import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { secret } from "../index.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import type { StackFile } from "../model/fleet.ts";
import { diffTrees, isEmptyDiff } from "./diff.ts";

const tree = (services: Readonly<Record<string, Fields>>, ...stacks: readonly StackFile[]): Tree => {
  const on = stacks.length === 0 ? [stackFile("latest")] : stacks;
  const fleet = fleetOf({ services: Object.entries(services).map(([name, fields]) => serviceFile(name, fields)), stacks: on });
  const { tree: rendered, problems } = renderTree(modelOf(fleet), new Map(on.map(({ stack }) => [stack.name, lockFor(fleet)])));
  expect(problems).toEqual([]);
  return rendered;
};

/** Lists changes: `changed Deployment cart: spec.replicas 1 -> 2`, `moved Service b <- services/a/service-a.yaml`. A hash is `#`. */
const lines = (before: Tree, after: Tree): readonly string[] => {
  const { releases, changes, locks } = diffTrees(before, after);
  const texts = [
    ...changes.map(({ action, object, from, fields }) => {
      const values =
        action === "moved" ? [] : fields.map((field) => `${field.path} ${JSON.stringify(field.before)} -> ${JSON.stringify(field.after)}`);
      const place = action === "moved" ? ` <- ${from?.path}` : "";
      return `${action} ${object.kind} ${object.name}${place}${values.length === 0 ? "" : `: ${values.join(", ")}`}`;
    }),
    ...releases.map(({ service }) => `release ${service}`),
    ...locks.map(({ stack, service }) => `lock ${stack} ${service}`),
  ];
  return texts.map((text) => text.replaceAll("latest/", "").replaceAll(/-[0-9a-f]{8}\b/g, "-#"));
};

const withFile = (base: Tree, path: string, text: string | undefined): Tree => {
  const files = new Map(base);
  if (text === undefined) files.delete(path);
  else files.set(path, text);
  return files;
};

const KINDS = [
  "Application latest-",
  "Deployment ",
  "HorizontalPodAutoscaler ",
  "NetworkPolicy ",
  "PodDisruptionBudget ",
  "Service ",
  "ServiceAccount ",
];
const all = (action: string, name: string): readonly string[] => KINDS.map((kind) => `${action} ${kind}${name}`);

const cart = tree({ cart: {} });
const CLAIM = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "carts" }, spec: { accessModes: ["ReadWriteOnce"] } };
const stateful: Fields = { manifests: () => [CLAIM], needs: { token: secret() } };

describe("the difference of two trees", () => {
  it("is empty for equal trees", () => {
    expect([lines(cart, cart), isEmptyDiff(diffTrees(cart, new Map(cart)))]).toEqual([[], true]);
  });

  it("has the field that differs", () => {
    expect(lines(cart, tree({ cart: { scale: { max: 12 } } }))).toEqual([
      "changed HorizontalPodAutoscaler cart: spec.maxReplicas 10 -> 12",
    ]);
  });

  it("has one changed map for a changed setting, and not the pods that follow it", () => {
    expect(lines(tree({ cart: { env: { A: 1 } } }), tree({ cart: { env: { A: 2 } } }))).toEqual([
      'changed ConfigMap cart-#: data.A "1" -> "2"',
    ]);
  });

  it("has the right map if a service has two", () => {
    const before = tree({ cart: { env: { A: 1 }, files: { "/etc/a": "1" } } });
    const after = tree({ cart: { env: { A: 1 }, files: { "/etc/a": "2" } } });
    expect(lines(before, after)[0]).toBe('changed ConfigMap cart-files-#: data.etc__a "1" -> "2"');
  });

  it("has the object that a new field adds, and that its removal removes", () => {
    const open = tree({ cart: { env: { A: 1 } } });
    expect(lines(cart, open)).toEqual([
      'changed Deployment cart: spec.template.spec.containers[cart].envFrom undefined -> [{"configMapRef":{"name":"cart-#"}}]',
      "created ConfigMap cart-#",
    ]);
    expect(lines(open, cart).map((line) => line.split(":")[0])).toEqual(["removed ConfigMap cart-#", "changed Deployment cart"]);
  });

  it("has every object of a new service", () => {
    expect(lines(cart, tree({ cart: {}, ad: {} }))).toEqual(all("created", "ad"));
  });

  it("lists removals first, and stateful removals before them", () => {
    const before = tree({ cart: {}, store: stateful, ad: { env: { A: 1 } } });
    const after = tree({ cart: { scale: { max: 12 }, public: { port: "http" } }, ad: {} });
    const found = lines(before, after).map((line) => line.split(":")[0]);
    expect(found.slice(0, 4)).toEqual([
      "removed ExternalSecret store-token",
      "removed PersistentVolumeClaim carts",
      "removed Application latest-store",
      "removed ConfigMap ad-#",
    ]);
    expect(found.map((line) => line?.split(" ")[0]).filter((word, index, words) => word !== words[index - 1])).toEqual([
      "removed",
      "changed",
      "created",
    ]);
  });

  it("lists removals, moves, changes and creations in this order", () => {
    const before = withFile(tree({ cart: {}, ad: {} }), "latest/notes.txt", "buy milk\n");
    const after = tree({ basket: {}, ad: { scale: { max: 12 } }, mail: { env: { A: 1 } } });
    const actions = diffTrees(before, after).changes.map(({ action }) => action);
    expect(actions.filter((action, index) => action !== actions[index - 1])).toEqual(["removed", "moved", "changed", "created"]);
  });

  it("has every object of a removed stack, and no separate lock entry", () => {
    const one = stackFile("latest");
    const found = lines(tree({ cart: {} }, one, stackFile("edge")), tree({ cart: {} }, one));
    expect([found.length, new Set(found.map((line) => line.split(" ")[0])), found[0]]).toEqual([
      18,
      new Set(["removed"]),
      "removed Namespace shop",
    ]);
  });
});

describe("a new name", () => {
  it("moves a service whose objects are otherwise equal", () => {
    expect(lines(cart, tree({ basket: {} }))).toEqual([
      "moved Application latest-basket <- applications/cart.yaml",
      ...KINDS.slice(1).map((kind) => `moved ${kind}basket <- services/cart/${kind.trim().toLowerCase()}-cart.yaml`),
    ]);
  });

  it.each(["api", "app", "name", "v"])("moves a service although its old name %j occurs in every manifest", (name) => {
    expect(lines(tree({ [name]: {} }), tree({ backend: {} })).map((line) => line.split(" ")[0])).toEqual(KINDS.map(() => "moved"));
  });

  it("moves a service with its settings", () => {
    const env = { env: { A: 1 } };
    expect(lines(tree({ cart: env }), tree({ basket: env }))[2]).toBe("moved Deployment basket <- services/cart/deployment-cart.yaml");
    expect(lines(tree({ cart: env }), tree({ basket: env }))[1]).toBe("moved ConfigMap basket-# <- services/cart/configmap-cart-#.yaml");
  });

  it("removes and creates stateful objects, because their data stays behind", () => {
    const found = lines(
      tree({ cart: stateful }),
      tree({ basket: { ...stateful, manifests: () => [{ ...CLAIM, metadata: { name: "baskets" } }] } }),
    );
    expect(found.filter((line) => /Claim|Secret/.test(line))).toEqual([
      "removed ExternalSecret cart-token",
      "removed PersistentVolumeClaim carts",
      "created ExternalSecret basket-token",
      "created PersistentVolumeClaim baskets",
    ]);
  });

  it("removes and creates a namespace, because everything in it goes with it", () => {
    const place = (namespace: string): Tree => tree({ cart: {} }, stackFile("latest", { namespace }));
    const found = lines(place("alpha"), place("omega"));
    expect([found[0], found.filter((line) => line.endsWith("Namespace omega"))]).toEqual([
      "removed Namespace alpha",
      ["created Namespace omega"],
    ]);
  });

  it("moves nothing between different services, although some of their objects are equal", () => {
    const other = { ports: { grpc: { port: 7000, protocol: "grpc" } }, resources: { cpu: "1" }, scale: { max: 30 } };
    expect(lines(cart, tree({ search: other }))).toEqual([...all("removed", "cart"), ...all("created", "search")]);
  });

  it("moves all objects of each of two renamed services to the same new name", () => {
    const twins = (first: string, second: string): Tree => tree({ [first]: { scale: { max: 20 } }, [second]: { scale: { max: 30 } } });
    const { changes } = diffTrees(twins("alpha", "beta"), twins("omega", "gamma"));
    const ways = changes.map(({ action, from, object }) => `${action} ${object.kind} ${from?.service} -> ${object.service}`);
    const kinds = [
      "Application",
      "Deployment",
      "HorizontalPodAutoscaler",
      "NetworkPolicy",
      "PodDisruptionBudget",
      "Service",
      "ServiceAccount",
    ];
    expect([...ways].sort()).toEqual(kinds.flatMap((kind) => [`moved ${kind} alpha -> omega`, `moved ${kind} beta -> gamma`]));
  });

  it("moves an object if only its file has a new name", () => {
    const path = "latest/services/cart/service-cart.yaml";
    const elsewhere = withFile(withFile(cart, path, undefined), "latest/services/cart/svc.yaml", cart.get(path));
    expect(lines(elsewhere, cart)).toEqual(["moved Service cart <- services/cart/svc.yaml"]);
  });
});

describe("an edit by hand", () => {
  const path = "latest/services/cart/service-cart.yaml";

  it.each<readonly [string, Tree, readonly string[]]>([
    ["a file that no spec generates", withFile(cart, "latest/notes.txt", "buy milk\n"), ["removed File notes.txt"]],
    ["a manifest that is malformed YAML", withFile(cart, path, "a: [\n"), ["removed File service-cart.yaml", "created Service cart"]],
    ["an empty manifest", withFile(cart, path, ""), ["removed File service-cart.yaml", "created Service cart"]],
    ["a comment", withFile(cart, path, `# do not touch\n${cart.get(path) ?? ""}`), ["changed Service cart"]],
    [
      "a value",
      withFile(cart, path, (cart.get(path) ?? "").replace("port: 80\n", "port: 81\n")),
      ["changed Service cart: spec.ports[http].port 81 -> 80"],
    ],
    [
      "another kind",
      withFile(cart, path, (cart.get(path) ?? "").replace("kind: Service", "kind: Servlet")),
      ["removed Servlet cart", "created Service cart"],
    ],
    [
      "a lock in another form",
      withFile(cart, "latest/versions.yaml", `# pinned\n${cart.get("latest/versions.yaml") ?? ""}`),
      ["changed File versions.yaml"],
    ],
    ["a file beside the stacks", withFile(cart, "README.md", "hello\n"), ["removed File README.md"]],
  ])("is shown: %s", (_title, edited, expected) => {
    expect(lines(edited, cart)).toEqual(expected);
  });
});
