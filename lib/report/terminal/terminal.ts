import type { Colors } from "../colors.ts";
import type { Reporter } from "../results/results.ts";
import { boardText } from "./board.ts";
import { bootstrapText } from "./bootstrap.ts";
import { channelsText } from "./channels.ts";
import { checkText } from "./check.ts";
import { comparedText } from "./compared.ts";
import { collectedText, matrixText } from "./ci.ts";
import { mergeDriverText } from "./merge-driver.ts";
import { cloudText } from "./cloud.ts";
import { costText } from "./cost.ts";
import { egressText } from "./egress.ts";
import { createdText } from "./created.ts";
import { historyText } from "./history.ts";
import { initializedText } from "./initialized.ts";
import { cloudUpText, planText, upText } from "./decisions.ts";
import { diffText } from "./diff.ts";
import { doctorText } from "./doctor.ts";
import { doraText } from "./dora.ts";
import { engineInstalledText, engineText } from "./engine.ts";
import { driftText } from "./drift.ts";
import { explainText } from "./explain.ts";
import { failureText } from "./failure.ts";
import { notifiedText } from "./notified.ts";
import { policiesText } from "./policies.ts";
import { previewText } from "./preview.ts";
import { promotedText } from "./promoted.ts";
import { publishedText } from "./published.ts";
import { prunedText } from "./pruned.ts";
import { channelSetText, recordedText } from "./recorded.ts";
import { releasesText, releaseText } from "./releases.ts";
import { renderText } from "./render.ts";
import { adoptedText } from "./adopted.ts";
import { destroyedText } from "./destroyed.ts";
import { restoredText } from "./restored.ts";
import { reportedText } from "./reported.ts";
import { statusText } from "./status.ts";
import { unprotectedText } from "./unprotected.ts";
import { verifiedText } from "./verified.ts";

/** Creates the reporter for people. */
export const terminalReporter = (colors: Colors): Reporter => ({
  render: (result) => renderText(result, colors),
  check: (result) => checkText(result, colors),
  diff: (result) => diffText(result, colors),
  compared: (result) => comparedText(result, colors),
  explain: (result) => explainText(result, colors),
  policies: (result) => policiesText(result, colors),
  cloudUp: (run) => cloudUpText(run, colors),
  cloud: (result) => cloudText(result, colors),
  cloudCost: (result) => costText(result, colors),
  previewed: (result) => previewText(result, colors),
  drift: (result) => driftText(result, colors),
  adopted: (result) => adoptedText(result, colors),
  destroyed: (result) => destroyedText(result, colors),
  restored: (result) => restoredText(result, colors),
  unprotected: (result) => unprotectedText(result, colors),
  doctor: (checks) => doctorText(checks, colors),
  created: (result) => createdText(result, colors),
  initialized: (result) => initializedText(result, colors),
  plan: (result) => planText(result, colors),
  up: (result) => upText(result, colors),
  dora: (result) => doraText(result, colors),
  board: (result) => boardText(result, colors),
  status: (result) => statusText(result, colors),
  egress: (result) => egressText(result, colors),
  history: (result) => historyText(result, colors),
  bootstrapped: (result) => bootstrapText(result, colors),
  published: (result) => publishedText(result, colors),
  recorded: (result) => recordedText(result, colors),
  channelSet: (result) => channelSetText(result, colors),
  promoted: (result) => promotedText(result, colors),
  channels: (result) => channelsText(result, colors),
  releases: (result) => releasesText(result, colors),
  release: (result) => releaseText(result, colors),
  verified: (result) => verifiedText(result, colors),
  pruned: (result) => prunedText(result, colors),
  matrix: matrixText,
  collected: collectedText,
  mergeDriver: (result) => mergeDriverText(result, colors),
  reported: (result) => reportedText(result, colors),
  engine: (result) => engineText(result, colors),
  engineInstalled: (result) => engineInstalledText(result, colors),
  notified: (result) => notifiedText(result, colors),
  failure: (failure) => failureText(failure, colors),
});
