import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, serviceFile } from "../../../test/fleets.ts";
import { bucket, topic } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";

const accounts = (needs: object) => {
  const services = [serviceFile("cart", { needs }), serviceFile("shop", { needs: { orders: topic() } })];
  const fleet = fleetOf({ services });
  return compileFleet(fleet).flatMap(({ manifest }) =>
    manifest.kind === "ServiceAccount" && manifest.metadata.name === "cart" ? [manifest] : [],
  );
};

it("mounts no token", () => {
  expect(accounts({}).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
    "apiVersion: v1
    automountServiceAccountToken: false
    kind: ServiceAccount
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
    "
  `);
});

describe("a Google identity", () => {
  it.each<readonly [string, object]>([
    ["of a bucket", { assets: bucket() }],
    ["of a topic", { orders: topic() }],
  ])("%s is that of the account itself, without an annotation", (_title, needs) => {
    expect(accounts(needs).map(({ metadata }) => metadata.annotations)).toEqual([undefined]);
  });
});
