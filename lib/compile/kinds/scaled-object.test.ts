import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { keda, plain } from "../../index.ts";

const triggers = [{ type: "kafka", metadata: { topic: "orders" }, authenticationRef: { name: "kafka" } }];

const specs = (fields: Fields, tier = "latest") =>
  compileFleet(fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", { tier })] })).flatMap(({ manifest }) =>
    manifest.kind === "ScaledObject" ? [manifest["spec"]] : [],
  );

it("lets KEDA scale the Deployment", () => {
  expect(specs({ scale: keda({ min: 2, max: 9, triggers }) })).toEqual([
    {
      cooldownPeriod: 300,
      maxReplicaCount: 9,
      minReplicaCount: 2,
      pollingInterval: 30,
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "cart" },
      triggers,
    },
  ]);
});

it("has the strings that plain allows", () => {
  const trigger = { type: "kafka", metadata: { password: plain("guest", "because it is the default of a test image") } };
  expect(specs({ scale: keda({ min: 2, max: 9, triggers: [trigger] }) })).toMatchObject([
    { triggers: [{ type: "kafka", metadata: { password: "guest" } }] },
  ]);
});

it("has prod's minimum on prod", () => {
  expect(specs({ scale: keda({ min: 2, max: 9, triggers }) }, "prod")).toMatchObject([{ minReplicaCount: 3 }]);
});

it("does not exist without KEDA", () => {
  expect(specs({})).toEqual([]);
});
