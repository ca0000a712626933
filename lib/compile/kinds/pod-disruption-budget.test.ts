import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { single } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";

const budgets = (fields: Fields) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "PodDisruptionBudget" ? [manifest] : []));
};

it("allows the drain of one pod at a time, and of any pod that is not ready", () => {
  expect(budgets({}).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
    "apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata:
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: cart
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: cart
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: cart
      namespace: shop
    spec:
      maxUnavailable: 1
      selector:
        matchLabels:
          app.kubernetes.io/instance: cart
          app.kubernetes.io/name: cart
      unhealthyPodEvictionPolicy: AlwaysAllow
    "
  `);
});

it("does not select the pods of jobs", () => {
  expect(budgets({ jobs: { migrate: { command: ["migrate"] } } }).map(({ metadata }) => metadata.name)).toEqual(["cart"]);
});

it("does not exist for a schedule", () => {
  expect(budgets({ ports: undefined, schedule: { cron: "0 3 * * *" } })).toEqual([]);
});

it("allows the eviction of the only pod", () => {
  expect(budgets({ scale: single() }).map(({ spec }) => spec)).toEqual(budgets({}).map(({ spec }) => spec));
});
