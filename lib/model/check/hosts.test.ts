import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { override } from "../../index.ts";
import { checkFleet } from "./check-fleet.ts";

const app = serviceFile("app", { public: { port: "http", host: "shop.example.com" } });
const web = serviceFile("web");

/** Lists the problems of two stacks on one Gateway, if a run selects some stacks. */
function problemsOf(only: readonly string[] | undefined, east: Fields = {}): readonly string[] {
  const stacks = [
    stackFile("west", { cluster: "main", namespace: "west", services: [app.service] }),
    stackFile("east", { cluster: "main", namespace: "east", services: [app.service, web.service], ...east }),
    stackFile("other", { services: [web.service] }),
  ];
  return checkFleet(fleetOf({ services: [app, web], stacks }), only).problems.map(formatProblem);
}

describe("a host of two stacks is a problem, whichever stacks a run selects", () => {
  const owner = "services/app.ts: public.host: shop.example.com/ on east already leads to app of west";
  it.each<readonly [title: string, only: readonly string[] | undefined, problems: readonly string[]]>([
    ["all stacks", undefined, [owner]],
    ["the first", ["west"], [owner]],
    ["the second", ["east"], [owner]],
    ["both", ["west", "east"], [owner]],
    ["neither", ["other"], []],
  ])("%s", (_title, only, problems) => {
    expect(problemsOf(only).map((problem) => problem.replace("public:", "public.host:"))).toEqual(problems);
  });

  it("a host of an override counts, too", () => {
    const overrides = [
      override(app.service, { public: { host: "east.example.com" } }),
      override(web.service, { public: { port: "http", host: "shop.example.com" } }),
    ];
    expect(problemsOf(["west"], { overrides })).toEqual([
      "stacks/east.ts: override(web).public: shop.example.com/ on east already leads to app of west",
    ]);
    expect(problemsOf(["other"], { overrides })).toEqual([]);
  });
});
