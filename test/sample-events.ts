import { sampleShard } from "./sample-cloud.ts";
import type { AppEvent } from "../lib/app/events.ts";

type Kind = AppEvent["kind"];

/** Returns a sample of each event in the order of a run, with the word in each string. */
export function sampleEvents(word: string): { readonly [K in Kind]: Extract<AppEvent, { readonly kind: K }> } {
  const stack = {
    stack: word,
    objects: 1,
    seconds: 1,
    peakBytes: 0,
    outcome: "failed",
    message: word,
    diagnostics: [{ severity: "error", object: word, message: word }],
    problems: [],
  } as const;
  return {
    "render-waits": { kind: "render-waits", holder: word },
    "leftover-stays": { kind: "leftover-stays", path: word, reason: word },
    "datastore-retries": { kind: "datastore-retries", message: word },
    "no-history": { kind: "no-history", root: word },
    "resume-keeps": { kind: "resume-keeps", stack: word, service: word, reason: word },
    "warning-found": { kind: "warning-found", warning: { file: `services/${word}.ts`, path: word, message: word, hint: word } },
    "notify-failed": { kind: "notify-failed", to: word, message: word },
    "components-unproven": { kind: "components-unproven", components: [word] },
    "component-kept": { kind: "component-kept", directory: word, why: "outdated" },
    "service-unknown": { kind: "service-unknown", service: word, nearest: word },
    "engine-chosen": { kind: "engine-chosen", engine: "embedded", reason: word },
    "stacks-start": { kind: "stacks-start", stacks: [{ stack: word, objects: 1, components: 1 }] },
    "stack-progresses": { kind: "stack-progresses", stack: word, rendered: 1, total: 2 },
    "stack-ends": { kind: "stack-ends", stack },
    "cloud-skipped": { kind: "cloud-skipped", reason: word, hint: word },
    "cloud-unlocks": { kind: "cloud-unlocks", shard: word, lock: word },
    "cloud-resumes": { kind: "cloud-resumes", shard: word, pending: 1 },
    "cloud-starts": { kind: "cloud-starts", shards: [word] },
    "cloud-progresses": { kind: "cloud-progresses", shard: word, done: 1, total: 2 },
    "cloud-ends": { kind: "cloud-ends", shard: sampleShard(word) },
    "component-prints": { kind: "component-prints", stack: word, lines: [word], omitted: 1 },
    "publish-retries": { kind: "publish-retries", place: `origin/${word}`, cause: word, nextTry: 2 },
    "records-pruned": { kind: "records-pruned", done: 500, total: 1000 },
    "services-promoted": { kind: "services-promoted", done: 250, total: 1000 },
    "upgrade-compared": { kind: "upgrade-compared", command: word },
    "bootstrap-step": { kind: "bootstrap-step", number: 1, total: 2, title: word },
    "phase-starts": { kind: "phase-starts", phase: "load" },
    "phase-ends": { kind: "phase-ends", phase: "load", failed: false },
    "engine-install": { kind: "engine-install", line: word },
    "demo-heading": { kind: "demo-heading", number: 1, title: word },
    "demo-command": { kind: "demo-command", line: word },
    "demo-output": { kind: "demo-output", text: word },
    "demo-text": { kind: "demo-text", text: word },
  };
}
