import type { Config } from "../model/config.ts";
import { isWebAddress } from "../model/argo-cd.ts";
import { applicationName } from "../model/object-names.ts";
import type { StackModel } from "../model/model.ts";

/** The pages of a repository on the web. */
interface RepositoryPages {
  /** The address of a commit's page, up to its id. */
  readonly commits: string;
  /** The address of a file's page, up to the commit. */
  readonly files: string;
}

/** Returns the pages of a repository. Undefined if no web page follows from its address. */
export function repositoryPages({ url }: Config["repository"]): RepositoryPages | undefined {
  const [, host = "", path = ""] =
    /^(?:ssh:\/\/)?git@([^:/\s]+)[:/]([^\s?#]+)$/.exec(url) ?? /^https:\/\/(?:[^@/\s]+@)?([^/\s]+)\/([^\s?#]+)$/.exec(url) ?? [];
  if (host === "") return undefined;
  const page = `https://${host}/${path.replace(/\/$/, "").replace(/\.git$/, "")}`;
  if (!isWebAddress(page)) return undefined;
  if (host.includes("gitlab")) return { commits: `${page}/-/commit/`, files: `${page}/-/blob/` };
  return host.includes("bitbucket")
    ? { commits: `${page}/commits/`, files: `${page}/src/` }
    : { commits: `${page}/commit/`, files: `${page}/blob/` };
}

/** Returns the address of the pages of a stack's Applications, up to the service. Undefined if the config names no Argo CD. */
export function applicationPages({ argoCd }: Config, stack: string): string | undefined {
  const { url } = argoCd ?? {};
  return url === undefined || !isWebAddress(url)
    ? undefined
    : `${url.replace(/\/$/, "")}/applications/argocd/${applicationName(stack, "")}`;
}

/** Returns the address of a stack's workloads in the console of Google Cloud. Undefined for another cloud. */
export const consolePage = ({ cloud }: Config, { project }: Pick<StackModel, "project">): string | undefined =>
  cloud === "gcp" ? `https://console.cloud.google.com/kubernetes/workload/overview?project=${encodeURIComponent(project)}` : undefined;
