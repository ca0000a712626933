import { buildRouteMap } from "@stricli/core";
import { FAIRLEAD } from "../base/fairlead.ts";
import { recorderContext } from "../app/recorder-context.ts";
import { application } from "./application.ts";
import { releaseRecordCommand } from "./release-record/command.ts";
import { releaseShowCommand } from "./release-show/command.ts";
import { runApp } from "./run-app.ts";

// The commands that an application's CI needs. The package has them as one file, which runs on any Node from 20.
const routes = buildRouteMap({
  routes: { record: releaseRecordCommand, show: releaseShowCommand },
  docs: { brief: "Record releases and show them, in an application's CI" },
});

// Hints name commands as the whole command line has them: `release record`.
const [first, ...rest] = process.argv.slice(2);
await runApp(application(`${FAIRLEAD} release`, routes), first === "release" ? rest : process.argv.slice(2), recorderContext);
