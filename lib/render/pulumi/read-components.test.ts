import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { formatProblem } from "../../spec/problem.ts";
import { hashOf } from "../../compile/hash.ts";
import { readComponents } from "./read-components.ts";

const STACK = {
  name: "staging",
  file: "stacks/staging.ts",
  namespace: "shop",
  tier: "staging",
  foreign: [{ name: "shop-dev", buckets: [] }],
} as const;

const INPUTS = hashOf("sources");

/** What the provider has written for the component `charts`, file by file. */
function read(texts: readonly string[], registered = texts.length) {
  const root = temporaryDirectory("components");
  for (const [index, text] of texts.entries()) {
    const file = join(root, "charts", "1-manifest", `${index}.yaml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { files, problems } = readComponents(root, STACK, [{ name: "charts", inputs: INPUTS, registered }]);
  return { files: Object.fromEntries(files), problems: problems.map(formatProblem) };
}

const object = (kind: string, name: string, rest = "", namespace = "  namespace: shop\n"): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace}${rest}`;

describe("what a component rendered", () => {
  it("goes to its own directory, in canonical form, beside what it was made from", () => {
    expect(read([object("ConfigMap", "b", 'data:\n  z: "1"\n  a: yes\n'), object("ClusterRole", "c", "", "")])).toEqual({
      files: {
        "staging/platform/charts/configmap-b.yaml":
          "apiVersion: v1\ndata:\n  a: true\n  z: '1'\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: shop\n",
        "staging/platform/charts/clusterrole-c.yaml": "apiVersion: v1\nkind: ClusterRole\nmetadata:\n  name: c\n",
        "staging/platform/charts/inventory.txt": [
          `inputs ${INPUTS}`,
          `${hashOf("apiVersion: v1\nkind: ClusterRole\nmetadata:\n  name: c\n")} v1 ClusterRole - c`,
          `${hashOf("apiVersion: v1\ndata:\n  a: true\n  z: '1'\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: shop\n")} v1 ConfigMap shop b`,
          "",
        ].join("\n"),
      },
      problems: [],
    });
  });

  it.each([
    ["v1", "Namespace"],
    ["gateway.networking.k8s.io/v1", "GatewayClass"],
    ["snapshot.storage.k8s.io/v1", "VolumeSnapshotClass"],
    ["cert-manager.io/v1", "ClusterIssuer"],
    ["karpenter.sh/v1", "NodePool"],
  ])("may be of the whole cluster: %s %s", (apiVersion, kind) => {
    expect(read([`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\n`]).problems).toEqual([]);
  });

  it.each<readonly [string, readonly string[], number | undefined, readonly string[]]>([
    [
      "a Secret",
      [object("Secret", "token", "data:\n  a: YQ==\n")],
      undefined,
      ['stacks/staging.ts: components.charts: the Secret "token" would be in git'],
    ],
    [
      "no name of its own",
      [object("ConfigMap", "a-67edaab3", "", '  namespace: shop\n  annotations:\n    pulumi.com/autonamed: "true"\n')],
      undefined,
      ['stacks/staging.ts: components.charts: ConfigMap "a-67edaab3" was named at random; give it a metadata.name'],
    ],
    [
      "no namespace",
      [object("ConfigMap", "a", "", "")],
      undefined,
      ['stacks/staging.ts: components.charts: ConfigMap "a" has no namespace; give it "shop"'],
    ],
    [
      "another namespace",
      [object("ConfigMap", "a", "", "  namespace: kube-system\n")],
      undefined,
      ['stacks/staging.ts: components.charts: ConfigMap "a" is of the namespace "kube-system"; the stack\'s is "shop"'],
    ],
    [
      "a name of another tier",
      [object("ConfigMap", "a", "data:\n  at: redis.shop-dev.internal\n")],
      undefined,
      ['stacks/staging.ts: components.charts: ConfigMap "a" mentions "shop-dev", which is of another tier than staging (staging)'],
    ],
    [
      "two objects of one name",
      [object("ConfigMap", "a"), object("ConfigMap", "a")],
      undefined,
      ['stacks/staging.ts: components.charts: ConfigMap "a" is rendered twice'],
    ],
    [
      "objects that share a file",
      [object("ConfigMap", "a")],
      2,
      ["stacks/staging.ts: components.charts: rendered 2 objects to 1 files: some share a kind, a namespace and a name"],
    ],
    ["nothing at all", [], undefined, ["stacks/staging.ts: components.charts: rendered no object"]],
  ])("is refused: %s", (_title, texts, registered, problems) => {
    expect(read(texts, registered).problems).toEqual(problems);
  });
});
