import { FAIRLEAD_IN_OPS } from "../../base/fairlead.ts";
import { escapeControls } from "../../base/escape-controls.ts";
import { stripVTControlCharacters } from "node:util";
import type { AppEvent, DemoEvent } from "../../app/events.ts";
import { formatProblem } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { unprovenText } from "../results/findings.ts";
import { stacksText } from "../results/names.ts";

/** Events that become lines. The board shows the stacks, and standard output shows the demo. */
export type LineEvent = Exclude<AppEvent, DemoEvent | { readonly kind: "stacks-start" | "stack-progresses" | "stack-ends" }>;

type Kept = Extract<AppEvent, { readonly kind: "component-kept" }>["why"];

const KEPT: Readonly<Record<Kept, string>> = {
  new: "does not exist yet",
  outdated: "stays as it is, though its sources have changed",
  edited: "stays as it is, though files in it were edited by hand",
};

/** The number of records between two lines: deleting records over a network is slow. */
const RECORDS_PER_LINE = 500;

/** Formats an event as lines without control characters. */
export const eventLines = (event: LineEvent): readonly string[] => rawLines(event).map(escapeControls);

function rawLines(event: LineEvent): readonly string[] {
  switch (event.kind) {
    case "render-waits":
      return [`waiting for another render: ${event.holder}`];
    case "leftover-stays":
      return [`warning: ${event.path} cannot be removed, and the next run tries again: ${event.reason}`];
    case "datastore-retries":
      return [event.message];
    case "no-history":
      return [`note: ${event.root} is not in a git repository, so Fairlead cannot see rollbacks; git init creates one`];
    case "resume-keeps":
      return [`note: ${event.stack}/${event.service} does not move: ${event.reason}`];
    case "component-kept":
      return [`note: ${event.directory} ${KEPT[event.why]}; ${FAIRLEAD_IN_OPS} up --engine pulumi renders it`];
    case "components-unproven":
      return [`note: ${unprovenText(event.components)}`];
    case "warning-found": {
      const { hint } = event.warning;
      return [`warning: ${formatProblem(event.warning)}`, ...(hint === undefined ? [] : [`  ${hint}`])];
    }
    case "notify-failed":
      return [`warning: ${event.to} was not told: ${event.message}`];
    case "service-unknown": {
      const hint = event.nearest === undefined ? "" : `; did you mean "${event.nearest}"?`;
      return [`note: this project has no services/${event.service}.ts${hint}`];
    }
    case "engine-chosen":
      return [`engine: ${event.engine} (${event.reason})`];
    case "cloud-skipped":
      return [`note: the cloud was not brought up: ${event.reason}; ${event.hint}`];
    case "cloud-unlocks":
      return [`note: ${event.shard} was locked by a run that ended, ${event.lock}; the lock is removed`];
    case "cloud-resumes":
      return [`note: the last run of ${event.shard} ended in ${count(event.pending, "operation")}, and this one repairs what it finds`];
    case "cloud-starts":
      return [`cloud: ${count(event.shards.length, "part")} on the engine: ${stacksText(event.shards)}`];
    case "cloud-progresses":
      return [`cloud ${event.shard}: ${event.done} of ${count(event.total, "resource")}`];
    case "cloud-ends":
      return [
        `cloud ${event.shard.shard}: ${event.shard.outcome === "failed" ? "failed after" : "ended in"} ${event.shard.seconds.toFixed(1)} s`,
      ];
    case "component-prints": {
      const more = event.omitted === 0 ? [] : [`${event.stack}: ... and ${count(event.omitted, "more line")}`];
      return [...event.lines.map((line) => `${event.stack}: ${stripVTControlCharacters(line)}`), ...more];
    }
    case "publish-retries":
      return [`${event.place}: ${event.cause}; renders again (try ${event.nextTry})`];
    case "records-pruned":
      return event.done % RECORDS_PER_LINE === 0 ? [`processed ${event.done} of ${count(event.total, "record")}`] : [];
    case "services-promoted":
      return [`processed ${event.done} of ${count(event.total, "service")}`];
    case "upgrade-compared":
      return [`next: ${event.command}`];
    case "bootstrap-step":
      return [`step ${event.number} of ${event.total}: ${event.title}`];
    case "phase-starts":
    case "phase-ends":
      return [];
    case "engine-install":
      return [event.line];
  }
}
