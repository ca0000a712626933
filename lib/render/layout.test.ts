import { expect, it } from "vitest";
import type { Place } from "../compile/placed.ts";
import { lockPath, pathOf } from "./layout.ts";

it.each<readonly [string, Place, string, string, string]>([
  [
    "a service's object",
    { scope: "service", stack: "latest", service: "cart" },
    "Deployment",
    "cart",
    "latest/services/cart/deployment-cart.yaml",
  ],
  [
    "a name with dots",
    { scope: "service", stack: "latest", service: "cart" },
    "ConfigMap",
    "cart.v1",
    "latest/services/cart/configmap-cart.v1.yaml",
  ],
  [
    "a kind of several words",
    { scope: "service", stack: "prod-eu", service: "cart" },
    "HorizontalPodAutoscaler",
    "cart",
    "prod-eu/services/cart/horizontalpodautoscaler-cart.yaml",
  ],
  [
    "an object of the stack",
    { scope: "platform", stack: "latest" },
    "PriorityClass",
    "shop-high",
    "latest/platform/priorityclass-shop-high.yaml",
  ],
  [
    "a service's Application",
    { scope: "application", stack: "latest", name: "cart" },
    "Application",
    "latest-cart",
    "latest/applications/cart.yaml",
  ],
  ["the root Application", { scope: "argocd" }, "Application", "latest", "argocd/application-latest.yaml"],
  ["an AppProject", { scope: "argocd" }, "AppProject", "latest-platform", "argocd/appproject-latest-platform.yaml"],
])("gives the path of %s", (_title, place, kind, name, path) => {
  expect(pathOf({ place, manifest: { apiVersion: "v1", kind, metadata: { name } } })).toBe(path);
});

it("puts a stack's lock beside its services", () => {
  expect(lockPath("prod-eu")).toBe("prod-eu/versions.yaml");
});
