import type { BootstrapResult } from "../../app/bootstrap/results.ts";
import type { AdoptResult } from "../../app/cloud/adopt-result.ts";
import type { CloudRun, CloudShard } from "../../app/cloud/cloud-run.ts";
import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import type { DriftResult } from "../../app/cloud/drift-result.ts";
import type { PreviewResult } from "../../app/preview/preview-result.ts";
import type { EngineRun } from "../../app/engine/engine-run.ts";
import type { PublishResult } from "../../app/publish/results.ts";
import type { UpResult } from "../../app/release/results.ts";
import type { CheckResult } from "../../app/results.ts";
import type { ErrorCode } from "../../base/error-code.ts";
import { isLoss } from "../../diff/cloud/cloud-change.ts";
import { failsRun } from "../../resolve/outcome.ts";
import { hasCheck, hasFailed, type ReportResult } from "./reported.ts";
import type { Results } from "./results.ts";

/**
 * The end of a command. `refused`: a check failed or a gate refused. `input`: the user's input or environment is wrong.
 * `usage`: the arguments are wrong.
 */
export type Verdict = "done" | "refused" | "usage" | "input" | "defect" | "interrupted";

const done = (): Verdict => "done";

/** Returns the verdict on a run of the engine. */
const ofEngine = (run: EngineRun | undefined): Verdict => {
  if (run?.interrupted === true) return "interrupted";
  return run?.stacks.some(({ outcome }) => outcome === "failed") === true ? "input" : "done";
};

/** Returns the verdict on a run that brings up clouds. */
const ofCloud = (run: CloudRun | undefined): Verdict => {
  if (run?.interrupted === true) return "interrupted";
  const failed = run?.shards.filter(({ outcome }) => outcome === "failed") ?? [];
  if (failed.length > 0) return failed.every(violatesPolicy) ? "refused" : "input";
  return run?.shards.some(({ outcome }) => outcome === "not run") === true ? "input" : "done";
};

/** True if a mandatory policy refuses a part. */
const violatesPolicy = ({ messages }: CloudShard): boolean =>
  messages.some(({ severity, policy }) => severity === "error" && policy !== undefined);

const ofUp = ({ decisions, engine, cloud, held = [] }: Pick<UpResult, "decisions" | "engine" | "cloud" | "held">): Verdict => {
  const [ofRun = "done"] = [ofCloud(cloud), ofEngine(engine)].filter((verdict) => verdict !== "done");
  return ofRun === "done" && (held.length > 0 || failsRun(decisions)) ? "input" : ofRun;
};

const ofPublish = ({ up, deliveries = [] }: PublishResult): Verdict => {
  const ofRun = ofUp(up);
  return ofRun === "done" && deliveries.some(({ outcome }) => outcome === "failed") ? "input" : ofRun;
};

const ofCheck = ({ findings, engine }: CheckResult): Verdict => {
  const ofRun = ofEngine(engine);
  return ofRun === "done" && findings.length > 0 ? "refused" : ofRun;
};

/** Returns the verdict on a preview. It refuses if an object or a resource of a cloud would go. */
const ofPreview = ({ manifests, cloud }: PreviewResult): Verdict => {
  const { stacks = [] } = cloud ?? {};
  if (stacks.some(({ problems }) => problems.length > 0)) return "input";
  const isLost = stacks.some(({ changes, violations }) => changes.some(isLoss) || violations.some(({ severity }) => severity === "error"));
  return isLost || manifests?.diff.changes.some(({ action }) => action === "removed") === true ? "refused" : "done";
};

const ofBootstrap = ({ failure, interrupted }: BootstrapResult): Verdict => {
  if (interrupted === true) return "interrupted";
  return failure === undefined ? "done" : "input";
};

/** Returns the verdict on a comparison. A repair has done its work also if it found differences. */
const ofDrift = ({ mode, stacks, interrupted }: DriftResult): Verdict => {
  if (interrupted) return "interrupted";
  if (stacks.some(({ outcome }) => outcome === "unknown")) return "input";
  return mode === "drift" && stacks.some(({ outcome }) => outcome === "drifted") ? "refused" : "done";
};

/** Returns the verdict on a destruction. What stays is refused, because the command is about all of it. */
const ofDestroy = ({ outcome, parts, run }: DestroyResult): Verdict => {
  if (outcome === "planned" && run === undefined) return parts.some(({ goes }) => goes.length > 0) ? "done" : "refused";
  if (outcome === "unconfirmed") return "refused";
  const ofRun = ofCloud(run);
  return ofRun === "done" && parts.some(({ stays }) => stays.length > 0) ? "refused" : ofRun;
};

/** Returns the verdict on a report. If GitHub has the conclusion as a check, the run has done its work. */
const ofReport = (result: ReportResult): Verdict => {
  if (hasFailed(result)) return "input";
  return (result.report?.conclusion ?? "success") === "success" || hasCheck(result) ? "done" : "refused";
};

/** Returns the verdict on a takeover. A difference is refused, and a cloud that cannot be read is a problem of the environment. */
const ofAdopt = ({ outcome, resources, interrupted }: AdoptResult): Verdict => {
  if (interrupted) return "interrupted";
  if (resources.some((each) => each.outcome === "failed")) return "input";
  return outcome === "refused" ? "refused" : "done";
};

/** The verdict on each result. */
export const VERDICTS: { readonly [K in keyof Results]: (result: Results[K]) => Verdict } = {
  render: done,
  check: ofCheck,
  diff: done,
  compared: done,
  explain: done,
  policies: done,
  cloud: done,
  cloudCost: done,
  cloudUp: (run) => ofCloud(run),
  previewed: ofPreview,
  drift: ofDrift,
  adopted: ofAdopt,
  destroyed: ofDestroy,
  restored: ({ run }) => ofCloud(run),
  unprotected: done,
  doctor: (checks) => (checks.some(({ state }) => state === "broken") ? "refused" : "done"),
  created: done,
  initialized: done,
  plan: (result) => ofUp({ ...result, engine: undefined }),
  up: ofUp,
  published: ofPublish,
  status: done,
  egress: done,
  board: done,
  dora: done,
  history: done,
  bootstrapped: ofBootstrap,
  recorded: done,
  channelSet: done,
  promoted: ({ promotions }) => (promotions.some(({ outcome }) => outcome === "failed") ? "input" : "done"),
  channels: ({ channels }) => (channels.some(({ broken }) => broken.size > 0) ? "input" : "done"),
  releases: ({ releases }) => (releases.some((release) => "problem" in release) ? "input" : "done"),
  release: done,
  verified: ({ findings }) => (findings.length > 0 ? "refused" : "done"),
  pruned: done,
  reported: ofReport,
  matrix: done,
  collected: ({ failed }) => (failed.length > 0 ? "refused" : "done"),
  mergeDriver: done,
  engine: ({ engine }) => (engine === undefined ? "refused" : "done"),
  engineInstalled: done,
  // If a notice does not arrive, the run itself is still done.
  notified: done,
  failure: ({ code }) => OF_ERROR[code] ?? "input",
};

/** The codes of errors that are not the user's input or environment. */
const OF_ERROR: Readonly<Partial<Record<ErrorCode, Verdict>>> = {
  USAGE: "usage",
  REFUSED: "refused",
  INTERRUPTED: "interrupted",
  DEFECT: "defect",
};
