import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { toYaml } from "../../render/yaml.ts";
import type { Lock } from "../../resolve/lock.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const fleet = (stack: Fields = {}) => fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("latest", stack)] });

const applications = (stack?: Fields, lock: Lock = lockFor(fleet()), config: Fields = {}) => {
  const { config: usual, ...rest } = fleet(stack);
  const model = modelOf({ ...rest, config: { ...usual, ...config } });
  const made = model.stacks.flatMap((each) => compileStack(model, each, lock).manifests.map(({ manifest }) => manifest));
  return made.filter(({ kind }) => kind === "Application");
};

const one = (name: string, stack?: Fields, lock?: Lock, config?: Fields) =>
  applications(stack, lock, config).find(({ metadata }) => metadata.name === name);

describe("a service's Application", () => {
  it("syncs one directory of main into one namespace", () => {
    expect(toYaml(one("latest-cart") ?? {})).toMatchInlineSnapshot(`
      "apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata:
        annotations:
          argocd.argoproj.io/manifest-generate-paths: '.'
        finalizers:
          - resources-finalizer.argocd.argoproj.io/foreground
        labels:
          app.kubernetes.io/component: api
          app.kubernetes.io/instance: cart
          app.kubernetes.io/managed-by: fairlead
          app.kubernetes.io/name: cart
          app.kubernetes.io/part-of: shop
          env: latest
          owner: shopping
        name: latest-cart
        namespace: argocd
      spec:
        destination:
          name: latest
          namespace: shop
        info:
          - name: image
            value: registry.example.com/shop/app:v1.2.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        project: latest
        revisionHistoryLimit: 10
        source:
          path: pulumi-gen/latest/services/cart
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
            - PruneLast=true
            - PrunePropagationPolicy=foreground
            - RespectIgnoreDifferences=true
            - ServerSideApply=true
      "
    `);
  });

  it.each<readonly [string, Lock, unknown]>([
    ["tag and digest", new Map([["cart", { tag: "v2", digest: DIGEST }]]), `registry.example.com/shop/app:v2@${DIGEST}`],
    ["a tag without a digest", new Map([["cart", { tag: "v2" }]]), "registry.example.com/shop/app:v2"],
    ["another repository", new Map([["cart", { tag: "v2", image: "old.example.com/cart" }]]), "old.example.com/cart:v2"],
  ])("shows the image: %s", (_title, lock, image) => {
    expect(findPath(one("latest-cart", {}, lock), "spec.info")?.value).toEqual([{ name: "image", value: image }]);
  });

  it("has no label that depends on the version", () => {
    expect(Object.keys(one("latest-cart")?.metadata.labels ?? {})).toEqual([
      "app.kubernetes.io/component",
      "app.kubernetes.io/instance",
      "app.kubernetes.io/managed-by",
      "app.kubernetes.io/name",
      "app.kubernetes.io/part-of",
      "env",
      "owner",
    ]);
  });
});

describe("every Application", () => {
  const paths = {
    project: "spec.project",
    path: "spec.source.path",
    cluster: "spec.destination.name",
    namespace: "spec.destination.namespace",
    wave: "metadata.annotations.argocd.argoproj.io/sync-wave",
  };

  it("has its project, its directory and its destination; the platform comes first", () => {
    const made = applications().map((each) => [each.metadata.name, ...Object.values(paths).map((path) => findPath(each, path)?.value)]);
    expect(made).toEqual([
      ["latest-cart", "latest", "pulumi-gen/latest/services/cart", "latest", "shop", undefined],
      ["latest", "latest-applications", "pulumi-gen/latest/applications", "in-cluster", "argocd", undefined],
      ["latest-platform", "latest-platform", "pulumi-gen/latest/platform", "latest", "shop", "-1"],
    ]);
  });

  it("has the cluster's name and not its address", () => {
    const keys = applications().map((each) => Object.keys(findPath(each, "spec.destination")?.value ?? {}));
    expect(keys).toEqual([
      ["name", "namespace"],
      ["name", "namespace"],
      ["name", "namespace"],
    ]);
  });

  it("reads the branch by its full ref, which no tag can match", () => {
    const ref = (config?: Fields) => applications({}, undefined, config).map((each) => findPath(each, "spec.source.targetRevision")?.value);
    const main = "refs/heads/main";
    expect(ref()).toEqual([main, main, main]);
    const live = "refs/heads/env/live";
    expect(ref({ repository: { url: "https://github.com/acme/ops.git", branch: "env/live" } })).toEqual([live, live, live]);
  });

  it("is compared again only if its own directory changes", () => {
    const annotations = applications().map(({ metadata }) => metadata.annotations?.["argocd.argoproj.io/manifest-generate-paths"]);
    expect(annotations).toEqual([".", ".", "."]);
  });

  const long = { backoff: { duration: "2s", factor: 2, maxDuration: "1m" }, limit: 40, refresh: true };
  const short = { backoff: { duration: "2s", factor: 2, maxDuration: "30s" }, limit: 3 };

  it.each([
    [undefined, long],
    ["3.2", long],
    ["v3.10.1", long],
    ["4.0", long],
    ["3.1.9", short],
    ["2.14", short],
  ])("syncs automatically, prunes last, and retries as Argo CD %s allows", (version, retry) => {
    const config = version === undefined ? {} : { argoCd: { version } };
    const policies = applications({}, undefined, config).map((each) => findPath(each, "spec.syncPolicy")?.value);
    const policy = {
      automated: { allowEmpty: false, prune: true, selfHeal: true },
      retry,
      syncOptions: [
        "ApplyOutOfSyncOnly=true",
        "CreateNamespace=false",
        "FailOnSharedResource=true",
        "PruneLast=true",
        "PrunePropagationPolicy=foreground",
        "RespectIgnoreDifferences=true",
        "ServerSideApply=true",
      ],
    };
    expect(policies).toEqual([policy, policy, policy]);
  });

  it("repeats a failed sync for longer than an outage of 30 minutes", () => {
    const delays = Array.from({ length: long.limit }, (_, index) => Math.min(2 ** (index + 1), 60));
    expect(delays.reduce((sum, delay) => sum + delay) / 60).toBeCloseTo(36, 0);
  });

  it.each([
    ["latest", ["resources-finalizer.argocd.argoproj.io/foreground"]],
    ["staging", ["resources-finalizer.argocd.argoproj.io/foreground"]],
    ["prod", undefined],
  ])("on %s has the finalizers %j", (tier, finalizers) => {
    const made = applications({ tier }).map(({ metadata }) => metadata["finalizers"]);
    expect(made).toEqual([finalizers, finalizers, finalizers]);
  });

  it.each([["latest"], ["staging"], ["prod"]])(
    "of a retired stack of %s is the root with the platform, and the root takes it along",
    (tier) => {
      const made = applications({ tier, retired: true, components: { grafana: () => undefined } });
      expect(made.map(({ metadata }) => [metadata.name, metadata["finalizers"]])).toEqual([
        ["latest", ["resources-finalizer.argocd.argoproj.io/foreground"]],
        ["latest-platform", undefined],
      ]);
    },
  );

  it("is in Argo CD's namespace, with a name of at most 63 characters", () => {
    const long = "x".repeat(22);
    const service = "y".repeat(40);
    const model = modelOf(fleetOf({ services: [serviceFile(service)], stacks: [stackFile(long)] }));
    const made = model.stacks.flatMap((each) => compileStack(model, each, new Map([[service, { tag: "v1" }]])).manifests);
    const names = made.flatMap(({ manifest: { kind, metadata } }) =>
      kind === "Application" ? [[metadata.namespace, metadata.name.length]] : [],
    );
    expect(names).toEqual([
      ["argocd", 63],
      ["argocd", 22],
      ["argocd", 31],
    ]);
  });
});
