import { expect, it } from "vitest";
import { TestProject } from "../project.ts";

/** Returns the lines of `status` about earlier data. */
const backupLines = (project: TestProject): readonly string[] =>
  project
    .run(["status", "--stack", "staging"])
    .stdout.split("\n")
    .filter((line) => line.startsWith("backup of "));

it("names the command that lists the backups of Google, and what a Redis keeps in place of them", () => {
  const project = new TestProject();
  project.edit("fairlead.config.ts", "  name:", '  cloud: "gcp",\n  name:');
  project.edit("services/orderservice.ts", /postgres\([^)]*\)/, 'postgres({ instance: "shared" })');
  expect(backupLines(project)).toEqual([
    "backup of staging/cartservice.carts: none: it keeps a snapshot every 1h, for its own recovery",
    "backup of staging/orderservice.orders: unknown: Fairlead does not list backups of Google; to list them: gcloud sql backups list --instance staging-postgres-17 --project boutique-staging",
    "backup of staging/salesreport.reports: none: it keeps the last 5 versions of each object, and a deleted object for 7 days",
  ]);
});

it("shows nothing of instances that are not up", () => {
  expect(backupLines(new TestProject())).toEqual([]);
});
