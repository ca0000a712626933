import { sampleCloudRun, sampleCommands, samplePreview } from "./sample-cloud.ts";
import { DIFFERENCE_KINDS } from "../lib/diff/compare/difference.ts";
import type { EngineStack } from "../lib/app/engine/engine-run.ts";
import type { Results } from "../lib/report/results/results.ts";
import type { Decision } from "../lib/resolve/decision.ts";
import { sampleNotified, samplePolicies } from "./sample-policies.ts";
import { sampleDiff } from "./sample-diff.ts";
import { sampleJobs, sampleReport, sampleWave, sampleWholePreview } from "./sample-report.ts";
import { sampleDora, sampleEgress, sampleStatus } from "./sample-status.ts";
import { sampleReleases } from "./sample-releases.ts";

/** Returns samples of each result, with the word in each string that a person, a file or git can fill. */
export const sampleResults = (word: string): { readonly [K in keyof Results]: readonly Results[K][] } => ({
  render: [{ stacks: 1, objects: 1, created: [word], changed: [], removed: [], seconds: 1 }],
  check: [
    {
      stacks: 1,
      objects: 1,
      fix: "npx fairlead render",
      warnings: [{ file: `services/${word}.ts`, path: word, message: word }],
      findings: [{ file: `x${word}`, what: "stale", line: 1, found: word, expected: word, who: `Ada ${word}` }],
    },
  ],
  diff: [sampleDiff(word), { ...sampleDiff(word), later: [{ ...sampleWave(word), manifests: sampleDiff(word) }] }],
  compared: [
    {
      a: `staging${word}`,
      b: `prod${word}`,
      differences: DIFFERENCE_KINDS.map((kind) => ({
        kind,
        services: [`cart${word}`],
        path: `env.${word}`,
        a: { value: word, cause: { layer: word, file: `stacks/${word}.ts`, place: word } },
        b: { value: undefined, cause: { layer: word } },
      })),
    },
    { a: word, b: `${word}2`, differences: [] },
  ],
  explain: [
    {
      stack: `latest${word}`,
      service: `cart${word}`,
      object: `Deployment ${word}`,
      path: `spec.${word}`,
      value: word,
      influences: [{ field: `env.${word}`, chain: [{ layer: `stack ${word}`, file: `stacks/${word}.ts`, value: word, inForce: true }] }],
    },
    { stack: "latest", service: "cart", object: undefined, path: "env", value: { [word]: [word] }, influences: [] },
    {
      stack: "latest",
      service: "cart",
      object: undefined,
      path: undefined,
      value: { env: word },
      influences: [{ field: `env.${word}`, chain: [{ layer: word, file: word, value: word, inForce: true }] }],
    },
  ],
  policies: samplePolicies(word),
  notified: [sampleNotified(word)],
  cloudCost: [
    {
      date: "2025-03-06",
      stacks: [
        {
          stack: `latest${word}`,
          region: `us${word}`,
          least: 1234.5,
          most: 2345.6,
          owners: [{ service: `cart${word}`, least: 1234.5, most: 2345.6 }],
          usage: [`bytes${word}`],
          unknown: [`zones${word}`],
        },
      ],
    },
  ],
  cloudUp: [sampleCloudRun(word), { ...sampleCloudRun(word), decisions: [sampleDecision(word)] }],
  previewed: [sampleWholePreview(word), { base: undefined, cloud: samplePreview(word) }],
  ...sampleCommands(word),
  unprotected: [{ stack: word, resources: [{ type: `gcp:redis/instance:${word}`, name: word, urn: `urn:pulumi:${word}` }] }],
  cloud: [true, false].map((inputs) => ({
    inputs,
    unmanaged: [{ type: `gcp:redis/instance:${word}`, id: word }],
    clouds: [
      {
        stack: `latest${word}`,
        tier: "latest",
        project: `shop${word}`,
        resources: [
          {
            type: "gcp:storage/bucket:Bucket",
            name: `x${word}`,
            block: { kind: "Bucket", name: `cart${word}`, service: `cart${word}` },
            inputs: { location: `US${word}`, labels: { [`a${word}`]: word }, versioning: { enabled: true } },
            protect: true,
            aliases: [],
            dependsOn: [],
            ignoreChanges: [],
          },
        ],
      },
    ],
  })),
  doctor: [[{ name: `git ${word}`, state: "warning", detail: word, hint: `do ${word}` }]],
  created: [{ what: "service", name: `x${word}`, files: [`services/${word}`], next: [`run ${word}`] }],
  initialized: [
    {
      directory: `/x${word}`,
      created: [`a${word}`],
      completed: [`b${word}`],
      kept: [`c${word}`],
      unused: [`--d${word}`],
      manifests: 1,
      next: [`run ${word}`],
    },
  ],
  plan: [
    {
      decisions: [sampleDecision(word)],
      deletions: {
        hash: "1a2b3c4d5e6f",
        deletions: (["stack", "service", "stateful", "objects"] as const).map((kind) => ({
          kind,
          stack: `latest${word}`,
          service: kind === "stack" ? undefined : `cart${word}`,
          services: [`cart${word}`],
          stateful: kind === "objects" ? [] : [`StatefulSet ${word}`],
          paths: [`latest/${word}.yaml`],
        })),
      },
      refusal: {
        message: `edited ${word}`,
        hint: `drop ${word}`,
        problems: [{ file: `pulumi-gen/${word}.yaml`, path: "", message: `differs ${word}` }],
      },
      seconds: 1,
    },
  ],
  up: [sampleUp(word)],
  status: [sampleStatus(word)],
  egress: [sampleEgress(word)],
  dora: [sampleDora(word)],
  board: [{ file: `/x/${word}/index.html`, bytes: 1, services: 1, stacks: 1 }],
  history: [
    {
      service: `cart${word}`,
      changes: [
        {
          stack: `latest${word}`,
          commit: "1".repeat(40),
          date: "2026-01-31",
          author: `Ada ${word}`,
          subject: `Deploy ${word}`,
          from: { tag: "v1" },
          to: { tag: "v2", hold: { by: word, tag: "v3" } },
        },
      ],
    },
  ],
  bootstrapped: [
    {
      stack: `latest${word}`,
      cluster: `latest${word}`,
      context: `kind${word}`,
      steps: [{ id: `keda${word}`, title: `KEDA ${word}`, why: `need ${word}`, command: `helm ${word}`, outcome: "failed" }],
      tasks: [{ what: `clone ${word}`, command: `argocd ${word}` }],
      failure: { exit: `exit code 1 ${word}`, output: [word], next: `bootstrap ${word}` },
    },
  ],
  published: (["published", "unchanged"] as const).map((outcome) => ({
    outcome,
    remote: `origin${word}`,
    branch: `main${word}`,
    base: "1".repeat(40),
    commit: outcome === "unchanged" ? undefined : "2".repeat(40),
    subject: outcome === "unchanged" ? undefined : `Deploy ${word}`,
    tries: outcome === "unchanged" ? 1 : 2,
    up: sampleUp(word),
  })),
  ...sampleReleases(word),
  reported: [sampleReport(word)],
  ...sampleJobs(word),
  engine: [
    {
      engine: { pulumi: `/bin/${word}`, version: `3.259.0${word}`, source: "PATH", kubernetes: `/bin/k${word}`, plugins: `/home/${word}` },
      refused: [{ pulumi: `/usr/bin/${word}`, source: "PATH", problem: `says "${word}" instead of a version` }],
      needed: "3.259.0",
      hint: "npx fairlead engine install",
    },
    {
      engine: undefined,
      refused: [{ pulumi: `/${word}`, source: "PULUMI_BIN", problem: word }],
      needed: "3.259.0",
      hint: `install ${word}`,
    },
  ],
  engineInstalled: [
    {
      engine: { pulumi: `/bin/${word}`, version: "3.259.0", source: "cache", kubernetes: undefined, plugins: `/home/${word}` },
      refused: [{ pulumi: `/usr/bin/${word}`, source: `PATH ${word}`, problem: word }],
      method: `the ${word}`,
      seconds: 1,
    },
  ],
  failure: [
    {
      code: "INVALID_SPEC",
      message: `broken ${word}`,
      hint: `fix ${word}`,
      path: word,
      problems: [{ file: `services/${word}.ts`, path: `env.${word}`, message: `"${word}" is wrong`, hint: `write ${word}` }],
    },
  ],
});

const sampleDecision = (word: string): Decision => ({
  stack: `latest${word}`,
  service: `cart${word}`,
  outcome: "held",
  from: { tag: `v1${word}` },
  to: { tag: `v1${word}`, hold: { tag: word, by: word } },
  reason: `rolled back by ${word}`,
  hint: `resume ${word}`,
});

const sampleStack = (outcome: EngineStack["outcome"], word: string): EngineStack => ({
  stack: `${outcome}${word}`,
  objects: 1,
  seconds: 1,
  peakBytes: 1e6,
  outcome,
  message: outcome === "failed" ? word : undefined,
  diagnostics: [
    { severity: "error", object: word, message: word },
    { severity: "warning", object: word, message: word },
  ],
  problems: [{ file: `services/${word}.ts`, path: word, message: word }],
});

const sampleUp = (word: string): Results["up"] => ({
  decisions: [sampleDecision(word)],
  render: { stacks: 1, objects: 1, created: [word], changed: [], removed: [], seconds: 1 },
  engine: {
    engine: { version: `3${word}`, source: word, path: word },
    stacks: [sampleStack("failed", word), sampleStack("rendered", word)],
    interrupted: false,
  },
  held: [{ file: `services/${word}.ts`, path: `patch.${word}`, message: `failed: ${word}`, hint: word }],
  stats: { seconds: 1, peakBytes: 1e6 },
  cloud: sampleCloudRun(word),
});
