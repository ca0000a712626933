import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { configDir, exec } from "../../index.ts";
import { override } from "../stack.ts";

const HALF = "\ud83d";
const at = (path: string, file = "services/app.ts"): string =>
  `${file}: ${path}: contains half of a surrogate pair, which UTF-8 cannot encode`;

it.each<[title: string, fields: Fields, path: string]>([
  ["a file", { files: { "/etc/a": HALF } }, "files./etc/a"],
  ["a file of a directory", { volumes: { live: configDir({ path: "/live", files: { a: HALF } }) } }, "volumes.live.files.a"],
  ["an argument", { args: ["a", HALF] }, "args.1"],
  ["a command of a check", { health: { readiness: exec(["a", HALF]) } }, "health.readiness.command.1"],
  ["a job", { jobs: { load: { command: [HALF] } } }, "jobs.load.command.0"],
  ["an annotation in a tier", { tiers: { latest: { podAnnotations: { a: HALF } } } }, "tiers.latest.podAnnotations.a"],
])("reports half a character in %s", (_title, fields, path) => {
  expect(problemsWith(fields)).toEqual([at(path)]);
});

it("takes whole characters", () => {
  expect(problemsWith({ args: ["\ud83d\ude00"] })).toEqual([]);
});

it("reports half a character in an override", () => {
  const app = serviceFile("app");
  const latest = stackFile("latest", { overrides: [override(app.service, { args: [HALF] })] });
  expect(problemsOf(fleetOf({ services: [app], stacks: [latest] }))).toEqual([at("override(app).args.0", "stacks/latest.ts")]);
});
