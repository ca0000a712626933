/** The process of the provider that stands in for Google Cloud. The engine starts it. */
import { main } from "@pulumi/pulumi/provider/index.js";
import { GCP_VERSION } from "../versions.ts";
import { LOCAL_PREVIEWS, LocalProvider } from "./local-provider.ts";
import { supportImports } from "./support-imports.ts";
import { supportPreviews } from "./support-previews.ts";
import { LOCAL_CLOUD_VARIABLE, LOCAL_PROJECT_VARIABLE } from "./variables.ts";

const directory = process.env[LOCAL_CLOUD_VARIABLE];
if (directory === undefined) throw new Error(`${LOCAL_CLOUD_VARIABLE} is not set`);
supportPreviews(LOCAL_PREVIEWS);
supportImports();
await main(new LocalProvider({ directory, project: process.env[LOCAL_PROJECT_VARIABLE] }, GCP_VERSION), process.argv.slice(2));
