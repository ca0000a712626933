import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { formatProblem } from "../base/problem.ts";
import { componentService } from "../index.ts";
import { missingServices } from "./missing-services.ts";

/** Lists the problems of a call, if the component `search` renders some objects. */
function problemsOf(options: object, objects: readonly (readonly [apiVersion: string, kind: string, name: string, namespace?: string])[]) {
  const app = serviceFile("app", { calls: () => ({ find: componentService("search", { port: 9200, pods: { app: "x" }, ...options }) }) });
  const [stack] = modelOf(fleetOf({ services: [app], stacks: [stackFile("latest", { components: { search: () => undefined } })] })).stacks;
  const rendered = objects.map(([apiVersion, kind, name, namespace = "shop"]) => ({ apiVersion, kind, name, namespace }));
  return stack === undefined
    ? []
    : missingServices(stack, new Map([["search", rendered]])).map((each) => `${formatProblem(each)} | ${each.hint ?? ""}`);
}

describe("a call of a Service of a component", () => {
  const at = "services/app.ts: calls.find: the component search renders";
  it.each<readonly [title: string, options: object, objects: Parameters<typeof problemsOf>[1], problems: readonly string[]]>([
    ["that it renders", {}, [["v1", "Service", "search"]], []],
    [
      "that it renders under another name",
      {},
      [["v1", "Service", "search-http"]],
      [`${at} no Service "search" (known: "search-http") | write service: "search-http"`],
    ],
    [
      "that is misspelt",
      { service: "serch" },
      [["v1", "Service", "search"]],
      [`${at} no Service "serch"; did you mean "search"? | write service: "search"`],
    ],
    ["of a component without Services", {}, [["apps/v1", "Deployment", "search"]], [`${at} no Service "search"; there are none | `]],
    [
      "that it renders in another namespace",
      {},
      [["v1", "Service", "search", "ops"]],
      [`${at} the Service "search" in the namespace "ops" | write namespace: "ops"`],
    ],
    ["in another namespace", { namespace: "ops" }, [["v1", "Service", "search", "ops"]], []],
    ["that an operator makes", {}, [["elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "search"]], []],
    [
      "beside kinds that make no Services",
      {},
      [["external-secrets.io/v1", "ExternalSecret", "search"]],
      [`${at} no Service "search"; there are none | `],
    ],
  ])("%s", (_title, options, objects, problems) => {
    expect(problemsOf(options, objects)).toEqual(problems);
  });

  it("is not checked before the engine has rendered the component", () => {
    const stack = { namespace: "shop", calls: new Map() };
    expect(missingServices(stack, new Map())).toEqual([]);
  });
});
