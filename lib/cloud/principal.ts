import type { WithProjectNumber } from "./resource.ts";

/** Returns the principal of a Kubernetes service account. It needs no account of Google, and no annotation. */
export const principalOf = (project: string, namespace: string, account: string): WithProjectNumber => ({
  kind: "projectNumber",
  project,
  text: `principal://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/${project}.svc.id.goog/subject/ns/${namespace}/sa/${account}`,
});
