import { basename } from "node:path";
import { isDnsLabel } from "../../base/dns-names.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { UserError } from "../../base/user-error.ts";
import { nameProblem } from "../../model/names.ts";
import { checkConfigValues } from "../../model/rules/config.ts";
import type { Tier } from "../../model/tier.ts";
import { ownSpecifier } from "./versions.ts";

export interface InitRequest {
  /** Directory of the new repository, from the working directory. @default the working directory */
  readonly directory?: string | undefined;
  /** The address that Argo CD clones. @default that of git's remote `origin` */
  readonly repository?: string | undefined;
  /** The product's name, a DNS label. @default the last part of the repository's address, without `-ops` */
  readonly name?: string | undefined;
  /** @default the branch of the checkout, or "main" */
  readonly branch?: string | undefined;
  /** Name of the first stack. @default "latest" */
  readonly stack?: string | undefined;
  /** Tier of the first stack. @default "latest" */
  readonly tier?: Tier | undefined;
  /** @default "us-central1" */
  readonly region?: string | undefined;
  /** Google Cloud project of the first stack. @default `<name>-<stack>` */
  readonly project?: string | undefined;
  /** Name of the first service. @default "hello" */
  readonly service?: string | undefined;
  /** Email address of the first service's owner. @default git's user.email */
  readonly owner?: string | undefined;
  /** `repo:tag@sha256:<digest>`. @default Google's hello-app */
  readonly image?: string | undefined;
}

/** The values in the files of a new repository. */
export interface InitAnswers {
  readonly name: string;
  readonly repository: string;
  readonly branch: string;
  readonly stack: string;
  readonly service: string;
  readonly owner: string;
  /** Version of Fairlead, as `package.json` names it. */
  readonly fairlead: string;
}

/** The settings of git that serve as defaults. */
export interface GitSettings {
  readonly origin: string | undefined;
  readonly email: string | undefined;
  /** The branch of the checkout. */
  readonly branch: string | undefined;
}

/** Fills in the defaults. @throws UserError USAGE with every missing or invalid value */
export function completeAnswers(request: InitRequest, directory: string, git: GitSettings): InitAnswers {
  const problems: Problem[] = [];
  const report = (flag: string, message: string | undefined, hint?: string): void => {
    if (message !== undefined) problems.push({ file: flag, path: "", message, ...(hint === undefined ? {} : { hint }) });
  };
  const { stack = "latest", service = "hello" } = request;
  const branch = request.branch ?? git.branch ?? "main";
  const repository = request.repository ?? withoutCredentials(git.origin ?? "");
  const name = request.name ?? nameOf(repository) ?? nameOf(basename(directory)) ?? "";
  const owner = request.owner ?? git.email ?? "";
  if (repository === "")
    report("--repository", "is missing: the address that Argo CD clones, such as https://github.com/acme/shop-ops.git");
  else checkConfigValues({ name: "x", repository: { url: repository, branch } }, (path, message) => report(FLAGS[path] ?? path, message));
  if (!isDnsLabel(name)) report("--name", name === "" ? "is missing: a DNS label such as shop" : `"${name}" is not a DNS label`);
  if (owner === "") report("--owner", "is missing: the email address of the first service's owner, such as web@example.com");
  report("--stack", nameProblem(stack));
  report("--service", nameProblem(service));
  if (problems.length > 0)
    throw new UserError("USAGE", "the repository cannot be made; nothing was written", {
      problems,
      hint: `${FAIRLEAD} init --repository https://github.com/acme/shop-ops.git --owner web@example.com`,
    });
  return { name, repository, branch, stack, service, owner, fairlead: ownSpecifier(directory) };
}

const FLAGS: Readonly<Record<string, string>> = { "repository.url": "--repository", "repository.branch": "--branch" };

/** Returns the product's name in an address: `https://github.com/acme/shop-ops.git` -> `shop`. */
function nameOf(address: string): string | undefined {
  const [, last = ""] = /([^/:]+?)(?:\.git)?\/*$/.exec(address) ?? [];
  const name = last
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, "-")
    .replace(/-(?:ops|gitops|manifests)$/, "");
  return isDnsLabel(name) ? name : undefined;
}

/** Removes the user and the password from an address, so that they do not get into git. */
const withoutCredentials = (address: string): string => address.replace(/^(https?:\/\/)[^/@]*@/, "$1");
