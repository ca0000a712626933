import { expect, it } from "vitest";
import { toYaml } from "../render/yaml.ts";
import { diffTrees } from "./diff.ts";

const config = (hash: string, level: string): string =>
  toYaml({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: `cart-${hash}`, namespace: "shop" }, data: { LEVEL: level } });

const pods = (config: string, replicas = 1): string =>
  toYaml({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "cart", namespace: "shop" },
    spec: { replicas, template: { spec: { containers: [{ name: "cart", envFrom: [{ configMapRef: { name: config } }] }] } } },
  });

const [OLD, NEW] = ["0000000a", "0000000b"];
const place = "prod/services/cart";
const before = new Map([
  [`${place}/configmap-cart-${OLD}.yaml`, config(OLD, "info")],
  [`${place}/deployment-cart.yaml`, pods(`cart-${OLD}`)],
]);

it.each<readonly [what: string, deployment: string, changes: readonly (readonly [string, readonly string[], readonly string[]])[]]>([
  ["follows the new name", pods(`cart-${NEW}`), [["ConfigMap", ["data.LEVEL"], ["Deployment"]]]],
  [
    "also changes otherwise",
    pods(`cart-${NEW}`, 2),
    [
      ["ConfigMap", ["data.LEVEL"], []],
      ["Deployment", ["spec.replicas"], []],
    ],
  ],
  [
    "takes a ConfigMap of another name",
    pods(`mail-${NEW}`),
    [
      ["ConfigMap", ["data.LEVEL"], []],
      ["Deployment", ["spec.template.spec.containers[cart].envFrom[0].configMapRef.name"], []],
    ],
  ],
])("folds the hash of a ConfigMap, if a Deployment %s", (_what, deployment, expected) => {
  const after = new Map([
    [`${place}/configmap-cart-${NEW}.yaml`, config(NEW, "debug")],
    [`${place}/deployment-cart.yaml`, deployment],
  ]);
  const { changes } = diffTrees(before, after);
  expect(
    changes.map(({ object, fields, followers = [] }) => [
      object.kind,
      fields.map(({ path }) => path),
      followers.map((each) => each.object.kind),
    ]),
  ).toEqual(expected);
});
