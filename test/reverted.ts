import { expect } from "vitest";
import { recordCart, TestProject } from "./project.ts";

/** Returns the sample fleet after a commit with v0.10.7 of cartservice and a revert of it. */
export function reverted(datastore: "in the repository" | "elsewhere" = "elsewhere"): TestProject {
  const project = new TestProject();
  if (datastore === "elsewhere") {
    project.edit("fairlead.config.ts", "  repository:", `  datastore: "file:.git/releases",\n  repository:`);
    project.commitAll();
    project.move("releases", ".git/releases");
    project.commitAll("No releases");
  } else project.commitAll();
  recordCart(project, "v0.10.7", 2_000_000_000_000);
  expect(project.run(["up"]).status).toBe(0);
  project.git("add", ".");
  project.git("commit", "--quiet", "--message", "cartservice v0.10.7");
  project.git("revert", "--no-edit", "HEAD");
  return project;
}
