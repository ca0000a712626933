import { isDnsLabel } from "../../base/dns-names.ts";
import type { Config } from "../config.ts";
import type { Report } from "../../base/problem.ts";

/** An address that git clones: a URL, or `user@host:path` for ssh. */
const ADDRESS = /^(?:(?:https?|ssh|git|file):\/\/\S+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:\S+)$/;
/** An address with a password: `https://ada:secret@github.com/acme/ops.git`. */
const PASSWORD = /^[a-z]+:\/\/[^/@\s]*:[^/@\s]*@/;
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
  if (PASSWORD.test(url))
    report("repository.url", "has a password, and it would be in git", "give the credentials to Argo CD: argocd repo add");
  else if (!ADDRESS.test(url)) report("repository.url", `"${url}" is not the address of a git repository`);
  if (branch !== undefined && !BRANCH.test(branch)) report("repository.branch", `"${branch}" is not the name of a branch`);
}
