/** The minimum version of the engine, and the one that the tests use. The SDK in package.json has the same version. */
export const PULUMI_VERSION = "3.259.0";

/** The version of the Kubernetes provider that `engine install` downloads. The SDK in package.json has the same version. */
export const KUBERNETES_VERSION = "4.34.2";

/** The version of the Google Cloud provider. The SDK in package.json has the same version. */
export const GCP_VERSION = "9.37.0";
