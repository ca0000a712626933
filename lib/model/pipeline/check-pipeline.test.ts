import { describe, expect, it } from "vitest";
import { smallFleet } from "../../../test/workspace/small-fleet.ts";
import type { Problem } from "../../base/problem.ts";
import { allServices, definePipeline, defineStack } from "../../index.ts";
import { reporterFor } from "../check/reporters.ts";
import { checkPipeline, PIPELINE_FILE } from "./check-pipeline.ts";
import type { HealthCheckInput } from "./health/registry.ts";
import type { FreezeInput, Pipeline, PipelineInput, StageInput } from "./pipeline.ts";

const PLACE = { region: "europe-west1", project: "shop", cluster: "c", namespace: "shop", services: allServices };
const STACKS = [
  defineStack("dev", { ...PLACE, tier: "latest" }),
  defineStack("eu", { ...PLACE, tier: "prod" }),
  defineStack("us", { ...PLACE, tier: "prod" }),
];
const DEV: StageInput = { name: "dev", tier: "latest", soak: "30m" };
const PROD: StageInput = { name: "prod", stacks: ["eu", "us"] };

function checked(input: PipelineInput): { readonly pipeline: Pipeline | undefined; readonly problems: readonly string[] } {
  const problems: Problem[] = [];
  const fleet = { ...smallFleet(), stacks: STACKS.map((stack) => ({ file: `stacks/${stack.name}.ts`, stack })) };
  const pipeline = checkPipeline({ ...fleet, pipeline: definePipeline(input) }, reporterFor(problems, PIPELINE_FILE));
  return { pipeline, problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}

/** Returns a check that the compiler refuses. */
const unchecked = (check: object): HealthCheckInput => check as HealthCheckInput;

const ofStages = (...stages: readonly StageInput[]): readonly string[] => checked({ stages }).problems;
const ofFreeze = (freeze: Partial<FreezeInput>): readonly string[] =>
  checked({ stages: [DEV, PROD], freezes: [{ name: "party", ...freeze }] }).problems;

describe("checkPipeline", () => {
  it("reads stages by tier, by stack and by wave", () => {
    const [, eu] = STACKS;
    const stages = [DEV, { name: "prod", waves: eu === undefined ? [] : [[eu], ["us"]], soak: "1h30m", delivery: "pr" as const }];
    expect(checked({ stages })).toEqual({
      problems: [],
      pipeline: {
        stages: [
          { name: "dev", waves: [["dev"]], soakMs: 1_800_000, health: [], rollsBack: false, delivery: "push" },
          { name: "prod", waves: [["eu"], ["us"]], soakMs: 5_400_000, health: [], rollsBack: false, delivery: "pr" },
        ],
        freezes: [],
      },
    });
  });

  it.each<readonly [string, readonly StageInput[], readonly string[]]>([
    [
      "a stack without a stage",
      [{ name: "dev", tier: "latest" }],
      ["stages: no stage has the stack eu", "stages: no stage has the stack us"],
    ],
    [
      "a stack in two stages",
      [DEV, { ...PROD, soak: "1h" }, { name: "last", stacks: ["us"] }],
      ["stages[2].stacks[0]: the stack us is listed twice: stages[1].stacks[1] has it, too"],
    ],
    [
      "an unknown stack",
      [DEV, { name: "prod", stacks: ["eu", "us", "ue"] }],
      ['stages[1].stacks[2]: there is no stack "ue"; did you mean "eu"?'],
    ],
    ["no soak", [{ ...DEV, soak: "0m" }, PROD], ["stages[0].soak: must be greater than 0"]],
    ["a missing soak", [{ name: "dev", tier: "latest" }, PROD], ["stages[0].soak: is missing: the next wave waits for this time"]],
    [
      "a missing soak between waves",
      [DEV, { name: "prod", waves: [["eu"], ["us"]] }],
      ["stages[1].soak: is missing: the next wave waits for this time"],
    ],
    ["a malformed soak", [{ ...DEV, soak: "2 hours" }, PROD], ['stages[0].soak: "2 hours" is not a duration such as 30m, 2h, 1h30m or 2d']],
    ["two sources", [DEV, { ...PROD, tier: "prod" }], ["stages[1]: has tier and stacks; a stage has one of tier, stacks and waves"]],
    [
      "a malformed health check",
      [{ ...DEV, health: [{ http: "staging/healthz", status: 20 }] }, PROD],
      ['stages[0].health[0].http: "staging/healthz" is not a URL', "stages[0].health[0].status: 20 is not an HTTP status (100 to 599)"],
    ],
    [
      "checks of no kind and of two kinds",
      [{ ...DEV, health: [unchecked({ htp: "x" }), unchecked({ http: "https://x.example.com", argocd: "https://y.example.com" })] }, PROD],
      [
        "stages[0].health[0]: checks nothing; a check has one of http, argocd, prometheus, github",
        "stages[0].health[1]: has http and argocd; a check has one of http, argocd, prometheus, github",
      ],
    ],
    [
      "fields of the wrong type",
      [{ ...DEV, health: [unchecked({ argocd: 5, token: "ARGOCD_TOKEN", sync: true })] }, PROD],
      ["stages[0].health[0].argocd: must be a string, got 5", 'stages[0].health[0].sync: unknown field (known: "argocd", "token")'],
    ],
    [
      "a token in place of its variable, without repeating it",
      [{ ...DEV, health: [{ argocd: "https://argocd.example.com", token: "eyJhbGciOi.secret" }] }, PROD],
      ["stages[0].health[0].token: must be the name of an environment variable in capitals, and not the token itself"],
    ],
    [
      "a token without TLS, and a password in an address",
      [
        {
          ...DEV,
          health: [
            { argocd: "http://argocd.example.com", token: "ARGOCD_TOKEN" },
            { argocd: "http://argocd-server.argocd.svc:80", token: "ARGOCD_TOKEN" },
            { http: "https://ada:secret@shop.example.com" },
          ],
        },
        PROD,
      ],
      [
        "stages[0].health[0].argocd: would send the token without TLS",
        "stages[0].health[2].http: has a user or a password, and every reader of the repository sees it",
      ],
    ],
    [
      "a query without a threshold",
      [{ ...DEV, health: [{ prometheus: "https://prometheus.example.com?x=1", query: " " }] }, PROD],
      [
        'stages[0].health[0].prometheus: "https://prometheus.example.com?x=1" has a part after its path',
        "stages[0].health[0].query: is empty",
        "stages[0].health[0]: has no threshold: below, atMost, above or atLeast",
      ],
    ],
    [
      "a malformed check of GitHub",
      [{ ...DEV, health: [{ github: "acme", check: "", branch: "../main", token: "GITHUB_TOKEN" }] }, PROD],
      [
        'stages[0].health[0].github: "acme" is not a repository of GitHub',
        "stages[0].health[0].check: is empty",
        'stages[0].health[0].branch: "../main" is not a branch',
      ],
    ],
    [
      "a rollback without a check and without a soak",
      [DEV, { ...PROD, onFailure: "rollback" }],
      [
        "stages[1].soak: is missing: in this time, a failed check takes a release back",
        "stages[1].onFailure: needs a health check that can fail",
      ],
    ],
    [
      "no source",
      [DEV, PROD, { name: "none" }],
      [
        "stages[1].soak: is missing: the next wave waits for this time",
        "stages[2]: has no stacks; a stage has one of tier, stacks and waves",
      ],
    ],
    [
      "a tier without stacks",
      [DEV, { ...PROD, soak: "1h" }, { name: "s", tier: "staging" }],
      ["stages[2].tier: no stack has the tier staging"],
    ],
    ["a name twice", [DEV, { ...PROD, name: "dev" }], ['stages[1].name: "dev" is listed twice']],
  ])("reports %s", (_what, stages, problems) => {
    expect(ofStages(...stages)).toEqual(problems);
  });

  it.each<readonly [string, Partial<FreezeInput>, readonly string[]]>([
    ["nothing of a weekend", { cron: "0 18 * * 5", duration: "62h", timeZone: "Europe/Berlin" }, []],
    ["nothing of dates", { from: "2026-12-20", until: "2026-12-20", services: ["cart"] }, []],
    [
      "an invalid zone",
      { from: "2026-12-20", until: "2027-01-02", timeZone: "Europe/Berln" },
      ['freezes[0].timeZone: "Europe/Berln" is not an IANA time zone such as Etc/UTC or Europe/Zurich; did you mean "Europe/Berlin"?'],
    ],
    ["a freeze without times", {}, ["freezes[0]: has no time"]],
    [
      "a day that does not exist",
      { from: "2026-02-30", until: "2026-03-02" },
      ['freezes[0].from: "2026-02-30" is not a day or a local time such as 2026-12-20T18:00'],
    ],
    ["an end before the start", { from: "2026-12-20", until: "2026-12-19" }, ['freezes[0].until: "2026-12-19" is not after "2026-12-20"']],
    [
      "a cron without a duration",
      { cron: "0 25 * * *" },
      ["freezes[0].duration: is missing", 'freezes[0].cron: "25" is not a valid hour (0 to 23)'],
    ],
    [
      "unknown names",
      { from: "2026-12-20", until: "2026-12-21", stacks: ["uss"], services: ["carts"] },
      [
        'freezes[0].stacks[0]: there is no stack "uss"; did you mean "us"?',
        'freezes[0].services[0]: there is no service "carts"; did you mean "cart"?',
      ],
    ],
  ])("reports %s", (_what, freeze, problems) => {
    expect(ofFreeze(freeze)).toEqual(problems);
  });
});
