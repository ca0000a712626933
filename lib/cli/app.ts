import { type Application, buildApplication, buildRouteMap } from "@stricli/core";
import { checkCommand } from "./commands/check.ts";
import { demoCommand } from "./commands/demo.ts";
import { diffCommand } from "./commands/diff.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { engineInstallCommand } from "./commands/engine-install.ts";
import { engineStatusCommand } from "./commands/engine-status.ts";
import { explainCommand } from "./commands/explain.ts";
import { newServiceCommand } from "./commands/new-service.ts";
import { newStackCommand } from "./commands/new-stack.ts";
import { planCommand } from "./commands/plan.ts";
import { listCommand } from "./commands/release-list.ts";
import { pruneCommand } from "./commands/release-prune.ts";
import { recordCommand } from "./commands/release-record.ts";
import { setCommand } from "./commands/release-set.ts";
import { showCommand } from "./commands/release-show.ts";
import { verifyCommand } from "./commands/release-verify.ts";
import { renderCommand } from "./commands/render.ts";
import { resumeCommand } from "./commands/resume.ts";
import { upCommand } from "./commands/up.ts";
import type { CliContext } from "./io.ts";
import { VERSION } from "./version.ts";

/** Every command; a new one is its declaration, its body and its line here. */
const routes = buildRouteMap({
  routes: {
    plan: planCommand,
    up: upCommand,
    resume: resumeCommand,
    release: buildRouteMap({
      routes: {
        record: recordCommand,
        list: listCommand,
        show: showCommand,
        set: setCommand,
        verify: verifyCommand,
        prune: pruneCommand,
      },
      docs: { brief: "Record releases, look at them, move channels" },
    }),
    render: renderCommand,
    check: checkCommand,
    diff: diffCommand,
    explain: explainCommand,
    new: buildRouteMap({
      routes: { service: newServiceCommand, stack: newStackCommand },
      docs: { brief: "Write a new service or stack" },
    }),
    engine: buildRouteMap({
      routes: { status: engineStatusCommand, install: engineInstallCommand },
      docs: { brief: "The Pulumi engine: which one is used, and how to get one" },
    }),
    doctor: doctorCommand,
    demo: demoCommand,
  },
  docs: {
    brief: "Typed service specs become reviewed Kubernetes manifests in git",
    fullDescription:
      "Typed service specs become reviewed Kubernetes manifests and Argo CD Applications in git.\n\nEXAMPLES\n  fairlead render             # write pulumi-gen/ from services/ and stacks/\n  fairlead diff main          # what this branch changes, object by object\n  fairlead check              # what CI asks: is pulumi-gen/ up to date?\n  fairlead render --help      # flags and examples of a command\n\nEXIT CODES\n  0 done   1 a check said no   2 usage   3 your input or machine   70 a defect of Fairlead",
  },
});

export const app: Application<CliContext> = buildApplication<CliContext>(routes, {
  name: "fairlead",
  versionInfo: { currentVersion: VERSION },
  scanner: { caseStyle: "allow-kebab-for-camel" },
  documentation: { caseStyle: "convert-camel-to-kebab", disableAnsiColor: true },
});
