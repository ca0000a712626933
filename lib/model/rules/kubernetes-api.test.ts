import { describe, expect, it } from "vitest";
import { problemsWith } from "../../../test/fleets.ts";

const POD_READER = { resources: ["pods"], verbs: ["get"] };

describe("kubernetesApi", () => {
  it.each<readonly [title: string, access: unknown, problems: readonly string[]]>([
    ["reads pods", { resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] }, []],
    ["writes in another group", { resources: ["deployments"], verbs: ["get", "patch"], apiGroups: ["apps"], resourceNames: ["web"] }, []],
    ["all resources", { ...POD_READER, resources: ["*"] }, ['0.resources: "*" gives access to all resources']],
    ["all subresources", { ...POD_READER, resources: ["pods/*"] }, ['0.resources: "pods/*" gives access to all resources']],
    ["all verbs", { ...POD_READER, verbs: ["*"] }, ['0.verbs: "*" gives every permission']],
    ["all groups", { ...POD_READER, apiGroups: ["*"] }, ['0.apiGroups: "*" gives access to all groups']],
    ...["secrets", "pods/exec", "serviceaccounts/token", "rolebindings"].map((resource): [string, unknown, string[]] => [
      resource,
      { ...POD_READER, resources: [resource] },
      [`0.resources: "${resource}" gives access to secrets or to permissions of others`],
    ]),
    ...["escalate", "bind", "impersonate"].map((verb): [string, unknown, string[]] => [
      verb,
      { ...POD_READER, verbs: [verb] },
      [`0.verbs: "${verb}" gives permissions of others`],
    ]),
    ["a resource of the cluster", { ...POD_READER, resources: ["nodes"] }, ['0.resources: "nodes" belong to the whole cluster']],
    ["a kind", { ...POD_READER, resources: ["Pod"] }, ['0.resources: "Pod" is not a resource in plural and lower case, such as pods']],
    [
      "an unknown verb",
      { ...POD_READER, verbs: ["read", "lst"] },
      [
        '0.verbs: "read" is not a verb (known: "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection")',
        '0.verbs: "lst" is not a verb; did you mean "list"?',
      ],
    ],
    ["a malformed group", { ...POD_READER, apiGroups: ["apps/v1"] }, ['0.apiGroups: "apps/v1" is not an API group such as apps']],
    ["a verb twice", { ...POD_READER, verbs: ["get", "get"] }, ['0.verbs: "get" is listed twice']],
    ["nothing", { resources: [], verbs: [] }, ["0.resources: must not be empty", "0.verbs: must not be empty"]],
    ["a misspelt field", { ...POD_READER, verb: ["get"] }, ['0.verb: unknown field; did you mean "verbs"?']],
  ])("%s", (_title, access, problems) => {
    expect(problemsWith({ kubernetesApi: [access] }, { apiServer: "10.0.0.2/32" })).toEqual(
      problems.map((problem) => `services/app.ts: kubernetesApi.${problem}`),
    );
  });

  it("needs the address of the API server", () => {
    expect(problemsWith({ kubernetesApi: [POD_READER] })).toEqual(["stacks/latest.ts: apiServer: missing: app uses the Kubernetes API"]);
    expect(problemsWith({ kubernetesApi: [] })).toEqual([]);
  });
});

describe("apiServer", () => {
  it.each<readonly [apiServer: unknown, problems: readonly string[]]>([
    ["10.0.0.2/32", []],
    [{ range: "34.1.2.3/32", port: 6443 }, []],
    ["10.0.0.2", ['apiServer: "10.0.0.2" is not a range of IPv4 addresses such as 10.9.0.0/16']],
    ["0.0.0.0/0", ['apiServer: "0.0.0.0/0" is every address']],
    [
      { range: "https://10.0.0.2", port: 443 },
      ['apiServer.range: "https://10.0.0.2" is not a range of IPv4 addresses such as 10.9.0.0/16'],
    ],
    [{ range: "10.0.0.2/32", port: 0 }, ["apiServer.port: must be at least 1, got 0"]],
    [5, ['apiServer: must be a range such as "10.0.0.2/32", or { range: "10.0.0.2/32", port: 6443 }, got 5']],
  ])("%j", (apiServer, problems) => {
    expect(problemsWith({}, { apiServer })).toEqual(problems.map((problem) => `stacks/latest.ts: ${problem}`));
  });
});
