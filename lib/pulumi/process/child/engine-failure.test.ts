import { describe, expect, it } from "vitest";
import { describeEngineFailure } from "./engine-failure.ts";

const COMMAND = "pulumi up --yes --parallel 32 --stack render --non-interactive";

/** Returns an error of the Automation API. */
const commandError = (how: string, output: string): Error =>
  new Error(`code: -2\n stdout: \n stderr: ${how}: ${COMMAND}\n${output}\n err?: Error: ${how}: ${COMMAND}\n${output}\n`);

describe("why the engine failed", () => {
  it.each<[title: string, error: unknown, errors: readonly string[], text: string]>([
    [
      "it was killed",
      commandError("Command was killed with SIGKILL (Forced termination)", "Updating"),
      [],
      "the engine was ended by SIGKILL",
    ],
    [
      "it was killed after it had reported an error",
      commandError("Command was killed with SIGTERM (Termination)", ""),
      ["update failed"],
      "the engine was ended by SIGTERM",
    ],
    [
      "it prints the reason",
      commandError("Command failed with exit code 255", "error: no luck today"),
      [],
      "the engine failed: error: no luck today",
    ],
    [
      "it prints the reason after other lines",
      commandError("Command failed with exit code 1", "Updating (render):\nwarning: slow\nerror: no space left on device\n"),
      [],
      "the engine failed: error: no space left on device",
    ],
    [
      "it prints the number of reasons, and then the first",
      commandError("Command failed with exit code 255", "error: 2 errors occurred:\n\t* no space left on device\n\t* no space either\n"),
      [],
      "the engine failed: error: 2 errors occurred: * no space left on device",
    ],
    [
      "it reported the reason about a resource",
      commandError("Command failed with exit code 1", "error: update failed"),
      ["too large"],
      "the engine failed",
    ],
    [
      "it prints nothing",
      commandError("Command failed with exit code 7", ""),
      [],
      `the engine failed: stderr: Command failed with exit code 7: ${COMMAND}`,
    ],
    ["the program throws", new TypeError("x is not a function"), [], "the engine failed: x is not a function"],
  ])("%s", (_title, error, errors, text) => {
    const diagnostics = errors.map((message) => ({ severity: "error", resource: undefined, message }) as const);
    expect(describeEngineFailure(error, diagnostics)).toBe(text);
  });
});
