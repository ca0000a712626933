import { dirname } from "node:path";
import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { pathOf } from "../../render/layout.ts";
import { toYaml } from "../../render/yaml.ts";
import { fleetObjects } from "../compile-stack.ts";

it("the fleet has one Application over all stacks, without a finalizer, whose project allows Applications and projects only", () => {
  const yaml = fleetObjects(modelOf(fleetOf({ services: [serviceFile("cart")] }))).map(({ manifest }) => toYaml(manifest));
  expect(yaml.join("---\n")).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      annotations:
        argocd.argoproj.io/sync-wave: '-1'
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
      name: shop-stacks
      namespace: argocd
    spec:
      clusterResourceWhitelist: []
      description: Root Applications and projects of shop
      destinations:
        - name: in-cluster
          namespace: argocd
      namespaceResourceBlacklist:
        - group: ''
          kind: Secret
      namespaceResourceWhitelist:
        - group: argoproj.io
          kind: AppProject
        - group: argoproj.io
          kind: Application
      sourceRepos:
        - https://github.com/acme/ops.git
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      annotations:
        argocd.argoproj.io/manifest-generate-paths: '.'
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
      name: shop-stacks
      namespace: argocd
    spec:
      destination:
        name: in-cluster
        namespace: argocd
      project: shop-stacks
      revisionHistoryLimit: 10
      source:
        path: pulumi-gen/argocd
        repoURL: https://github.com/acme/ops.git
        targetRevision: refs/heads/main
      syncPolicy:
        automated:
          allowEmpty: false
          prune: true
          selfHeal: true
        retry:
          backoff:
            duration: 2s
            factor: 2
            maxDuration: 1m
          limit: 40
          refresh: true
        syncOptions:
          - ApplyOutOfSyncOnly=true
          - CreateNamespace=false
          - FailOnSharedResource=true
          - PrunePropagationPolicy=foreground
          - RespectIgnoreDifferences=true
          - ServerSideApply=true
    "
  `);
});

it("kubectl creates every project before the Applications: it applies the files of a directory by name", () => {
  const fleet = fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("a"), stackFile("b", { namespace: "web" })] });
  const placed = [...compileFleet(fleet), ...fleetObjects(modelOf(fleet))];
  for (const directory of ["argocd", "argocd/bootstrap"]) {
    const kinds = placed
      .filter((each) => dirname(pathOf(each)) === directory)
      .sort((x, y) => (pathOf(x) < pathOf(y) ? -1 : 1))
      .map(({ manifest }) => manifest.kind);
    expect(kinds.indexOf("Application")).toBeGreaterThan(kinds.lastIndexOf("AppProject"));
  }
});
