import { isDnsLabel } from "../../base/dns-names.ts";
import { checkArgoCd } from "../argo-cd.ts";
import { checkKubernetesVersion } from "../kubernetes-version.ts";
import { checkMonitoring } from "./monitoring.ts";
import type { Config } from "../config.ts";
import type { Report } from "../../base/problem.ts";
import { checkNotify } from "../notify.ts";
import { hasPassword, isCloneAddress } from "../repository-address.ts";
import { parseStateAddress, STATE_FORMS } from "../state-address.ts";

/** The name of a branch, without the characters that git refuses in a ref. */
const BRANCH = /^(?!.*(?:\.\.|\/\/|@\{))[A-Za-z0-9_][A-Za-z0-9_./@-]*(?<![./])$/;

/** Checks the values of the config. */
export function checkConfigValues(config: Config, report: Report): void {
  const {
    name,
    repository: { url, branch },
  } = config;
  if (!isDnsLabel(name)) report("name", `"${name}" is not a DNS label`);
  // The address itself is not shown, because it holds a password.
  if (hasPassword(url))
    report("repository.url", "has a password, and it would be in git", "give the credentials to Argo CD: argocd repo add");
  else if (!isCloneAddress(url)) report("repository.url", `"${url}" is not the address of a git repository`);
  checkMonitoring(config.monitoring, report);
  checkArgoCd(config.argoCd, report);
  checkKubernetesVersion(config.kubernetesVersion, report);
  if (branch !== undefined && !BRANCH.test(branch)) report("repository.branch", `"${branch}" is not the name of a branch`);
  checkOpsRepo(config, report);
  checkState(config, report);
  checkNotify(config.notify ?? {}, report);
}

/** Checks the address of a separate ops repository. */
function checkOpsRepo({ opsRepo }: Config, report: Report): void {
  if (opsRepo === "") report("opsRepo", "is empty", 'opsRepo: "../deploy" names a checkout; opsRepo: { url: "..." } an address');
  if (typeof opsRepo === "string" && isCloneAddress(opsRepo))
    report("opsRepo", "is an address, and a string is the path of a checkout", 'opsRepo: { url: "..." }');
  if (opsRepo === undefined || typeof opsRepo === "string") return;
  const { url, branch } = opsRepo;
  if (hasPassword(url)) report("opsRepo.url", "has a password, and it would be in git", "git config credential.helper stores credentials");
  else if (!isCloneAddress(url)) report("opsRepo.url", `"${url}" is not the address of a git repository`);
  if (branch !== undefined && !BRANCH.test(branch)) report("opsRepo.branch", `"${branch}" is not the name of a branch`);
}

/** Checks the place of the cloud's state, and the keys of its secrets. */
function checkState({ state, stateKeys = {} }: Config, report: Report): void {
  if (state !== undefined && parseStateAddress(state) === undefined)
    report("state", `"${state}" is not the address of a state: ${STATE_FORMS}`);
  for (const [tier, key] of Object.entries(stateKeys))
    if (!KEY.test(key))
      report(
        `stateKeys.${tier}`,
        `"${key}" is not a key: gcpkms://projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>`,
      );
}

/** A key of Cloud KMS, as Pulumi spells it. */
const KEY = /^gcpkms:\/\/projects\/[\w.:-]+\/locations\/[\w-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/;
