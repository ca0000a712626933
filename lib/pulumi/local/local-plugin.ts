import { moduleUrl } from "../../system/own-modules.ts";
import type { OwnProvider } from "../process/program.ts";
import { LOCAL_CLOUD_VARIABLE } from "./variables.ts";

/** Returns the provider that stands in for Google Cloud. @param directory the directory of the local cloud */
export const localPlugin = (directory: string): OwnProvider => ({
  name: "gcp",
  module: moduleUrl("main.ts", import.meta.url),
  env: { [LOCAL_CLOUD_VARIABLE]: directory },
});
