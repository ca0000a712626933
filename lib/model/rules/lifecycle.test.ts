import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { exec, http, tcp } from "../../index.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const at = (path: string, problem: string): string => `services/app.ts: ${path}: ${problem}`;

describe("the end of a pod", () => {
  it.each<Row>([
    ["hooks", { lifecycle: { postStart: exec(["/app/warm"]), preStop: http("http", { path: "/drain" }) } }, []],
    ["a longer pause", { termination: { preStopSeconds: 39 } }, []],
    ["no pause", { graceSeconds: 1, termination: { preStopSeconds: 0 } }, []],
    ["a hook in the place of the pause", { graceSeconds: 5, lifecycle: { preStop: exec(["/app/drain"]) } }, []],
    ["a policy for messages", { termination: { messagePolicy: "FallbackToLogsOnError", messagePath: "/dev/message" } }, []],
    ["a grace that the pause takes", { graceSeconds: 10 }, [at("graceSeconds", "must be greater than the pre-stop pause of 10 s, got 10")]],
    [
      "a pause as long as the grace",
      { termination: { preStopSeconds: 40 } },
      [at("termination.preStopSeconds", "must be less than graceSeconds, which is 40, got 40")],
    ],
    [
      "a pause of a tier longer than the grace",
      { tiers: { latest: { termination: { preStopSeconds: 50 } } } },
      [at("tiers.latest.termination.preStopSeconds", "must be less than graceSeconds, which is 40, got 50")],
    ],
    [
      "hooks that sleep as long as the grace",
      { graceSeconds: 30, lifecycle: { preStop: exec(["/bin/sleep", "30"]) } },
      [at("lifecycle.preStop", "takes 30 s, but graceSeconds is 30")],
    ],
    [
      "hooks that sleep through a shell",
      { graceSeconds: 30, lifecycle: { preStop: exec(["sh", "-c", "sleep 45; /app/drain"]) } },
      [at("lifecycle.preStop", "takes 45 s, but graceSeconds is 30")],
    ],
    ["hooks that sleep shorter", { graceSeconds: 30, lifecycle: { preStop: exec(["sleep", "20"]) } }, []],
    [
      "a pause and a hook",
      { lifecycle: { preStop: exec(["/app/drain"]) }, termination: { preStopSeconds: 5 } },
      [at("termination.preStopSeconds", "conflicts with lifecycle.preStop, which replaces the pause")],
    ],
    [
      "a pause of a service that runs at times",
      { ports: {}, schedule: { cron: "0 3 * * *" }, termination: { preStopSeconds: 5 } },
      [at("termination.preStopSeconds", "a service with a schedule has no pause before the stop")],
    ],
    ["a short grace of a service that runs at times", { ports: {}, schedule: { cron: "0 3 * * *" }, graceSeconds: 5 }, []],
    [
      "a port that is not there",
      { lifecycle: { postStart: http("htp", { path: "/" }) } },
      [at("lifecycle.postStart.port", 'app has no port "htp"; did you mean "http"?')],
    ],
    [
      "an http hook without a path",
      { lifecycle: { preStop: http("http") } },
      [at("lifecycle.preStop.path", "missing: a string is required")],
    ],
    [
      "the numbers of a check",
      { lifecycle: { preStop: exec(["/a"], { timeoutSeconds: 5 }) } },
      [at("lifecycle.preStop.timeoutSeconds", 'unknown field (known: "command")')],
    ],
    ["a tcp hook", { lifecycle: { preStop: tcp("http") } }, [at("lifecycle.preStop.kind", 'must be "exec" or "http", got "tcp"')]],
    ["an empty command", { lifecycle: { postStart: exec([]) } }, [at("lifecycle.postStart.command", "must not be empty")]],
    ["a pause out of range", { termination: { preStopSeconds: -1 } }, [at("termination.preStopSeconds", "must be at least 0, got -1")]],
    ["a grace out of range", { graceSeconds: 0 }, [at("graceSeconds", "must be at least 1, got 0")]],
    [
      "an unknown policy",
      { termination: { messagePolicy: "Logs" } },
      [at("termination.messagePolicy", 'must be "File" or "FallbackToLogsOnError", got "Logs"')],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
