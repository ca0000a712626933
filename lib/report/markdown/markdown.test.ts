import { RELEASE_1 } from "../../../test/release-ids.ts";
import { describe, expect, it } from "vitest";
import { treeOf } from "../../../test/trees.ts";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import type { Tree } from "../../render/tree.ts";
import { markdownReporter } from "./markdown.ts";
import type { Finding } from "../../app/results.ts";

const reporter = markdownReporter();

const diffText = (before: Tree, after: Tree): string => {
  const diff = diffTrees(before, after);
  return reporter.diff({ from: "main", to: "the specs", diff, groups: groupChanges(diff.changes) });
};

describe("diff", () => {
  it("says that nothing differs", () => {
    expect(diffText(treeOf({ cart: {} }), treeOf({ cart: {} }))).toBe("No difference between `main` and `the specs`.\n");
  });

  it("starts with the summary, then removals, releases and the other changes", () => {
    const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "carts" } };
    const before = treeOf({ cart: { manifests: () => [claim] }, ad: {} });
    expect(diffText(before, treeOf({ cart: { scale: { max: 12 }, public: { port: "http" } } }, { tag: "v2" }))).toMatchInlineSnapshot(`
      "**6 risks, 1 release, 16 objects removed (2 stateful), 4 objects changed, 2 objects created**, from \`main\` to \`the specs\`

      #### Risks

      - :warning: **network** \`cart on latest and staging\`: \`lets in namespaces with kubernetes.io/metadata.name=gateway on port 8080 (TCP) (NetworkPolicy cart)\`
      - :warning: **network** \`ad on latest and staging\`: \`no longer restricts ingress of pods with app.kubernetes.io/instance=ad, no longer restricts egress of pods with app.kubernetes.io/instance=ad (NetworkPolicy ad)\`
      - :warning: **hosts** \`cart on latest and staging\`: \`takes the host cart.shop.example.com (HTTPRoute cart)\`
      - :warning: **data** \`cart on latest and staging\`: \`leaves git, and stays in the cluster (PersistentVolumeClaim carts)\`
      - :warning: **availability** \`ad on latest and staging\`: \`no longer keeps pods with app.kubernetes.io/instance=ad, app.kubernetes.io/name=ad at maxUnavailable 1 (PodDisruptionBudget ad)\`
      - :warning: **deleted** \`ad on latest and staging\`: \`is deleted (Application, Deployment ad, HorizontalPodAutoscaler ad, NetworkPolicy ad, PodDisruptionBudget ad, Service ad, ServiceAccount ad)\`

      #### Removed

      - **stays in the cluster** \`PersistentVolumeClaim carts on latest\`
        - \`kubectl --namespace shop delete persistentvolumeclaim carts\`
      - **stays in the cluster** \`PersistentVolumeClaim carts on staging\`
        - \`kubectl --namespace shop delete persistentvolumeclaim carts\`
      - \`ad on latest and staging (14 objects)\`
        - \`ad: Application latest-ad, Application staging-ad, Deployment ad, HorizontalPodAutoscaler ad, NetworkPolicy ad, PodDisruptionBudget ad, Service ad, ServiceAccount ad\`

      #### Releases

      - \`cart v1 -> v2 on latest and staging\` (4 objects)

      #### Changes

      - changed \`HorizontalPodAutoscaler cart on latest and staging\`
        - \`spec.maxReplicas: 10 -> 12\`
      - changed \`NetworkPolicy cart on latest and staging\`
        - \`spec.ingress[8080/TCP].from[gateway].namespaceSelector: (none) -> {"matchLabels":{"kubernetes.io/metadata.name":"gateway"}}\`
        - \`spec.ingress[8080/TCP].from[gateway].podSelector: {"matchLabels":{"app.kubernetes.io/instance":"cart"}} -> (none)\`
      - created \`HTTPRoute cart on latest and staging\`
      "
    `);
  });

  it("lists entries of locks that changed without a new image", () => {
    const before = new Map(treeOf({ cart: {} }));
    before.set("staging/versions.yaml", `cart: {release: ${RELEASE_1}, tag: v1}\n`);
    expect(diffText(before, treeOf({ cart: {} })).replace(RELEASE_1, "r1")).toMatchInlineSnapshot(`
      "**locks only**, from \`main\` to \`the specs\`

      #### Locks

      - \`staging: cart v1 (release r1) -> v1\`
      "
    `);
  });
});

describe("the other results", () => {
  it("render", () => {
    expect(reporter.render({ stacks: 2, objects: 1, created: ["a"], changed: [], removed: [], seconds: 1 })).toBe(
      "**Rendered** 1 file in 2 stacks: 1 created, 0 changed, 0 removed.\n",
    );
  });

  it("check", () => {
    const findings: readonly Finding[] = [
      { file: "pulumi-gen/x.yaml", what: "stale", line: 3, found: "a", expected: "b", who: "Ada <ada@example.com>" },
      { file: "pulumi-gen/y.yaml", what: "stray", line: undefined, found: undefined, expected: undefined, who: undefined },
    ];
    expect(reporter.check({ stacks: 2, objects: 40, findings: [], fix: undefined })).toBe("**Up to date**: 40 files match the specs.\n");
    expect(
      reporter
        .check({ stacks: 2, objects: 40, findings, fix: "npx fairlead render" })
        .replace(/(?:@|&#64;)(?:&#8203;|\u200B|<!-- -->)?/g, "(at)"),
    ).toMatchInlineSnapshot(`
      "**2 files do not match the specs.** Run \`npx fairlead render\`.

      - \`pulumi-gen/x.yaml:3\` stale, Ada &lt;ada(at)example.com&gt;
      - \`pulumi-gen/y.yaml\` stray
      "
    `);
  });

  it("explain: a table for each field", () => {
    const chain = [
      { layer: "library default", file: undefined, value: 3, inForce: false },
      { layer: "stack prod", file: "stacks/prod.ts", value: 4, inForce: true },
    ];
    const result = {
      stack: "prod",
      service: "cart",
      object: "HorizontalPodAutoscaler cart",
      path: "spec.minReplicas",
      value: 4,
      influences: [{ field: "scale.min", chain }],
    };
    expect(reporter.explain(result)).toMatchInlineSnapshot(`
      "### \`prod/cart\` \`spec.minReplicas\`

      \`4\`

      | \`scale.min\` | value | file |
      | --- | --- | --- |
      | library default | \`3\` | |
      | stack prod **used** | \`4\` | \`stacks/prod.ts\` |
      "
    `);
    const whole = { ...result, object: undefined, path: undefined, value: { scale: { min: 4 } } };
    expect(reporter.explain(whole).split("\n").slice(0, 3)).toEqual(["### `prod/cart`", "", "| `scale.min` | value | file |"]);
  });

  it("doctor", () => {
    expect(reporter.doctor([{ name: "git", state: "warning", detail: "shallow clone", hint: "git fetch --unshallow" }])).toBe(
      "- **warning** git: shallow clone; hint: `git fetch --unshallow`\n",
    );
  });

  it("created", () => {
    expect(reporter.created({ what: "service", name: "cart", files: ["services/cart.ts"], next: [] })).toBe(
      "**Created** service `cart`\n\n- `services/cart.ts`\n",
    );
  });

  it("failure", () => {
    const problems = [{ file: "services/cart.ts", path: "scale.max", message: "2 is not above the minimum 2", hint: "raise it" }];
    expect(reporter.failure({ code: "INVALID_SPEC", message: "1 problem", hint: "fix it", path: undefined, problems }))
      .toMatchInlineSnapshot(`
      "**Error**: 1 problem

      - \`services/cart.ts: scale.max: 2 is not above the minimum 2\`; hint: \`raise it\`

      fix it
      "
    `);
  });
});
