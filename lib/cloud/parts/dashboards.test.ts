import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { fleetOf, modelOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { redis } from "../../model/needs/redis.ts";
import { compileCloud } from "../compile-cloud.ts";

const DASHBOARD = "gcp:monitoring/dashboard:Dashboard";

describe("dashboards", () => {
  const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }) } });
  const { get, resources } = cloudOf([cart, serviceFile("web")], "latest", { cloud: { dashboards: {} } });
  const text = String(get(DASHBOARD, "latest-cart")["dashboardJson"]);

  it("are one for the stack and one for each service", () => {
    expect(resources.flatMap(({ type, name }) => (type === DASHBOARD ? [name] : []))).toEqual(["latest", "latest-cart", "latest-web"]);
  });

  it("show the pods of the service, and the limits of its servers", () => {
    const { mosaicLayout } = JSON.parse(text) as { mosaicLayout: { tiles: readonly { widget: { title: string } }[] } };
    expect(mosaicLayout.tiles.map(({ widget }) => widget.title)).toEqual([
      "CPU cores",
      "Memory",
      "Restarts in an hour",
      "carts: memory",
      "carts: connections",
    ]);
    expect(text).toContain('container_name=\\"cart\\"');
  });

  it("have sorted keys and no zeros, so that nothing seems to change", () => {
    expect(text).toMatch(
      /^\{"displayName":"latest-cart","labels":\{"fairlead":""\},"mosaicLayout":\{"columns":48,"tiles":\[\{"height":16,"widget":/,
    );
    expect(text).not.toMatch(/"[xy]Pos":0/);
  });
});

describe("the monitoring scope", () => {
  const stacks = ["latest", "staging", "prod"].map((tier) =>
    stackFile(tier, { tier, ...(tier === "prod" ? { cloud: { monitoringScope: {} } } : {}) }),
  );

  it("has the other projects of the fleet", () => {
    const model = modelOf(fleetOf({ services: [serviceFile("cart", { scale: { min: 3, max: 4 } })], stacks }));
    const prod = model.stacks.find(({ name }) => name === "prod");
    expect((prod === undefined ? [] : compileCloud(prod)).map(({ inputs }) => inputs)).toEqual([
      { metricsScope: "locations/global/metricsScopes/shop-prod", name: "shop-latest" },
      { metricsScope: "locations/global/metricsScopes/shop-prod", name: "shop-staging" },
    ]);
  });

  it.each<readonly [what: string, projects: readonly string[], problem: string]>([
    ["its own project", ["shop-latest"], 'projects.0: "shop-latest" is the project of the stack, which shows its own metrics'],
    ["a project twice", ["a", "a"], 'projects.1: "a" is listed twice'],
    ["a name in capitals", ["A"], 'projects.0: "A" is not the id of a project'],
  ])("refuses %s", (_what, projects, problem) => {
    expect(problemsWith({}, { cloud: { monitoringScope: { projects } } })).toEqual([`stacks/latest.ts: cloud.monitoringScope.${problem}`]);
  });
});
