import type { PageFacts, ServiceNode } from "../../lib/app/preview/page-facts.ts";
import type { PreviewResult } from "../../lib/app/preview/preview-result.ts";
import { diffTrees } from "../../lib/diff/diff.ts";
import { groupChanges } from "../../lib/diff/group.ts";
import type { Tree } from "../../lib/render/tree.ts";
import { toYaml } from "../../lib/render/yaml.ts";
import { previewPage } from "../../lib/report/html/preview/preview-page.ts";
import { samplePreview } from "../sample-cloud.ts";

/** Compares two trees, as a preview has them. */
export function compared(before: Tree, after: Tree): NonNullable<PreviewResult["manifests"]> {
  const diff = diffTrees(before, after);
  return { from: "main", to: "the specs", diff, groups: groupChanges(diff.changes) };
}

const DIGEST = `sha256:${"5b3a712c".repeat(8)}`;

const pods = (name: string, image: string, level: string): string =>
  toYaml({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "boutique", labels: { "app.kubernetes.io/managed-by": "fairlead" } },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            {
              name,
              image: `${image}:v0.10.6@${DIGEST}`,
              env: [
                { name: "PORT", value: "8080" },
                { name: "LEVEL", value: level },
              ],
              ports: [{ containerPort: 8080, name: "http" }],
            },
          ],
        },
      },
    },
  });

const plain = (kind: string, name: string, spec: object = {}): string =>
  toYaml({ apiVersion: "v1", kind, metadata: { name, namespace: "boutique" }, spec });

const OWN = "us-docker.pkg.dev/online-boutique-ci/shop";
const at = (stack: string, service: string, file: string): string => `${stack}/services/${service}/${file}.yaml`;

const before = (stack: string): Tree =>
  new Map([
    [at(stack, "cartservice", "deployment-cartservice"), pods("cartservice", `${OWN}/cartservice`, "info")],
    [at(stack, "checkoutservice", "deployment-checkoutservice"), pods("checkoutservice", `${OWN}/checkoutservice`, "info")],
    [at(stack, "emailservice", "service-emailservice"), plain("Service", "emailservice")],
  ]);

const after = (stack: string): Tree =>
  new Map([
    [at(stack, "cartservice", "deployment-cartservice"), pods("cartservice", "registry.example.net/cart", "info")],
    [at(stack, "checkoutservice", "deployment-checkoutservice"), pods("checkoutservice", `${OWN}/checkoutservice`, "debug")],
    [
      at(stack, "cartservice", "networkpolicy-open"),
      toYaml({
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "open", namespace: "boutique" },
        spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
      }),
    ],
  ]);

const NODES: readonly ServiceNode[] = [
  { service: "frontend", calls: ["cartservice", "checkoutservice"], needs: [] },
  { service: "cartservice", calls: [], needs: [{ name: "carts", kind: "redis", block: "cartservice-carts" }] },
  { service: "checkoutservice", calls: ["cartservice", "emailservice"], needs: [] },
  { service: "emailservice", calls: [], needs: [] },
  { service: "adservice", calls: [], needs: [] },
];

const place = (file: string, line = 3) => ({ file, line });

export const FACTS: PageFacts = {
  name: "online-boutique",
  specPages: `https://github.com/acme/ops/blob/${"1".repeat(40)}/`,
  services: new Map(NODES.map(({ service }) => [service, place(`services/${service}.ts`)])),
  stacks: new Map(["latest", "prod-us-central1"].map((stack) => [stack, place(`stacks/${stack}.ts`)])),
  graphs: new Map([
    ["latest", NODES],
    ["prod-us-central1", NODES],
  ]),
};

const [CHANGE] = samplePreview("").stacks[0]?.changes ?? [];

/** Returns the preview of a change with risks, a deletion, a later wave and a replaced Redis. */
export function samplePagePreview(): PreviewResult {
  if (CHANGE === undefined) throw new Error("the sample has no change of a cloud");
  const { because: _because, previousUrn: _previous, protection: _protection, ...change } = CHANGE;
  const redis = {
    ...change,
    stack: "prod-us-central1",
    type: "gcp:redis/instance:Instance",
    name: "prod-us-central1-cartservice-carts",
    block: "cartservice-carts",
    properties: ["transitEncryptionMode"],
    causes: ["transitEncryptionMode"],
    usedBy: ["cartservice"],
  };
  const quiet = { unchanged: 33, renames: [], unknown: [], problems: [], violations: [] };
  return {
    base: "main",
    manifests: compared(before("latest"), after("latest")),
    later: [
      {
        stage: "prod",
        stacks: ["prod-us-central1"],
        after: ["latest"],
        soakMs: 7_200_000,
        manifests: compared(before("prod-us-central1"), after("prod-us-central1")),
      },
    ],
    cloud: {
      engine: undefined,
      policyPacks: [],
      leftovers: [],
      stacks: [
        {
          ...quiet,
          stack: "prod-us-central1",
          tier: "prod",
          project: "boutique-prod",
          changes: [{ ...redis, action: "replace" }],
          cost: {
            isChanged: true,
            change: { least: 35.77, most: 35.77 },
            month: { least: 214.55, most: 214.55 },
            unpriced: [],
            usage: [],
            unknown: [],
          },
        },
        { ...quiet, stack: "latest", tier: "latest", project: "boutique-latest", changes: [] },
      ],
    },
    warnings: [
      { file: "services/cartservice.ts", path: "scale.max", message: "scales too far (policy small-carts)", hint: "lower scale.max" },
    ],
  };
}

/** Renders the page of the sample. */
export const samplePage = (): string => previewPage(samplePagePreview(), FACTS);

/** Renders the page of a change with as many files as asked for. Every third file goes, and every third comes. */
export function largePage(files: number): string {
  const path = (index: number): string => at(`prod-${index % 5}`, `svc-${index % 1000}`, `deployment-${index}`);
  const tree = (level: string, without: number): Tree =>
    new Map(
      Array.from({ length: files }, (_, index) => index)
        .filter((index) => index % 3 !== without)
        .map((index) => [path(index), pods(`d-${index}`, OWN, level)]),
    );
  const manifests = compared(tree("info", 0), tree("debug", 1));
  const stacks = Array.from({ length: 5 }, (_, index) => `prod-${index}`);
  const nodes = Array.from({ length: 1000 }, (_, index): ServiceNode => ({
    service: `svc-${index}`,
    calls: [`svc-${(index + 1) % 1000}`],
    needs: [],
  }));
  return previewPage({ base: "main", manifests, later: [] }, { ...FACTS, graphs: new Map(stacks.map((stack) => [stack, nodes])) });
}
