import { createRequire } from "node:module";
import { GCP_VERSION, KUBERNETES_VERSION, PULUMI_VERSION } from "../versions.ts";

/** The packages that the engine's programs load, with their versions. They are optional peers of this package. */
const SDK = { "@pulumi/pulumi": PULUMI_VERSION, "@pulumi/kubernetes": KUBERNETES_VERSION };

/** The command that installs the packages. */
export const INSTALL_SDK = `npm install --save-dev ${Object.entries(SDK)
  .map(([name, version]) => `${name}@${version}`)
  .join(" ")}`;

/** The reason why no engine can be used or installed, if the packages are missing. */
export const NO_SDK = "the packages of Pulumi's SDK are not installed";

/** True if Node finds the packages. Without them, no engine can be used or installed. */
export const hasSdk = (): boolean => Object.keys(SDK).every(isInstalled);

/** The package that the cloud program loads beside them. */
const CLOUD_SDK = "@pulumi/gcp";

/** The command that installs the package of the cloud program. */
export const INSTALL_CLOUD_SDK = `npm install --save-dev ${CLOUD_SDK}@${GCP_VERSION}`;

/** True if Node finds the package of the cloud program. */
export const hasCloudSdk = (): boolean => isInstalled(CLOUD_SDK);

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
