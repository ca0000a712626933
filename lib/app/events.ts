import type { Problem } from "../base/problem.ts";
import type { CloudShard } from "./cloud/cloud-run.ts";
import type { EngineStack } from "./engine/engine-run.ts";

/** An event of a running use case. A reporter may show it while the work goes on. */
export type AppEvent =
  | { readonly kind: "render-waits"; readonly holder: string }
  | { readonly kind: "leftover-stays"; readonly path: string; readonly reason: string }
  | { readonly kind: "datastore-retries"; readonly message: string }
  | { readonly kind: "no-history"; readonly root: string }
  | { readonly kind: "resume-keeps"; readonly stack: string; readonly service: string; readonly reason: string }
  | { readonly kind: "component-kept"; readonly directory: string; readonly why: "new" | "outdated" | "edited" }
  | { readonly kind: "components-unproven"; readonly components: readonly string[] }
  | { readonly kind: "notify-failed"; readonly to: string; readonly message: string }
  | { readonly kind: "warning-found"; readonly warning: Problem }
  | { readonly kind: "service-unknown"; readonly service: string; readonly nearest: string | undefined }
  | { readonly kind: "engine-chosen"; readonly engine: "pulumi" | "embedded"; readonly reason: string }
  | { readonly kind: "stacks-start"; readonly stacks: readonly StartedStack[] }
  | { readonly kind: "stack-progresses"; readonly stack: string; readonly rendered: number; readonly total: number }
  | { readonly kind: "stack-ends"; readonly stack: EngineStack }
  | { readonly kind: "cloud-skipped"; readonly reason: string; readonly hint: string }
  | { readonly kind: "cloud-unlocks"; readonly shard: string; readonly lock: string }
  | { readonly kind: "cloud-resumes"; readonly shard: string; readonly pending: number }
  | { readonly kind: "cloud-starts"; readonly shards: readonly string[] }
  | { readonly kind: "cloud-progresses"; readonly shard: string; readonly done: number; readonly total: number }
  | { readonly kind: "cloud-ends"; readonly shard: CloudShard }
  | { readonly kind: "component-prints"; readonly stack: string; readonly lines: readonly string[]; readonly omitted: number }
  | { readonly kind: "publish-retries"; readonly place: string; readonly cause: string; readonly nextTry: number }
  | { readonly kind: "records-pruned"; readonly done: number; readonly total: number }
  | { readonly kind: "services-promoted"; readonly done: number; readonly total: number }
  | { readonly kind: "upgrade-compared"; readonly command: string }
  | { readonly kind: "phase-starts"; readonly phase: Phase }
  | { readonly kind: "phase-ends"; readonly phase: Phase; readonly failed: boolean }
  | { readonly kind: "engine-install"; readonly line: string }
  | { readonly kind: "bootstrap-step"; readonly number: number; readonly total: number; readonly title: string }
  | DemoEvent;

/** The parts of a run that take time, in the words of traces. */
export type Phase = "load" | "resolve" | "compile" | "cloud" | "render" | "write" | "fetch" | "publish" | "notify";

/** The part of the demo that is told next. */
export type DemoEvent =
  | { readonly kind: "demo-heading"; readonly number: number; readonly title: string }
  | { readonly kind: "demo-command"; readonly line: string }
  | { readonly kind: "demo-output"; readonly text: string }
  | { readonly kind: "demo-text"; readonly text: string };

/** A stack before the engine renders it. The number of objects that its components make is not known yet. */
export interface StartedStack {
  readonly stack: string;
  readonly objects: number;
  readonly components: number;
}

/** Hears of events as they happen. */
export type OnEvent = (event: AppEvent) => void;
