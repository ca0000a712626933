import { expect } from "vitest";
import { recordCart, TestProject } from "./project.ts";

/** The sample fleet, on which v0.10.7 of cartservice came and was reverted. */
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
