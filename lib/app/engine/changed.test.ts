import { describe, expect, it } from "vitest";
import { stackOfPath } from "./changed.ts";

const STACKS = new Set(["prod", "prod-components", "staging"]);

describe("the stack that a generated file is of", () => {
  it.each<readonly [path: string, stack: string | undefined]>([
    ["staging/versions.yaml", "staging"],
    ["prod/services/cart/deployment-cart.yaml", "prod"],
    ["prod-components/platform/namespace-shop.yaml", "prod-components"],
    ["argocd/application-prod.yaml", "prod"],
    ["argocd/application-prod-components.yaml", "prod-components"],
    ["argocd/app-project-prod.yaml", "prod"],
    ["argocd/app-project-prod-platform.yaml", "prod"],
    ["argocd/app-project-prod-components-platform.yaml", "prod-components"],
    ["argocd/app-project-staging-components.yaml", "staging"],
    ["argocd/application-staging-components.yaml", undefined],
    ["argocd/application-gone.yaml", undefined],
    ["gone/versions.yaml", undefined],
  ])("%s: %s", (path, stack) => {
    expect(stackOfPath(path, STACKS)).toBe(stack);
  });
});
