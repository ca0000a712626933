import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { UserError } from "../base/user-error.ts";
import { formatProblem } from "../base/problem.ts";
import { defineImage } from "../model/image-spec.ts";
import type { Fleet } from "../model/fleet.ts";
import { checkSelection, withInstances, withUsers } from "./selection.ts";

const small = fleetOf({ services: [serviceFile("cartservice")], stacks: [stackFile("latest")] });
const names = (prefix: string): readonly string[] => Array.from({ length: 100 }, (_, at) => `${prefix}-${at}`);
const large = fleetOf({
  services: names("service").map((name) => serviceFile(name)),
  stacks: names("stack").map((name) => stackFile(name)),
});

/** Returns the messages of a refusal: its own, and those of its problems. */
function refusalOf(stacks: readonly string[], services: readonly string[], fleet: Fleet = small): readonly string[] {
  try {
    checkSelection(fleet, { stacks, services });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, ...error.problems.map(formatProblem)];
  }
}

describe("checkSelection", () => {
  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ["accepts known names", ["latest"], ["cartservice"], []],
    ["accepts a reserved entry as a service", [], ["platform"], []],
    ["refuses a reserved entry as a stack", ["platform"], [], ['there is no stack "platform" (known: "latest")']],
    ["refuses an unknown name", ["latst"], ["cartservice"], ['there is no stack "latst"; did you mean "latest"?']],
    [
      "refuses all unknown names at once",
      ["latst", "latest"],
      ["cartservic", "nope"],
      [
        "3 names are unknown",
        'stacks/latst.ts: there is no stack "latst"; did you mean "latest"?',
        'services/cartservic.ts: there is no service "cartservic"; did you mean "cartservice"?',
        'services/nope.ts: there is no service "nope" (known: "cartservice")',
      ],
    ],
  ])("%s", (_title, stacks, services, expected) => {
    expect(refusalOf(stacks, services)).toEqual(expected);
  });

  it("lists a few names of a large fleet, and the command that lists all", () => {
    expect(refusalOf(["nope"], ["nope"], large)).toEqual([
      "2 names are unknown",
      'stacks/nope.ts: there is no stack "nope" (known: "stack-0", "stack-1", "stack-2", "stack-3", "stack-4" and 95 more; ls stacks/ lists all)',
      'services/nope.ts: there is no service "nope" (known: "service-0", "service-1", "service-2", "service-3", "service-4" and 95 more; ls services/ lists all)',
    ]);
  });
});

describe("a selected name", () => {
  const envoy = { file: "services/envoy.ts", image: defineImage("envoy", { owner: "a@example.com", image: "docker.io/envoy" }) };
  const fleet = fleetOf({
    images: [envoy],
    services: [serviceFile("cart", { instances: { eu: {}, us: {} } }), serviceFile("web", { sidecars: { proxy: { image: envoy.image } } })],
  });

  it.each([
    ["none stands for all", [], []],
    ["of a service with instances stands for them, too", ["cart"], ["cart", "cart-eu", "cart-us"]],
    ["of an instance stands for itself", ["cart-us"], ["cart-us"]],
    ["of a released image brings the services that use it", ["envoy"], ["envoy", "web"]],
    ["of a service brings no image", ["web"], ["web"]],
  ])("%s", (_title, services, scope) => {
    checkSelection(fleet, { stacks: [], services });
    expect(withUsers(withInstances({ stacks: [], services }, fleet), modelOf(fleet)).services).toEqual(scope);
  });
});
