import { describe, expect, it } from "vitest";
import { formatProblem, type Problem } from "../../base/problem.ts";
import { outside } from "../fields/calls.ts";
import { checkOutside } from "./outside.ts";

const problemsOf = (call: object): readonly string[] => {
  const problems: Problem[] = [];
  checkOutside("calls.x", { ...call }, (path, message, hint) => {
    problems.push({ file: "a.ts", path, message, ...(hint === undefined ? {} : { hint }) });
  });
  return problems.map(
    (problem) => formatProblem(problem).replace("a.ts: calls.x.", "") + (problem.hint === undefined ? "" : ` -> ${problem.hint}`),
  );
};

const CLUSTER = 'is a name of the cluster -> write service.endpoint("port")';
const NO_HOST = "is not a host name such as api.example.com";
const PORT = 'port: must be a port, 1 to 65535 -> write outside("api.example.com", 443)';

describe("a host outside", () => {
  it.each<readonly [host: unknown, range: string | undefined, problem: string | undefined]>([
    ["api.stripe.com", undefined, undefined],
    ["db.internal", "10.9.0.0/16", undefined],
    ["8.8.8.8", undefined, undefined],
    ["10.9.1.2", "10.9.0.0/16", undefined],
    ["10.9.1.2", undefined, 'host: "10.9.1.2" is no address of the internet -> add { range: "10.9.1.2/32" }'],
    ["10.8.1.2", "10.9.0.0/16", 'host: "10.8.1.2" is not in the range "10.9.0.0/16"'],
    ["169.254.169.254", "169.254.169.254/32", 'host: "169.254.169.254" is an address of the node, of its metadata server or of groups'],
    ["https://api.stripe.com/v1", undefined, `host: "https://api.stripe.com/v1" ${NO_HOST} -> write "api.stripe.com"`],
    ["api.stripe.com:443", undefined, `host: "api.stripe.com:443" ${NO_HOST} -> write "api.stripe.com"`],
    ["API.stripe.com", undefined, `host: "API.stripe.com" ${NO_HOST} -> write "api.stripe.com"`],
    ["1.2.3.400", undefined, `host: "1.2.3.400" ${NO_HOST}`],
    ["127.1", undefined, `host: "127.1" ${NO_HOST}`],
    ["0x7f.1", undefined, `host: "0x7f.1" ${NO_HOST}`],
    ["0x7f000001", undefined, `host: "0x7f000001" ${NO_HOST}`],
    ["", undefined, `host: "" ${NO_HOST}`],
    ["*.stripe.com", undefined, `host: "*.stripe.com" ${NO_HOST}`],
    ["cart", undefined, `host: "cart" ${CLUSTER}`],
    ["cart.shop.svc", undefined, `host: "cart.shop.svc" ${CLUSTER}`],
    ["cart.shop.svc.cluster.local", undefined, `host: "cart.shop.svc.cluster.local" ${CLUSTER}`],
    [7, undefined, "host: must be a string such as api.example.com"],
    ["a.example.com", "0.0.0.0/0", 'range: "0.0.0.0/0" is every address -> for the internet, drop the range'],
    ["a.example.com", "10.9.0.1/16", 'range: "10.9.0.1/16" is not a range of IPv4 addresses such as 10.9.0.0/16 -> write "10.9.0.0/16"'],
  ])("%j in %j", (host, range, problem) => {
    const found = problemsOf(outside(host as string, 443, range === undefined ? {} : { range }));
    expect(found.filter((each) => !each.startsWith("range") || problem?.startsWith("range"))).toEqual(
      problem === undefined ? [] : [problem],
    );
  });

  it.each<readonly [port: unknown]>([[0], [65_536], [-1], [1.5], ["443"], [Number.NaN], [null]])("port %j", (port) => {
    expect(problemsOf(outside("api.stripe.com", port as number))).toEqual([PORT]);
  });

  it("has no other options", () => {
    expect(problemsOf({ ...outside("api.stripe.com", 443), range: 7, cidr: "10.0.0.0/8" })).toEqual([
      "range: must be a string such as 10.9.0.0/16",
      "cidr: is not an option of outside (known: range)",
    ]);
  });
});
