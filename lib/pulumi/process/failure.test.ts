import { describe, expect, it } from "vitest";
import { failureText, plainText } from "./failure.ts";

const COMMAND = "pulumi up --yes --parallel 32 --stack render --non-interactive";

/** As the Automation API puts it. */
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
      "it was killed, and had said something",
      commandError("Command was killed with SIGTERM (Termination)", ""),
      ["update failed"],
      "the engine was ended by SIGTERM",
    ],
    [
      "it says why",
      commandError("Command failed with exit code 255", "error: no luck today"),
      [],
      "the engine failed: error: no luck today",
    ],
    [
      "it says why after other things",
      commandError("Command failed with exit code 1", "Updating (render):\nwarning: slow\nerror: no space left on device\n"),
      [],
      "the engine failed: error: no space left on device",
    ],
    [
      "it says how many reasons, and then the first",
      commandError("Command failed with exit code 255", "error: 2 errors occurred:\n\t* no space left on device\n\t* no space either\n"),
      [],
      "the engine failed: error: 2 errors occurred: * no space left on device",
    ],
    [
      "it said why of an object",
      commandError("Command failed with exit code 1", "error: update failed"),
      ["too large"],
      "the engine failed",
    ],
    [
      "it says nothing",
      commandError("Command failed with exit code 7", ""),
      [],
      `the engine failed: stderr: Command failed with exit code 7: ${COMMAND}`,
    ],
    ["the program throws", new TypeError("x is not a function"), [], "the engine failed: x is not a function"],
  ])("%s", (_title, error, errors, text) => {
    const diagnostics = errors.map((message) => ({ severity: "error", object: undefined, message }) as const);
    expect(failureText(error, diagnostics)).toBe(text);
  });
});

it("what the engine prints is one line, without colours and the directory of the run", () => {
  expect(
    plainText("<{%fg 1%}>failed<{%reset%}> to start\n   /x/engine-1/latest/bin/pulumi\u001b[0m:\n\n  no\n", "/x/engine-1/latest"),
  ).toBe("failed to start bin/pulumi: no");
});
