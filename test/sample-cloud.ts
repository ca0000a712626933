import type { CloudRun, CloudShard } from "../lib/app/cloud/cloud-run.ts";

/** Returns a part of a cloud that failed, with the word in each string. */
export const sampleShard = (word: string): CloudShard => ({
  stack: word,
  shard: `${word}.needs-1`,
  outcome: "failed",
  message: word,
  hint: word,
  seconds: 1,
  steps: [
    { operation: "create", type: `gcp:redis/instance:${word}`, name: word, outcome: "done" },
    { operation: "replace", type: `gcp:redis/instance:${word}`, name: word, outcome: "failed" },
  ],
  messages: [
    { severity: "error", resource: word, message: word, hint: word },
    { severity: "warning", resource: undefined, message: word, hint: undefined },
  ],
});

/** Returns a run with each outcome, with the word in each string. */
export const sampleCloudRun = (word: string): CloudRun => ({
  engine: { version: `3${word}`, source: word, path: word },
  shards: [
    sampleShard(word),
    { ...sampleShard(word), outcome: "changed", message: undefined, hint: undefined },
    { ...sampleShard(word), outcome: "not run" },
    { ...sampleShard(word), outcome: "unchanged", message: undefined, hint: undefined, steps: [] },
  ],
  interrupted: false,
});
