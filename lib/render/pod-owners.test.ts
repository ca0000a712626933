import { describe, expect, it } from "vitest";
import { VALID } from "../../test/hatch-objects.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { formatProblem } from "../base/problem.ts";
import { renderTree } from "./render.ts";

const named = (kind: string, name: string): Fields => ({ ...VALID[kind], metadata: { name } });

/** Lists the problems of the services `web` and `cart`, which add these objects. */
function problemsOf(web: readonly Fields[], cart: readonly Fields[]): readonly string[] {
  const fleet = fleetOf({
    services: [serviceFile("web", { manifests: () => web }), serviceFile("cart", { manifests: () => cart })],
    stacks: [stackFile("latest")],
  });
  return renderTree(modelOf(fleet), new Map([["latest", lockFor(fleet)]])).problems.map(formatProblem);
}

describe("a selector of a hatch", () => {
  const pods = named("Deployment", "web-extra");
  it.each(["Service", "NetworkPolicy", "PodDisruptionBudget"])("cannot find the pods of the hatch of another service: %s", (kind) => {
    expect(problemsOf([pods], [named(kind, "cart-extra")])).toEqual([
      `pulumi-gen/latest/services/cart/${kind.toLowerCase()}-cart-extra.yaml: ${kind} "cart-extra" selects the pods of Deployment "web-extra", which belongs to web`,
    ]);
  });

  it("may find the pods of its own hatch", () => {
    expect(problemsOf([pods, named("Service", "web-extra")], [])).toEqual([]);
  });

  it("may find nothing", () => {
    expect(problemsOf([], [named("Service", "cart-extra")])).toEqual([]);
  });
});
