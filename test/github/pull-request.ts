import { GitHubServer } from "./server.ts";
import { type Outcome, TestProject } from "../project.ts";

/** The output of `check --json` if all files match. */
export const CHECKED = { upToDate: true, stacks: 4, objects: 500, findings: [] };

/** The output of `preview --json` if no cloud changes. */
export const PREVIEWED = { cloud: { stacks: [] }, later: [] };

/** A pull request of the sample fleet: two commits in git, and the API of GitHub. */
export class PullRequest {
  readonly server = new GitHubServer();
  readonly project = new TestProject();
  head = "";

  /** @param change changes the sample fleet on the branch of the pull request */
  async open(change: (project: TestProject) => void, owners = "* @grace\n"): Promise<void> {
    await this.server.start();
    const { project } = this;
    project.write(".github/CODEOWNERS", owners);
    project.write(".gitignore", "preview/\n");
    project.commitAll();
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    change(project);
    project.commitAll("Change");
    this.head = project.git("rev-parse", "HEAD").trim();
    // The job that reports has the base branch checked out, and only the objects of the pull request.
    project.git("checkout", "--quiet", "refs/remotes/origin/main");
    this.server.open(this.head);
    this.made("check.json", CHECKED);
    this.made("preview.json", PREVIEWED);
  }

  /** Writes a file as the job made it that runs the code of the pull request. */
  made(file: string, content: unknown): void {
    this.project.write(`preview/${file}`, typeof content === "string" ? content : JSON.stringify(content));
  }

  /** Runs `report` as the workflow does. */
  async report(flags: readonly string[] = ["--check", "--label", "--comment"], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const event = { workflow_run: { head_sha: this.head, head_branch: "change", head_repository: { owner: { login: "acme" } } } };
    this.project.write(".git/event.json", JSON.stringify(event));
    return this.project.start(["report", "--from", "preview", ...flags], {
      GITHUB_TOKEN: "secret-token",
      GITHUB_API_URL: this.server.url,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_EVENT_PATH: `${this.project.root}/.git/event.json`,
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_RUN_ID: "4711",
      ...env,
    }).done;
  }

  /** Returns what GitHub shows: conclusions, labels and the number of comments. */
  shown() {
    const { checks, pulls, comments } = this.server;
    return {
      checks: checks.map(({ conclusion }) => conclusion),
      labels: pulls.flatMap(({ labels }) => labels.map(({ name }) => name)),
      comments: comments.length,
    };
  }
}

/** Makes a change that deletes nothing: a larger maximum. */
export const raiseMaximum = (project: TestProject): void =>
  project.edit("pulumi-gen/latest/services/cartservice/horizontalpodautoscaler-cartservice.yaml", "maxReplicas: 10", "maxReplicas: 12");

/** Deletes a manifest of adservice. */
export const deleteService = (project: TestProject): void => project.remove("pulumi-gen/latest/services/adservice/service-adservice.yaml");
