import type { StricliProcess } from "@stricli/core";
import { expect, it } from "vitest";
import { systemContext } from "../app/system-context.ts";
import { UserError } from "../base/user-error.ts";
import { execute } from "./execute.ts";
import type { AnyFlags } from "./flags.ts";

/** Runs a body that throws. */
async function thrown(error: Error, flags: AnyFlags) {
  const written = { out: "", err: "" };
  const out = (text: string): void => void (written.out += text);
  const err = (text: string): void => void (written.err += text);
  const streams: StricliProcess = { stdout: { write: out }, stderr: { write: err } };
  const terminal = { out, err, color: false, liveLines: 0, interactive: false };
  const exit = await execute({ process: streams, terminal, cwd: "/", env: {}, makeContext: systemContext, command: "up" }, flags, () =>
    Promise.reject(error),
  );
  return { exit, out: written.out, err: written.err.split("\n")[0] };
}

const BROKEN = new TypeError("x is undefined");
const MISSING = new UserError("NOT_FOUND", "there is no x");
const json = (code: string, message: string): string => `${JSON.stringify({ error: { code, message, problems: [] } }, undefined, 2)}\n`;

it.each<[title: string, error: Error, flags: AnyFlags, expected: Awaited<ReturnType<typeof thrown>>]>([
  ["an error on the terminal", MISSING, {}, { exit: 3, out: "", err: "error: there is no x" }],
  ["an error in JSON", MISSING, { json: true }, { exit: 3, out: json("NOT_FOUND", "there is no x"), err: "" }],
  ["a defect on the terminal", BROKEN, {}, { exit: 70, out: "", err: "TypeError: x is undefined" }],
  [
    "a defect with a hostile message",
    new TypeError("\u001b[31m##[group]x"),
    {},
    { exit: 70, out: "", err: "TypeError: \\u001b[31m\\u0023#[group]x" },
  ],
  ["a defect in JSON", BROKEN, { json: true }, { exit: 70, out: json("DEFECT", "x is undefined"), err: "TypeError: x is undefined" }],
  [
    "a defect in Markdown",
    BROKEN,
    { format: "markdown" },
    { exit: 70, out: "**Error**: x is undefined\n\n", err: "TypeError: x is undefined" },
  ],
])("%s", async (_title, error, flags, expected) => {
  expect(await thrown(error, flags)).toEqual(expected);
});
