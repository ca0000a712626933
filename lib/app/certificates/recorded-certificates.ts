import { X509Certificate } from "node:crypto";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { selectAt } from "../../base/values.ts";
import { isMadeUp } from "../../cloud/kinds/made-up.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import { recordedServices } from "../../diff/cloud/recorded-services.ts";
import { labelOf } from "../cloud/shard-result.ts";
import type { DoctorCheck } from "../results.ts";
import { certificateCheck } from "./certificate-check.ts";

/** The outputs with the authorities of servers: those of Redis and Cloud SQL, and of Valkey. */
const AUTHORITIES = [
  ["serverCaCerts", "cert"],
  ["managedServerCas", "caCerts", "certificates"],
] as const;

/** Judges the certificates in a recorded state: authorities of servers, and managed certificates that Google cannot make. */
export function recordedChecks(stack: string, recorded: readonly RecordedResource[], now: string): readonly DoctorCheck[] {
  const services = recordedServices(recorded);
  return recorded.flatMap((resource): readonly DoctorCheck[] => {
    const service = services.get(resource.urn);
    const owner = service === undefined ? {} : { service };
    return [...authorityChecks(stack, resource, now), ...managedChecks(resource)].map((check) => ({ ...check, ...owner }));
  });
}

/** Judges the newest authority of a server: while it changes, the server has two. */
function authorityChecks(stack: string, { urn, outputs }: RecordedResource, now: string): readonly DoctorCheck[] {
  const texts = AUTHORITIES.flatMap((path) => stringsAt(outputs, path)).filter((text) => !isMadeUp(text));
  if (texts.length === 0) return [];
  const name = `authority of ${labelOf(urn)}`;
  const hint = `${FAIRLEAD} cloud drift --stack ${stack}`;
  try {
    const [newest] = texts.map((text) => new X509Certificate(text)).sort((a, b) => Date.parse(b.validTo) - Date.parse(a.validTo));
    const source = `the state of ${stack}`;
    return newest === undefined ? [] : [certificateCheck({ name, certificate: newest, source, hint }, now)];
  } catch {
    return [{ name, state: "warning", detail: `the state of ${stack} has no certificate that can be read`, hint }];
  }
}

/** Lists the strings at a path, through lists. */
function stringsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => stringsAt(each, path));
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "string" ? [value] : [];
  return stringsAt(selectAt(value, [key]), rest);
}

/** Judges a certificate that Google makes, by the state that Google gave it. */
function managedChecks({ type, urn, outputs }: RecordedResource): readonly DoctorCheck[] {
  if (type !== "gcp:certificatemanager/certificate:Certificate") return [];
  const [state] = stringsAt(outputs, ["managed", "state"]);
  if (state !== "FAILED" && state !== "PROVISIONING") return [];
  const [id = "", project = ""] = ["name", "project"].flatMap((key) => stringsAt(outputs, [key]));
  const reasons = ["reason", "details"].flatMap((key) => stringsAt(outputs, ["managed", "provisioningIssues", key]));
  return [
    {
      name: labelOf(urn),
      state: state === "FAILED" ? "broken" : "warning",
      detail: [state === "FAILED" ? "Google cannot make it" : "Google has not made it yet", ...reasons].join("; "),
      hint: `gcloud certificate-manager certificates describe ${id} --project ${project}`,
    },
  ];
}
