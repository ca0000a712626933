import type { Results } from "../lib/report/results/results.ts";
import { viewOf } from "../lib/report/results/changes.ts";
import { sampleDiff } from "./sample-diff.ts";
import { samplePreview } from "./sample-cloud.ts";

/** Returns a report on a pull request, with the word in each string that somebody else can fill. */
export const sampleReport = (word: string): Results["reported"] => ({
  pullRequest: 7,
  posted: [{ thing: "comment", outcome: "failed", reason: `refused ${word}` }],
  report: {
    conclusion: "action_required",
    title: `needs ${word}`,
    reasons: [`deletes ${word}`],
    head: `0123456789ab${word}`,
    link: `https://example.com/${word}`,
    diff: sampleDiff(word),
    check: {
      state: "failed",
      failure: { message: `broken ${word}`, hint: `fix ${word}`, problems: [{ file: word, path: word, message: word }] },
    },
    preview: {
      state: "read",
      value: {
        claims: [{ kind: "image", subjects: [word], stacks: [word], objects: [`spec ${word}`], texts: [word], paths: [word] }],
        cloud: samplePreview(word),
        later: [{ ...sampleWave(word), view: viewOf(sampleDiff(word)) }],
        findings: [{ file: `services/${word}.ts`, path: word, message: word, hint: word }],
      },
    },
    approval: { state: "needed", files: [word], owners: [`@acme/${word}`], problems: [`hidden ${word}`] },
  },
});

/** Returns a wave that changes later. */
export const sampleWave = (word: string) => ({ stage: word, stacks: [`prod${word}`], after: [`staging${word}`], soakMs: 7_200_000 });

/** Returns a preview with every part, with the word in each string. */
export const sampleWholePreview = (word: string): Results["previewed"] => ({
  base: `main${word}`,
  manifests: sampleDiff(word),
  later: [{ ...sampleWave(word), manifests: sampleDiff(word) }],
  cloud: samplePreview(word),
  warnings: [{ file: `services/${word}.ts`, path: word, message: word, hint: word }],
});

/** Returns results of the steps of workflows. */
export const sampleJobs = (word: string): { readonly [K in "matrix" | "collected" | "mergeDriver"]: readonly Results[K][] } => ({
  matrix: [{ include: [{ stack: `latest${word}`, tier: "latest" }] }],
  collected: [
    {
      failed: [{ stack: `prod${word}`, reason: `failed ${word}` }],
      stacks: [`latest${word}`],
      clouds: [{ stack: `latest${word}`, config: word }],
    },
  ],
  mergeDriver: [{ settings: [`merge.${word}`], missing: [`x ${word}`], next: [`git ${word}`] }],
});
