import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { optional, outside, override, unset } from "../../index.ts";
import type { CallInput } from "../../model/fields/calls.ts";
import { formatProblem } from "../../base/problem.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

interface Bound {
  readonly calls: Readonly<Record<string, { readonly host: string } | undefined>>;
}

const stripe = outside("api.stripe.com", 443);
const pay = (call: CallInput, layers: object = {}) =>
  serviceFile("pay", {
    calls: () => ({ stripe: call }),
    env: ({ calls }: Bound) => ({ STRIPE: calls["stripe"]?.host ?? "none" }),
    ...layers,
  });

describe("a layer that drops a call", () => {
  const drop = { calls: () => ({ stripe: unset }) };
  it.each<readonly [title: string, layers: object, stack: (service: ReturnType<typeof pay>) => Fields]>([
    ["in a tier", { tiers: { latest: drop } }, () => ({})],
    ["in an override", {}, ({ service }) => ({ overrides: [override(service, drop as never)] })],
  ])("closes the way out, %s", (_title, layers, stack) => {
    const service = pay(optional(stripe), layers);
    const objects = compileFleet(
      fleetOf({ services: [service], stacks: [stackFile("latest", stack(service)), stackFile("prod", { tier: "prod" })] }),
    );
    const valuesOf = (kind: string, path: string) =>
      objects.flatMap(({ manifest }) =>
        manifest.kind === kind && manifest.metadata.name.startsWith("pay") ? [findPath(manifest, path)?.value] : [],
      );
    expect(valuesOf("ConfigMap", "data.STRIPE")).toEqual(["none", "api.stripe.com"]);
    expect(valuesOf("NetworkPolicy", "spec.egress.1.ports")).toEqual([undefined, [{ port: 443, protocol: "TCP" }]]);
  });

  it("is a problem of a variable that always has the call", () => {
    const fleet = fleetOf({ services: [pay(stripe, { tiers: { latest: drop } })] });
    const model = modelOf(fleet);
    const problems = model.stacks.flatMap((stack) => compileStack(model, stack, lockFor(fleet)).problems);
    expect(problems.map(formatProblem)).toEqual([
      'services/pay.ts: env.STRIPE: the call "stripe" is unset by tier latest; make it optional in the service',
    ]);
  });
});
