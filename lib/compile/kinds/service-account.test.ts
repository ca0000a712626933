import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, serviceFile } from "../../../test/fleets.ts";
import { bucket, postgres, redis, secret, subscription, topic } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";
import { googleAccount } from "./service-account.ts";

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
  const identity = [{ "iam.gke.io/gcp-service-account": "cart-6d2cd4b3@shop-latest.iam.gserviceaccount.com" }];
  const inbox = subscription({ topic: () => ({ service: "shop", need: "orders", spec: topic() }) });

  it.each<readonly [string, object, readonly unknown[]]>([
    ["a bucket needs one", { assets: bucket() }, identity],
    ["a topic needs one", { orders: topic() }, identity],
    ["a subscription needs one", { inbox }, identity],
    ["a Redis needs none", { carts: redis({ memoryGb: 1 }) }, [undefined]],
    ["a database needs none, because it has a password", { orders: postgres({ storageGb: 10 }) }, [undefined]],
    ["a secret needs none, because External Secrets fetches it", { token: secret() }, [undefined]],
  ])("%s", (_title, needs, expected) => {
    expect(accounts(needs).map(({ metadata }) => metadata.annotations)).toEqual(expected);
  });

  it.each([
    ["cart", "cart-6d2cd4b3"],
    ["a-very-long-service-name-of-forty-letters", "a-very-long-service-n-"],
    ["twenty-one-characters-here", "twenty-one-characters-"],
  ])("of %s has at most 30 characters and no double dash", (service, start) => {
    const account = googleAccount("latest", service);
    expect([account.startsWith(start), /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(account), account.split("--").length]).toEqual([
      true,
      true,
      1,
    ]);
  });

  it("differs between stacks", () => {
    expect(googleAccount("latest", "cart")).not.toBe(googleAccount("staging", "cart"));
  });
});
