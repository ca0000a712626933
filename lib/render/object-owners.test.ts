import { expect, it } from "vitest";
import { ObjectOwners } from "./object-owners.ts";

const object = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const FIRST = object("apps/v1", "Deployment", "cart", "shop");

it.each<[title: string, cluster: string, manifest: typeof FIRST, owner: string | undefined]>([
  ["the same object", "us", object("apps/v1", "Deployment", "cart", "shop"), "first.yaml"],
  ["another version of its group", "us", object("apps/v1beta2", "Deployment", "cart", "shop"), "first.yaml"],
  ["another group", "us", object("extensions/v1", "Deployment", "cart", "shop"), undefined],
  ["the core group", "us", object("v1", "Deployment", "cart", "shop"), undefined],
  ["another kind", "us", object("apps/v1", "StatefulSet", "cart", "shop"), undefined],
  ["another name", "us", object("apps/v1", "Deployment", "cart-2", "shop"), undefined],
  ["another namespace", "us", object("apps/v1", "Deployment", "cart", "other"), undefined],
  ["no namespace", "us", object("apps/v1", "Deployment", "cart"), undefined],
  ["another cluster", "eu", object("apps/v1", "Deployment", "cart", "shop"), undefined],
])("finds the owner of %s", (_title, cluster, manifest, owner) => {
  const owners = new ObjectOwners();
  expect(owners.add("us", FIRST, "first.yaml")).toBe(undefined);
  expect(owners.add(cluster, manifest, "second.yaml")).toBe(owner);
  expect(owners.add(cluster, manifest, "third.yaml")).toBe(owner ?? "second.yaml");
});
