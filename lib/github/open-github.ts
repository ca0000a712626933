import { UserError } from "../base/user-error.ts";
import { connectGitHub } from "./connect.ts";
import type { GitHub } from "./github.ts";

/** Connects to GitHub with the token of the environment. @param repository `acme/shop-ops` @throws UserError USAGE */
export function openGitHub(env: Readonly<Record<string, string | undefined>>, repository: string | undefined): GitHub {
  const token = env["GITHUB_TOKEN"] ?? "";
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? "") ?? [];
  if (owner === undefined || repo === undefined)
    throw new UserError("USAGE", `"${repository ?? ""}" is not <owner>/<repository>`, {
      hint: "set GITHUB_REPOSITORY, or --repository acme/shop-ops",
    });
  if (token === "")
    throw new UserError("USAGE", "GITHUB_TOKEN is not set", {
      hint: "in a workflow: env: GITHUB_TOKEN: ${{ github.token }}; on a machine: export GITHUB_TOKEN=$(gh auth token)",
    });
  return connectGitHub({ token, url: env["GITHUB_API_URL"] ?? "https://api.github.com", owner, repo });
}
