import { buildRouteMap } from "@stricli/core";
import { application } from "./application.ts";
import { boardCommand } from "./board/command.ts";
import { bootstrapCommand } from "./bootstrap/command.ts";
import { ciCollectCommand } from "./ci-collect/command.ts";
import { ciMatrixCommand } from "./ci-matrix/command.ts";
import { checkCommand } from "./check/command.ts";
import { cloudAdoptCommand } from "./cloud-adopt/command.ts";
import { cloudCostCommand } from "./cloud-cost/command.ts";
import { cloudDestroyCommand } from "./cloud-destroy/command.ts";
import { cloudDriftCommand } from "./cloud-drift/command.ts";
import { cloudRepairCommand } from "./cloud-repair/command.ts";
import { cloudRestoreCommand } from "./cloud-restore/command.ts";
import { cloudShowCommand } from "./cloud-show/command.ts";
import { cloudUnprotectCommand } from "./cloud-unprotect/command.ts";
import { compareCommand } from "./compare/command.ts";
import { demoCommand } from "./demo/command.ts";
import { diffCommand } from "./diff/command.ts";
import { doctorCommand } from "./doctor/command.ts";
import { doraCommand } from "./dora/command.ts";
import { engineInstallCommand } from "./engine-install/command.ts";
import { engineStatusCommand } from "./engine-status/command.ts";
import { explainCommand } from "./explain/command.ts";
import { freezeCommand } from "./freeze/command.ts";
import { historyCommand } from "./history/command.ts";
import { holdCommand } from "./hold/command.ts";
import { initCommand } from "./init/command.ts";
import { mergeDriverCommand } from "./merge-driver/command.ts";
import { newServiceCommand } from "./new-service/command.ts";
import { newStackCommand } from "./new-stack/command.ts";
import { notifyCommand } from "./notify/command.ts";
import { planCommand } from "./plan/command.ts";
import { policiesCommand } from "./policies/command.ts";
import { previewCommand } from "./preview/command.ts";
import { promoteCommand } from "./promote/command.ts";
import { publishCommand } from "./publish/command.ts";
import { releaseListCommand } from "./release-list/command.ts";
import { releasePromoteCommand } from "./release-promote/command.ts";
import { releasePruneCommand } from "./release-prune/command.ts";
import { releaseRecordCommand } from "./release-record/command.ts";
import { releaseSetCommand } from "./release-set/command.ts";
import { releaseShowCommand } from "./release-show/command.ts";
import { releaseVerifyCommand } from "./release-verify/command.ts";
import { renderCommand } from "./render/command.ts";
import { reportCommand } from "./report/command.ts";
import { resumeCommand } from "./resume/command.ts";
import { rollbackCommand } from "./rollback/command.ts";
import { statusCommand } from "./status/command.ts";
import { thawCommand } from "./thaw/command.ts";
import { upCommand } from "./up/command.ts";
import { upgradeCommand } from "./upgrade/command.ts";

/** Every command. A new command is one folder and one line here. */
const routes = buildRouteMap({
  routes: {
    init: initCommand,
    plan: planCommand,
    preview: previewCommand,
    up: upCommand,
    publish: publishCommand,
    promote: promoteCommand,
    rollback: rollbackCommand,
    hold: holdCommand,
    freeze: freezeCommand,
    thaw: thawCommand,
    resume: resumeCommand,
    status: statusCommand,
    board: boardCommand,
    dora: doraCommand,
    history: historyCommand,
    release: buildRouteMap({
      routes: {
        record: releaseRecordCommand,
        list: releaseListCommand,
        show: releaseShowCommand,
        set: releaseSetCommand,
        promote: releasePromoteCommand,
        verify: releaseVerifyCommand,
        prune: releasePruneCommand,
      },
      docs: { brief: "Record releases, list them, move channels" },
    }),
    render: renderCommand,
    check: checkCommand,
    diff: diffCommand,
    compare: compareCommand,
    report: reportCommand,
    ci: buildRouteMap({
      routes: { matrix: ciMatrixCommand, collect: ciCollectCommand },
      docs: { brief: "Steps of workflows: which clouds to bring up, and what to publish" },
    }),
    "merge-driver": mergeDriverCommand,
    explain: explainCommand,
    policies: policiesCommand,
    new: buildRouteMap({
      routes: { service: newServiceCommand, stack: newStackCommand },
      docs: { brief: "Write a new service or stack" },
    }),
    engine: buildRouteMap({
      routes: { status: engineStatusCommand, install: engineInstallCommand },
      docs: { brief: "Show or install the Pulumi engine" },
    }),
    cloud: buildRouteMap({
      routes: {
        show: cloudShowCommand,
        cost: cloudCostCommand,
        drift: cloudDriftCommand,
        repair: cloudRepairCommand,
        adopt: cloudAdoptCommand,
        restore: cloudRestoreCommand,
        destroy: cloudDestroyCommand,
        unprotect: cloudUnprotectCommand,
      },
      docs: { brief: "Show clouds, what they cost and what changed; delete one" },
    }),
    bootstrap: bootstrapCommand,
    notify: notifyCommand,
    upgrade: upgradeCommand,
    doctor: doctorCommand,
    demo: demoCommand,
  },
  docs: {
    brief: "Typed service specs become reviewed Kubernetes manifests in git",
    fullDescription:
      "Typed service specs become reviewed Kubernetes manifests and Argo CD Applications in git.\n\nEXAMPLES\n  fairlead up                 # move releases to locks, and locks to manifests\n  fairlead diff main          # what this branch changes, object by object\n  fairlead check              # is pulumi-gen/ up to date?\n  fairlead render --help      # flags and examples of a command\n\nEXIT CODES\n  0 done   1 a check failed   2 wrong usage   3 a problem in your files or environment\n  70 a defect of Fairlead   130 interrupted",
  },
});

export const app = application("fairlead", routes);
