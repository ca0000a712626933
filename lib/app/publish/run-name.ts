import type { AppContext } from "../context.ts";

/** Names the run for people: the address of the CI run, or a unique id. */
export function runName({ env, writer }: Pick<AppContext, "env" | "writer">): string {
  const address = runAddress(env) ?? "";
  return /^[!-~]{1,500}$/.test(address) ? address : writer.writeId();
}

/** Returns the address of the CI run; undefined outside of a CI that tells it. */
export function runAddress(env: AppContext["env"]): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const github = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
  return github ?? env["CI_PIPELINE_URL"] ?? env["BUILD_URL"];
}
