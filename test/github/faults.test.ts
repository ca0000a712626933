import { afterEach, beforeEach, expect, it } from "vitest";
import { deleteService, PullRequest, raiseMaximum } from "./pull-request.ts";
import type { Fault } from "./server.ts";

let pull: PullRequest;
beforeEach(() => {
  pull = new PullRequest();
});
afterEach(() => pull.server.stop());

it.each<readonly [what: string, fault: Fault]>([
  ["a comment fails twice", { method: "POST", path: /comments$/, times: 2, status: 502 }],
  ["a comment is made, and the answer is lost", { method: "POST", path: /comments$/, times: 1, status: 502, late: true }],
  ["a check is made, and the answer is lost", { method: "POST", path: /check-runs$/, times: 1, status: 500, late: true }],
  ["the list fails", { method: "GET", path: /comments$/, times: 2, status: 503 }],
  ["a limit with Retry-After", { method: "POST", path: /comments$/, times: 1, status: 403, headers: { "retry-after": "1" } }],
  [
    "a secondary limit",
    {
      method: "POST",
      path: /check-runs$/,
      times: 1,
      status: 403,
      message: "You have exceeded a secondary rate limit",
      headers: { "retry-after": "1" },
    },
  ],
  ["too many requests", { method: "POST", path: /labels$/, times: 1, status: 429, headers: { "retry-after": "1" } }],
  ["annotations are refused", { method: "POST", path: /check-runs$/, times: 1, status: 422 }],
])("end with one check, the label and one comment: %s", async (_what, fault) => {
  await pull.open(deleteService);
  pull.server.faults.push(fault);
  expect((await pull.report()).status).toBe(0);
  expect(pull.shown()).toEqual({ checks: ["action_required"], labels: ["fairlead: deletes"], comments: 1 });
});

it("a comment that is refused leaves the check as it is, and is told", async () => {
  await pull.open(deleteService);
  pull.server.faults.push({ method: "POST", path: /comments$/, times: 9, status: 422, message: "Validation Failed" });
  const { status, stdout } = await pull.report();
  expect([status, stdout.includes("comment failed: Validation Failed"), stdout.includes("secret-token")]).toEqual([3, true, false]);
  expect(pull.shown()).toEqual({ checks: ["action_required"], labels: ["fairlead: deletes"], comments: 0 });
});

it("a deleted comment is written again", async () => {
  await pull.open(raiseMaximum);
  await pull.report();
  pull.server.comments.length = 0;
  await pull.report();
  expect(pull.shown()).toEqual({ checks: ["success"], labels: [], comments: 1 });
});

it("a comment that goes while it is updated is written again", async () => {
  await pull.open(raiseMaximum);
  pull.server.comment("github-actions[bot]", "<!-- fairlead: report -->\nold");
  pull.server.faults.push({ method: "PATCH", path: /comments/, times: 1, status: 404 });
  await pull.report();
  expect(pull.shown().comments).toBe(1);
});

it("two jobs at once leave one comment", async () => {
  await pull.open(deleteService);
  const ends = await Promise.all([pull.report(), pull.report()]);
  expect(ends.map(({ status }) => status)).toEqual([0, 0]);
  expect(pull.shown()).toMatchObject({ labels: ["fairlead: deletes"], comments: 1 });
  expect(new Set(pull.shown().checks)).toEqual(new Set(["action_required"]));
});
