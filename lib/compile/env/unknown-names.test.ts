import { describe, expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { redis } from "../../index.ts";
import { compileStack } from "../compile-stack.ts";

/** Compiles a service with this `env` function, two ports and a need. Returns its variables and problems. */
function compiled(make: unknown): { readonly env: unknown; readonly problems: readonly string[] } {
  const ports = { http: { port: 8080, protocol: "http" }, grpc: { port: 9090, protocol: "grpc" } };
  const fleet = fleetOf({ services: [serviceFile("cart", { env: make, ports, needs: { carts: redis({ memoryGb: 1 }) } })] });
  const model = modelOf(fleet);
  const all = model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
  return {
    env: all.flatMap(({ manifests }) => manifests.flatMap(({ manifest }) => (manifest.kind === "ConfigMap" ? [manifest["data"]] : []))),
    problems: all.flatMap(({ problems }) => problems.map(formatProblem)),
  };
}

describe("an unknown name", () => {
  type Context = Readonly<Record<"ports" | "calls" | "needs", Readonly<Record<string, unknown>>>>;

  it.each<readonly [string, (context: Context) => unknown, readonly string[]]>([
    ["a port, nearly", ({ ports }) => ({ A: ports["htpp"] }), ['env.A: there is no port "htpp"; did you mean "http"?']],
    ["a port, of several", ({ ports }) => ({ A: ports["metrics"] }), ['env.A: there is no port "metrics" (known: "http", "grpc")']],
    ["a call", ({ calls }) => ({ A: calls["ads"] }), ['env.A: there is no call "ads"; there are none']],
    ["a need", ({ needs }) => ({ A: needs["cats"] }), ['env.A: there is no need "cats"; did you mean "carts"?']],
    ["__proto__", ({ needs }) => ({ A: needs["__proto__"] }), ['env.A: there is no need "__proto__" (known: "carts")']],
    ["constructor", ({ calls }) => ({ A: String(calls["constructor"]) }), ['env.A: there is no call "constructor"; there are none']],
    [
      "two, each with its variable",
      ({ ports, calls }) => ({ A: ports["htpp"], B: `http://${String(calls["ads"])}/`, C: 1 }),
      ['env.A: there is no port "htpp"; did you mean "http"?', 'env.B: there is no call "ads"; there are none'],
    ],
    [
      "two in one variable",
      ({ ports, calls }) => ({ A: `${String(calls["ads"])}:${String(ports["htpp"])}` }),
      ['env.A: there is no call "ads"; there are none; there is no port "htpp"; did you mean "http"?'],
    ],
    [
      "a call whose address is used",
      ({ calls }) => ({ A: (calls["ads"] as { address: string }).address.toUpperCase() }),
      ['env.A: there is no call "ads"; there are none'],
    ],
    [
      "a port in a calculation, beside another one",
      ({ ports }) => ({ A: Number(ports["htpp"]) + 1, B: ports["grcp"] }),
      ['env: there is no port "htpp"; did you mean "http"?', 'env.B: there is no port "grcp"; did you mean "grpc"?'],
    ],
    [
      "a port that decides",
      ({ ports }) => (ports["htpp"] === 80 ? { A: 1 } : { A: 2 }),
      ['env: there is no port "htpp"; did you mean "http"?'],
    ],
    [
      "a call in a function that then throws",
      ({ calls }) => {
        throw new Error(String(calls["ads"]));
      },
      ['env: there is no call "ads"; there are none'],
    ],
    ["a call in place of all variables", ({ calls }) => calls["ads"], ['env: there is no call "ads"; there are none']],
    [
      "and a variable without a value",
      ({ ports }) => ({ A: ports["htpp"], B: undefined }),
      ['env.A: there is no port "htpp"; did you mean "http"?', "env.B: has no value"],
    ],
  ])("%s", (_title, make, problems) => {
    expect(compiled(make).problems).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });

  it("can be tested before its use", () => {
    const make = ({ ports }: Context) => ({
      HAS: "http" in ports,
      LACKS: "metrics" in ports,
      ALL: Object.keys(ports).join(" "),
      SPREAD: Object.keys({ ...ports }).length,
    });
    expect(compiled(make)).toEqual({ env: [{ HAS: "true", LACKS: "false", ALL: "http grpc", SPREAD: "2" }], problems: [] });
  });
});
