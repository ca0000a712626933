import type { Results } from "../lib/report/results/results.ts";
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
    check: { state: "failed", failure: { message: `broken ${word}`, hint: `fix ${word}` } },
    cloud: { state: "read", value: samplePreview(word) },
    approval: { state: "needed", files: [word], owners: [`@acme/${word}`], problems: [`hidden ${word}`] },
  },
});

/** Returns results of the steps of workflows. */
export const sampleJobs = (word: string): { readonly [K in "matrix" | "collected" | "mergeDriver"]: readonly Results[K][] } => ({
  matrix: [{ include: [{ stack: `latest${word}`, tier: "latest" }] }],
  collected: [{ failed: [{ stack: `prod${word}`, reason: `failed ${word}` }], stacks: [`latest${word}`] }],
  mergeDriver: [{ settings: [`merge.${word}`], missing: [`x ${word}`], next: [`git ${word}`] }],
});
