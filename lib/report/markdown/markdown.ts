import { driftMarkdown } from "./drift.ts";
import type { DoctorCheck, Failure, InitResult, NewResult, RenderResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Reporter } from "../results/results.ts";
import { boardMarkdown } from "./board.ts";
import { bootstrapMarkdown } from "./bootstrap.ts";
import { checkMarkdown } from "./check.ts";
import { comparedMarkdown } from "./compared.ts";
import { collectedMarkdown, matrixMarkdown } from "./ci.ts";
import { mergeDriverMarkdown } from "./merge-driver.ts";
import { cloudMarkdown } from "./cloud.ts";
import { costMarkdown } from "./cost.ts";
import { egressMarkdown } from "./egress.ts";
import { cloudUpMarkdown, planMarkdown, publishedMarkdown, upMarkdown } from "./decisions.ts";
import { diffMarkdown } from "./diff.ts";
import { doraMarkdown } from "./dora.ts";
import { engineInstalledMarkdown, engineMarkdown } from "./engine.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { explainMarkdown } from "./explain.ts";
import { notifiedMarkdown } from "./notified.ts";
import { policiesMarkdown } from "./policies.ts";
import { previewMarkdown } from "./preview.ts";
import { historyMarkdown } from "./history.ts";
import { problemItems, withHint } from "./problems.ts";
import { adoptedMarkdown } from "./adopted.ts";
import { destroyedMarkdown } from "./destroyed.ts";
import { restoredMarkdown } from "./restored.ts";
import { reportedMarkdown } from "./pull-request.ts";
import { statusMarkdown } from "./status.ts";
import { unprotectedMarkdown } from "./unprotected.ts";
import {
  channelSetMarkdown,
  channelsMarkdown,
  promotedMarkdown,
  prunedMarkdown,
  recordedMarkdown,
  releaseMarkdown,
  releasesMarkdown,
  verifiedMarkdown,
} from "./releases.ts";

/** Creates the reporter for pull requests. */
export const markdownReporter = (): Reporter => ({
  render: renderMarkdown,
  check: checkMarkdown,
  diff: diffMarkdown,
  compared: comparedMarkdown,
  explain: explainMarkdown,
  policies: policiesMarkdown,
  cloud: cloudMarkdown,
  cloudCost: costMarkdown,
  cloudUp: cloudUpMarkdown,
  previewed: previewMarkdown,
  drift: driftMarkdown,
  adopted: adoptedMarkdown,
  destroyed: destroyedMarkdown,
  restored: restoredMarkdown,
  unprotected: unprotectedMarkdown,
  doctor: doctorMarkdown,
  created: createdMarkdown,
  initialized: initializedMarkdown,
  plan: planMarkdown,
  up: upMarkdown,
  status: statusMarkdown,
  egress: egressMarkdown,
  board: boardMarkdown,
  dora: doraMarkdown,
  history: historyMarkdown,
  bootstrapped: bootstrapMarkdown,
  published: publishedMarkdown,
  recorded: recordedMarkdown,
  channelSet: channelSetMarkdown,
  promoted: promotedMarkdown,
  channels: channelsMarkdown,
  releases: releasesMarkdown,
  release: releaseMarkdown,
  verified: verifiedMarkdown,
  pruned: prunedMarkdown,
  reported: reportedMarkdown,
  matrix: matrixMarkdown,
  collected: collectedMarkdown,
  mergeDriver: mergeDriverMarkdown,
  engine: engineMarkdown,
  engineInstalled: engineInstalledMarkdown,
  notified: notifiedMarkdown,
  failure: failureMarkdown,
});

function renderMarkdown({ objects, stacks, created, changed, removed }: RenderResult): string {
  const all = `${count(objects, "file")} in ${count(stacks, "stack")}`;
  return lines(`**Rendered** ${all}: ${created.length} created, ${changed.length} changed, ${removed.length} removed.`);
}

function doctorMarkdown(checks: readonly DoctorCheck[]): string {
  return lines(
    checks.map(({ name, state, detail, hint }) => withHint(`- **${state}** ${escapeMarkdown(name)}: ${escapeMarkdown(detail)}`, hint)),
  );
}

function createdMarkdown({ what, name, files }: NewResult): string {
  return lines(
    `**Created** ${what} ${code(name)}`,
    "",
    files.map((file) => `- ${code(file)}`),
  );
}

function initializedMarkdown({ directory, created, completed, manifests }: InitResult): string {
  return lines(
    `**Made** ${code(directory)} with ${count(manifests, "manifest")}`,
    "",
    [...created, ...completed].map((file) => `- ${code(file)}`),
  );
}

function failureMarkdown({ message, hint, problems }: Failure): string {
  return lines(`**Error**: ${escapeMarkdown(message)}`, "", problemItems(problems), hint === undefined ? [] : ["", escapeMarkdown(hint)]);
}
