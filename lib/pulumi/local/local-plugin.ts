import { moduleUrl } from "../../system/own-modules.ts";
import type { OwnProvider } from "../process/program.ts";
import { LOCAL_CLOUD_VARIABLE, LOCAL_PROJECT_VARIABLE } from "./variables.ts";

/** The cloud that a provider stands in for. */
export interface LocalPlace {
  /** The directory of the local cloud. */
  readonly directory: string;
  /** The project of resources that name none. @default none */
  readonly project?: string | undefined;
}

/** Returns the provider that stands in for a cloud. @param name the package whose resources it has */
export const localPlugin = ({ directory, project = "" }: LocalPlace, name = "gcp"): OwnProvider => ({
  name,
  module: moduleUrl("main.ts", import.meta.url),
  env: { [LOCAL_CLOUD_VARIABLE]: directory, [LOCAL_PROJECT_VARIABLE]: project },
});
