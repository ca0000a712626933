import { type Application, buildApplication, type RouteMap } from "@stricli/core";
import { VERSION } from "../app/version.ts";
import type { CliContext } from "./io.ts";

/** Builds an application of commands. @param name the words before each command */
export const application = (name: string, routes: RouteMap<CliContext>): Application<CliContext> =>
  buildApplication<CliContext>(routes, {
    name,
    versionInfo: { currentVersion: VERSION },
    scanner: { caseStyle: "allow-kebab-for-camel" },
    documentation: { caseStyle: "convert-camel-to-kebab", disableAnsiColor: true },
  });
