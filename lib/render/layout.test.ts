import { expect, it } from "vitest";
import type { ObjectScope } from "../compile/compiled-object.ts";
import { lockPath, pathOf } from "./layout.ts";

it.each<readonly [string, ObjectScope, string, string, string]>([
  [
    "a service's object",
    { kind: "service", stack: "latest", service: "cart" },
    "Deployment",
    "cart",
    "latest/services/cart/deployment-cart.yaml",
  ],
  [
    "a name with dots",
    { kind: "service", stack: "latest", service: "cart" },
    "ConfigMap",
    "cart.v1",
    "latest/services/cart/configmap-cart.v1.yaml",
  ],
  [
    "a kind of several words",
    { kind: "service", stack: "prod-eu", service: "cart" },
    "HorizontalPodAutoscaler",
    "cart",
    "prod-eu/services/cart/horizontalpodautoscaler-cart.yaml",
  ],
  [
    "an object of the stack",
    { kind: "platform", stack: "latest" },
    "PriorityClass",
    "shop-high",
    "latest/platform/priorityclass-shop-high.yaml",
  ],
  [
    "a service's Application",
    { kind: "application", stack: "latest", name: "cart" },
    "Application",
    "latest-cart",
    "latest/applications/cart.yaml",
  ],
  ["the root Application", { kind: "argocd" }, "Application", "latest", "argocd/application-latest.yaml"],
  ["an AppProject", { kind: "argocd" }, "AppProject", "latest-platform", "argocd/app-project-latest-platform.yaml"],
])("puts %s in its place", (_title, scope, kind, name, path) => {
  expect(pathOf({ scope, manifest: { apiVersion: "v1", kind, metadata: { name } } })).toBe(path);
});

it("puts a stack's lock beside its services", () => {
  expect(lockPath("prod-eu")).toBe("prod-eu/versions.yaml");
});
