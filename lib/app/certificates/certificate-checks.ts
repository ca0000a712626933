import { messageOf } from "../../base/errors.ts";
import { mapConcurrent } from "../../base/map-concurrent.ts";
import { UserError } from "../../base/user-error.ts";
import { publicHosts } from "../../cloud/public-hosts.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { StackModel } from "../../model/model.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { readCertificate } from "../../system/read-certificate.ts";
import type { Project } from "../../workspace/project.ts";
import { partsInState, recordedShards } from "../cloud/plan-shards.ts";
import type { DoctorCheck } from "../results.ts";
import { certificateCheck } from "./certificate-check.ts";
import { recordedChecks } from "./recorded-certificates.ts";

/** Handshakes at one time, and the milliseconds that one may take. */
const [CONCURRENT, TIMEOUT_MS] = [16, 5_000];

const HTTPS = 443;

/** The address of a host in place of the one that DNS names. */
export interface HostAddress {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** Judges the certificates of public hosts by a TLS handshake with each, and those in the recorded states. @param now RFC 3339 */
export async function certificateChecks(project: Project, addresses: readonly HostAddress[], now: string): Promise<readonly DoctorCheck[]> {
  const hosts = new Map(project.model.stacks.flatMap((stack) => hostsOf(stack)));
  const places = new Map(addresses.map((each) => [each.host, each]));
  const sorted = [...hosts].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = await mapConcurrent(sorted, CONCURRENT, ([host, service]) => hostCheck({ host, service, now }, places.get(host)));
  return [...shown, ...(await stateChecks(project, now))];
}

/** Lists public hosts with their services. A wildcard names no host that a client could ask for. */
const hostsOf = (stack: StackModel): readonly (readonly [host: string, service: string | undefined])[] =>
  [
    ...stack.services.flatMap((service) => publicHosts(stack, service).map((host) => [host, service.name] as const)),
    ...Object.values(stack.cloud.sites ?? {}).map(({ host }) => [host, undefined] as const),
  ].filter(([host]) => !host.startsWith("*"));

interface AskedHost {
  readonly host: string;
  readonly service: string | undefined;
  readonly now: string;
}

async function hostCheck(
  { host, service, now }: AskedHost,
  { address, port }: Pick<HostAddress, "address" | "port"> = { address: host, port: HTTPS },
): Promise<DoctorCheck> {
  const name = `certificate of ${host}`;
  const place = `${address}:${port}`;
  const hint = `openssl s_client -servername ${host} -connect ${place} </dev/null`;
  try {
    const shown = await readCertificate({ host, address, port, timeoutMs: TIMEOUT_MS });
    return certificateCheck({ name, ...shown, source: `TLS with ${place}`, service, hint }, now);
  } catch (error) {
    const owner = service === undefined ? {} : { service };
    return { name, state: "warning", detail: `unknown: no TLS with ${place}: ${messageOf(error)}`, hint, ...owner };
  }
}

async function stateChecks({ workspace, fleet: { config }, model }: Project, now: string): Promise<readonly DoctorCheck[]> {
  try {
    const files = await openState(config.state ?? DEFAULTS.state, workspace.root);
    const parts = await recordedShards(partsInState(files, workspace.specs.pulumiProject(config.name).name), model.stacks);
    return parts.flatMap((part) =>
      "error" in part ? [unreadable(part.name, part.error)] : recordedChecks(part.stack.name, part.recorded.resources, now),
    );
  } catch (error) {
    if (error instanceof UserError) return [unreadable("the recorded clouds", error)];
    throw error;
  }
}

const unreadable = (what: string, { message, hint }: UserError): DoctorCheck => ({
  name: `certificates of ${what}`,
  state: "warning",
  detail: `unknown: ${message}`,
  hint,
});
