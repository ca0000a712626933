import { hashOf } from "../../../base/hash.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { stackWith } from "../../../../test/hatch-place.ts";
import { temporaryDirectory } from "../../../../test/temporary-directory.ts";
import { formatProblem } from "../../../base/problem.ts";
import type { RegisteredObject } from "./record-registrations.ts";
import { readComponents } from "./read-components.ts";

const STACK = stackWith({ name: "staging", file: "stacks/staging.ts", tier: "staging", foreign: [{ name: "shop-dev", buckets: [] }] });

const INPUTS = hashOf("sources");

/** Reads files of the provider as those of the component `charts`. */
function read(texts: readonly string[], registrations: readonly RegisteredObject[] = []) {
  const root = temporaryDirectory("components");
  for (const [index, text] of texts.entries()) {
    const file = join(root, "charts", "1-manifest", `${index}.yaml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { files, problems } = readComponents(root, STACK, [{ name: "charts", inputs: INPUTS, registrations }]);
  return { files: Object.fromEntries(files), problems: problems.map(formatProblem) };
}

const object = (kind: string, name: string, rest = "", namespace = "  namespace: shop\n"): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace}${rest}`;

describe("a rendered component", () => {
  it("is in its own directory, in canonical form, with its inventory", () => {
    expect(
      read([
        object("ConfigMap", "b", 'data:\n  z: "1"\n  a: b\n'),
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: c\n",
      ]),
    ).toEqual({
      files: {
        "staging/platform/charts/configmap-b.yaml":
          "apiVersion: v1\ndata:\n  a: b\n  z: '1'\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: shop\n",
        "staging/platform/charts/clusterrole-c.yaml": "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: c\n",
        "staging/components/charts.txt": [
          `inputs ${INPUTS}`,
          `${hashOf("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: c\n")} rbac.authorization.k8s.io/v1 ClusterRole - c`,
          `${hashOf("apiVersion: v1\ndata:\n  a: b\n  z: '1'\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: shop\n")} v1 ConfigMap shop b`,
          "",
        ].join("\n"),
      },
      problems: [],
    });
  });

  it.each([
    ["v1", "Namespace"],
    ["rbac.authorization.k8s.io/v1", "ClusterRole"],
    ["snapshot.storage.k8s.io/v1", "VolumeSnapshotClass"],
    ["cert-manager.io/v1", "ClusterIssuer"],
    ["karpenter.sh/v1", "NodePool"],
  ])("may be cluster-wide: %s %s", (apiVersion, kind) => {
    expect(read([`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\n`]).problems).toEqual([]);
  });

  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      "a Secret",
      [object("Secret", "token", "data:\n  a: YQ==\n")],
      ['stacks/staging.ts: components.charts: the Secret "token" would be in git'],
    ],
    [
      "a name that Pulumi generated",
      [object("ConfigMap", "a-67edaab3", "", '  namespace: shop\n  annotations:\n    pulumi.com/autonamed: "true"\n')],
      ['stacks/staging.ts: components.charts: ConfigMap "a-67edaab3" has a generated name; set metadata.name'],
    ],
    [
      "a namespace with another Pod Security level",
      ["apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  labels:\n    pod-security.kubernetes.io/enforce: privileged\n"],
      [
        'stacks/staging.ts: components.charts: Namespace "x": metadata.labels.pod-security.kubernetes.io/enforce: must be "restricted", got "privileged"',
      ],
    ],
    [
      "no namespace",
      [object("ConfigMap", "a", "", "")],
      ['stacks/staging.ts: components.charts: ConfigMap "a" has no namespace; give it "shop"'],
    ],
    [
      "another namespace",
      [object("ConfigMap", "a", "", "  namespace: kube-system\n")],
      ['stacks/staging.ts: components.charts: ConfigMap "a" is in the namespace "kube-system"; the stack\'s is "shop"'],
    ],
    [
      "a name of another tier",
      [object("ConfigMap", "a", "data:\n  at: redis.shop-dev.internal\n")],
      ['stacks/staging.ts: components.charts: ConfigMap "a" mentions "shop-dev", which is of another tier than staging (staging)'],
    ],
    [
      "a Service of the pods of a service",
      [
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n  namespace: shop\nspec:\n  ports: [{ port: 80 }]\n  selector:\n    env: staging\n",
      ],
      ['stacks/staging.ts: components.charts: Service "x": spec.selector: selects the pods of cart'],
    ],
    [
      "two objects of one name",
      [object("ConfigMap", "a"), object("ConfigMap", "a")],
      ['stacks/staging.ts: components.charts: ConfigMap "a" is rendered twice'],
    ],
    [
      "invalid values, each with its object",
      [object("Widget", "a", "l: [null]\n"), object("Widget", "b", "l: [null]\n")],
      [
        'stacks/staging.ts: components.charts: Widget "a": l.0: is null; leave the field out',
        'stacks/staging.ts: components.charts: Widget "b": l.0: is null; leave the field out',
      ],
    ],
    ["no object", [], ["stacks/staging.ts: components.charts: rendered no object"]],
  ])("is refused: %s", (_title, texts, problems) => {
    expect(read(texts).problems).toEqual(problems);
  });

  const map = (data: unknown): RegisteredObject => ({
    object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" }, data },
    secrets: [],
  });
  it.each<readonly [string, readonly RegisteredObject[], readonly string[]]>([
    ["equal", [map({ a: "1" })], []],
    ["without the empty fields", [map({ a: "1", b: "", c: null, d: { e: [], f: 0, g: false } })], []],
    ["a quantity in its normal form", [map({ a: "1000m" })], []],
    [
      "a lost field",
      [map({ a: "1", "b.c": { d: "2" } })],
      ['ConfigMap "a": data.b.c: the Kubernetes provider drops {"d":"2"}: it does not know the field, or this is the default; remove it'],
    ],
    ["another value", [map({ a: "2" })], ['ConfigMap "a": data.a: the Kubernetes provider changes "2" to "1"; write that value']],
    [
      "a missing object",
      [map({ a: "1" }), { ...map({}), object: { kind: "Job", metadata: { name: "b" } } }],
      ['Job "b" was not rendered by the engine'],
    ],
    ["an object that is registered twice", [map({ a: "1" }), map({ a: "1" })], ['ConfigMap "a" is registered twice']],
    ["a secret value", [{ ...map({ a: null }), secrets: ["data.a"] }], ['ConfigMap "a": data.a is a secret value, which would be in git']],
    ["an object without a name has no second problem", [map({ a: "1" }), { object: { kind: "Job", metadata: {} }, secrets: [] }], []],
  ])("is compared with the registered objects: %s", (_title, registrations, problems) => {
    const expected = problems.map((problem) => `stacks/staging.ts: components.charts: ${problem}`);
    expect(read([object("ConfigMap", "a", 'data:\n  a: "1"\n')], registrations).problems).toEqual(expected);
  });
});
