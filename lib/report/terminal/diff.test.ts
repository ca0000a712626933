import { RELEASE_1 } from "../../../test/release-ids.ts";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Fields } from "../../../test/fleets.ts";
import { treeOf } from "../../../test/trees.ts";
import type { DiffResult } from "../../app/results.ts";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import type { Tree } from "../../render/tree.ts";
import { terminalReporter } from "./terminal.ts";

const reporter = terminalReporter(pc.createColors(false));

const result = (before: Tree, after: Tree): DiffResult => {
  const diff = diffTrees(before, after);
  return { from: "HEAD", to: "the specs", diff, groups: groupChanges(diff.changes) };
};

const CLAIM = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "carts" } };

describe("diff", () => {
  it("says that nothing differs", () => {
    expect(reporter.diff(result(treeOf({ cart: {} }), treeOf({ cart: {} })))).toBe("no difference between HEAD and the specs\n");
  });

  it("starts with removals, then releases, then the other changes", () => {
    const before = treeOf({ cart: { manifests: () => [CLAIM] }, ad: {} });
    const after = treeOf({ cart: { scale: { max: 12 }, public: { port: "http" } } }, { tag: "v2" });
    expect(reporter.diff(result(before, after))).toMatchInlineSnapshot(`
      "! network: cart on latest and staging: lets in namespaces with kubernetes.io/metadata.name=gateway on port 8080 (TCP) (NetworkPolicy cart)
      ! network: ad on latest and staging: no longer restricts ingress of pods with app.kubernetes.io/instance=ad, no longer restricts egress of pods with app.kubernetes.io/instance=ad (NetworkPolicy ad)
      ! hosts: cart on latest and staging: takes the host cart.shop.example.com (HTTPRoute cart)
      ! data: cart on latest and staging: leaves git, and stays in the cluster (PersistentVolumeClaim carts)
      ! availability: ad on latest and staging: no longer keeps pods with app.kubernetes.io/instance=ad, app.kubernetes.io/name=ad at maxUnavailable 1 (PodDisruptionBudget ad)
      ! deleted: ad on latest and staging: is deleted (Application, Deployment ad, HorizontalPodAutoscaler ad, NetworkPolicy ad, PodDisruptionBudget ad, Service ad, ServiceAccount ad)
      - removed PersistentVolumeClaim carts on latest STAYS IN THE CLUSTER
          kubectl --namespace shop delete persistentvolumeclaim carts
      - removed PersistentVolumeClaim carts on staging STAYS IN THE CLUSTER
          kubectl --namespace shop delete persistentvolumeclaim carts
      - removed ad on latest and staging (14 objects)
          ad: Application latest-ad, Application staging-ad, Deployment ad, HorizontalPodAutoscaler ad, NetworkPolicy ad, PodDisruptionBudget ad, Service ad, ServiceAccount ad
      * cart v1 -> v2 on latest and staging (4 objects)
      ~ changed HorizontalPodAutoscaler cart on latest and staging
          spec.maxReplicas: 10 -> 12
      ~ changed NetworkPolicy cart on latest and staging
          spec.ingress[8080/TCP].from[gateway].namespaceSelector: (none) -> {"matchLabels":{"kubernetes.io/metadata.name":"gateway"}}
          spec.ingress[8080/TCP].from[gateway].podSelector: {"matchLabels":{"app.kubernetes.io/instance":"cart"}} -> (none)
      + created HTTPRoute cart on latest and staging
      6 risks, 1 release, 16 objects removed (2 stateful), 4 objects changed, 2 objects created, from HEAD to the specs
      "
    `);
  });

  it("shows the previous path of a moved object, and changed entries of a lock", () => {
    const before = new Map(treeOf({ cart: {} }));
    const path = "latest/services/cart/service-cart.yaml";
    before.set("latest/services/cart/svc.yaml", before.get(path) ?? "");
    before.delete(path);
    before.set("staging/versions.yaml", `cart: {release: ${RELEASE_1}, tag: v1}\n`);
    expect(reporter.diff(result(before, treeOf({ cart: {} }))).replace(RELEASE_1, "r1")).toMatchInlineSnapshot(`
      "> moved Service cart on latest from latest/services/cart/svc.yaml
      ~ lock staging: cart v1 (release r1) -> v1
      1 object moved, from HEAD to the specs
      "
    `);
  });

  it("cuts a long list of fields and counts the rest", () => {
    const env = (value: string): Fields => ({
      env: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`V${100 + index}`, value])),
    });
    const lines = reporter.diff(result(treeOf({ cart: env("a") }), treeOf({ cart: env("b") }))).split("\n");
    expect([lines[0]?.replaceAll(/[0-9a-f]{8}/g, "#"), lines.slice(40, 43)]).toEqual([
      "~ changed ConfigMap cart-# on latest and staging",
      ["    data.V139: a -> b", "    ... and 10 more fields; --json lists all", "    followed by Deployment cart"],
    ]);
  });
});
