import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, rawStackFile, serviceFile, stackFile } from "../../../test/fleets.ts";

/** Lists the problems of `stacks/latest.ts`, without the file's name. */
const problemsIn = (fields: Fields): readonly string[] =>
  problemsOf(fleetOf({ services: [serviceFile("app")], stacks: [stackFile("latest", fields)] })).map((problem) =>
    problem.replace(/^stacks\/latest\.ts: /, ""),
  );

describe("names of places", () => {
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    ["valid", { namespace: "shop", cluster: "prod-us-central1", region: "us-central1", project: "shop-prod" }, []],
    ["63 characters", { namespace: "a".repeat(63) }, []],
    ["64 characters", { namespace: "a".repeat(64) }, [`namespace: "${"a".repeat(64)}" is not a DNS label`]],
    ["upper case", { namespace: "Shop" }, ['namespace: "Shop" is not a DNS label']],
    ["empty", { cluster: "" }, ['cluster: "" is not the name of a cluster in Argo CD']],
    ["a path", { cluster: "../prod" }, ['cluster: "../prod" is not the name of a cluster in Argo CD']],
    ["the context of a cluster of GKE", { cluster: "gke_acme_europe-west1_dev" }, []],
    ["the context of a cluster of EKS", { cluster: "arn:aws:eks:eu-west-1:123456789012:cluster/dev" }, []],
    ["a cluster with a space", { cluster: "my cluster" }, ['cluster: "my cluster" is not the name of a cluster in Argo CD']],
    ["a region with a space", { region: "us central1" }, ['region: "us central1" is not a DNS label']],
    ["a project with a leading digit", { project: "1shop" }, ['project: "1shop" is not a DNS label']],
    ["the namespace of everyone", { namespace: "default" }, ['namespace: "default" belongs to Kubernetes or Argo CD']],
    ["Argo CD's namespace", { namespace: "argocd" }, ['namespace: "argocd" belongs to Kubernetes or Argo CD']],
    ["Kubernetes' namespace", { namespace: "kube-system" }, ['namespace: "kube-system" belongs to Kubernetes or Argo CD']],
    ["a namespace that only starts like it", { namespace: "kubernetes" }, []],
    ["Secrets that pull images", { imagePullSecrets: ["registry", "ghcr.io"] }, []],
    [
      "malformed Secrets that pull images",
      { imagePullSecrets: ["Registry", "a", "", "a"] },
      [
        'imagePullSecrets.0: "Registry" is not the name of a Secret',
        'imagePullSecrets.2: "" is not the name of a Secret',
        'imagePullSecrets.3: "a" is listed twice',
      ],
    ],
    ["a string for the Secrets", { imagePullSecrets: "registry" }, ['imagePullSecrets: must be a list, got "registry"']],
    ["a version of Kubernetes", { kubernetesVersion: "v1.33.4-gke.1350000" }, []],
    ["a malformed version of Kubernetes", { kubernetesVersion: "1" }, ['kubernetesVersion: "1" is not a version such as 1.34']],
    ["a number for the version of Kubernetes", { kubernetesVersion: 1.34 }, ["kubernetesVersion: must be a string, got 1.34"]],
    ["a very old Kubernetes", { kubernetesVersion: "1.12.9" }, ["kubernetesVersion: must be at least 1.13, got 1.12.9"]],
    ["a Kubernetes to come", { kubernetesVersion: "2.0" }, ["kubernetesVersion: must be at least 1.13 and below 2, got 2.0"]],
    ["a secret store", { secretStore: "Secrets" }, ['secretStore: "Secrets" is not a DNS label']],
    [
      "a gateway",
      { gateway: { name: "Ext", namespace: "" } },
      ['gateway.name: "Ext" is not a DNS label', 'gateway.namespace: "" is not a DNS label'],
    ],
    ["a domain with an underscore", { domain: "my_shop.com" }, ['domain: "my_shop.com" is not a DNS name']],
    ["a domain with a point last", { domain: "shop.com." }, ['domain: "shop.com." is not a DNS name']],
  ])("%s", (_title, fields, problems) => {
    expect(problemsIn(fields)).toEqual(problems);
  });
});

describe("privateRange", () => {
  it.each([
    ["10.0.0.0/8", true],
    ["10.20.0.0/16", true],
    ["10.20.30.40/32", true],
    ["172.16.0.0/12", true],
    ["172.31.0.0/16", true],
    ["192.168.0.0/16", true],
    ["100.64.0.0/10", true],
    ["0.0.0.0/0", false],
    ["8.8.8.0/24", false],
    ["10.0.0.0/7", false],
    ["172.15.0.0/16", false],
    ["172.32.0.0/16", false],
    ["172.16.0.0/11", false],
    ["192.169.0.0/16", false],
    ["192.0.0.0/8", false],
    ["100.128.0.0/10", false],
    ["10.20.0.1/16", false],
    ["10.20.0.0", false],
    ["10.20.0.0/33", false],
    ["10.20.0.0/", false],
    ["10.20.0/16", false],
    ["10.256.0.0/16", false],
    ["010.020.0.0/16", false],
    ["10.0.0.0/08", false],
    ["10.20.0.0/016", false],
    [" 10.20.0.0/16", false],
    ["10.20.0.0/16\n", false],
    ["fd00::/8", false],
    ["", false],
  ])("%j: %s", (privateRange, valid) => {
    const problem = `privateRange: "${privateRange}" is not a range of private addresses such as 10.20.0.0/16`;
    expect(problemsIn({ privateRange })).toEqual(valid ? [] : [problem]);
  });
});

describe("quota", () => {
  it.each<[title: string, quota: unknown, problems: readonly string[]]>([
    ["that everything fits in", { pods: 100, cpu: "100", memory: "100Gi" }, []],
    ["of nothing in particular", {}, []],
    [
      "malformed quantities",
      { cpu: "1x", memory: "10GB" },
      ['quota.cpu: "1x" is not a quantity', 'quota.memory: "10GB" is not a quantity'],
    ],
    [
      "a negative quantity, and zero",
      { cpu: "-1", memory: "0" },
      ["quota.cpu: must be greater than 0, got -1", "quota.memory: must be greater than 0, got 0"],
    ],
    ["a number", { cpu: 10 }, ["quota.cpu: must be a string, got 10"]],
    ["no pods", { pods: 0 }, ["quota.pods: must be at least 1, got 0"]],
    ["a misspelt field", { memroy: "1Gi" }, ['quota.memroy: unknown field; did you mean "memory"?']],
  ])("%s", (_title, quota, problems) => {
    expect(problemsIn({ quota })).toEqual(problems);
  });
});

describe("the stack's name", () => {
  const input = stackFile("latest").stack.input;
  it.each<[title: string, name: unknown, file: string, problems: readonly string[]]>([
    ["is the file's", "latest", "stacks/latest.ts", []],
    [
      "is not the file's",
      "latest",
      "stacks/staging.ts",
      ['stacks/staging.ts: the stack is called "latest", but its file "staging"; both must have one name'],
    ],
    [
      "leads out of the tree",
      "../../x",
      "stacks/x.ts",
      ['stacks/x.ts: "../../x" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    ["is a device", "con", "stacks/con.ts", ['stacks/con.ts: "con" is a device name on Windows, so no file can have it']],
    ["is Fairlead's own", "argocd", "stacks/argocd.ts", ['stacks/argocd.ts: "argocd" is reserved for Fairlead\'s own layout']],
    [
      "has 80 characters",
      "a".repeat(80),
      "stacks/long.ts",
      [`stacks/long.ts: "${"a".repeat(57)}..." has 80 characters; at most 40 fit, because <stack>-<service> must fit in 63`],
    ],
  ])("%s", (_title, name, file, problems) => {
    expect(problemsOf(fleetOf({ services: [serviceFile("app")], stacks: [rawStackFile(name, input, file)] }))).toEqual(problems);
  });
});
