import { hasPassword, isRemoteAddress } from "../model/repository-address.ts";
import type { GitClient } from "./git-client.ts";
import type { Target } from "./target.ts";

/** The commit of the specs, as a trailer names it. */
export interface SpecReference {
  readonly commit: string;
  /** RFC 5322: `Ada Lovelace <ada@example.com>`. */
  readonly author: string;
  /** RFC 3339. */
  readonly date: string;
  readonly subject: string;
  /** Absent if the remote has no address for other machines. */
  readonly url?: string;
}

/** Reads the commit of the specs. */
export async function specReference(
  { git, remote }: Pick<Target, "remote"> & { readonly git: GitClient },
  commit: string,
): Promise<SpecReference> {
  const { stdout } = await git("log", "-1", "--no-show-signature", "--format=%aN%x00%aE%x00%aI%x00%s", commit);
  const [name = "", email = "", date = "", subject = ""] = stdout.replace(/\n$/, "").split("\0");
  const url = publicAddress((await git("remote", "get-url", remote)).stdout.trim());
  return { commit, author: mailAddress(name, email), date, subject, ...(url === undefined ? {} : { url }) };
}

/**
 * Returns the trailers by which Argo CD shows the commit behind a rendered one.
 * Source: https://argo-cd.readthedocs.io/en/release-3.5/user-guide/source-hydrator/#commit-tracing, and `CommitMetadata` in `util/git/client.go`.
 */
export const referenceTrailers = ({ commit, author, date, subject, url }: SpecReference): readonly string[] => [
  `Argocd-reference-commit-author: ${author}`,
  `Argocd-reference-commit-date: ${date}`,
  `Argocd-reference-commit-sha: ${commit}`,
  ...(subject === "" ? [] : [`Argocd-reference-commit-subject: ${subject}`]),
  ...(url === undefined ? [] : [`Argocd-reference-commit-repourl: ${url}`]),
];

/** Formats a name and an address as RFC 5322 does. A name with other characters than letters, digits and spaces is quoted. */
export const mailAddress = (name: string, email: string): string =>
  `${/^[A-Za-z0-9 ]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, "\\$&")}"`} <${email}>`;

/** Returns an address as a URL without a user; undefined for a directory of this machine. */
export function publicAddress(address: string): string | undefined {
  const [, user, host, path] = /^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):(?!\/\/)(.+)$/.exec(address) ?? [];
  if (user !== undefined) return `ssh://${user}@${host}/${path}`;
  const bare = address.replace(/^(https?:\/\/)[^/@]*@/, "$1");
  return isRemoteAddress(bare) && !hasPassword(bare) ? bare : undefined;
}
