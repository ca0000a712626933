import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { askHelper } from "./helper.ts";

const asked = async (script: string, limit?: number) => {
  const bin = await mkdtemp(join(tmpdir(), "fairlead-helper-"));
  try {
    await writeFile(join(bin, "docker-credential-test"), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, "docker-credential-test"), 0o755);
    return await askHelper("test", "registry.example.com", { PATH: `${bin}${delimiter}${process.env["PATH"]}`, WHO: "robot" }, limit);
  } finally {
    await rm(bin, { recursive: true, force: true });
  }
};

it.each([
  ["a password", `echo '{"Username":"robot","Secret":"s3cret"}'`, { credentials: { username: "robot", password: "s3cret" } }],
  ["an identity token", `echo '{"Username":"<token>","Secret":"1d"}'`, { credentials: { identityToken: "1d" } }],
  [
    "what the environment says",
    `echo "{\\"Username\\":\\"$WHO\\",\\"Secret\\":\\"x\\"}"`,
    { credentials: { username: "robot", password: "x" } },
  ],
  ["no secret", `echo '{"Username":"robot","Secret":""}'`, { problem: "docker-credential-test printed no credentials" }],
  ["a list", "echo '[]'", { problem: "docker-credential-test printed no credentials" }],
  ["nothing, and it reads nothing", "exec <&-; exit 0", { problem: "docker-credential-test printed no credentials" }],
  ["a signal", "kill -9 $$", { problem: "docker-credential-test ended with SIGKILL" }],
])("a helper that gives %s", async (_, script, expected) => {
  expect(await asked(script)).toEqual(expected);
});

it("a helper whose child keeps the pipe open stops at the time limit", async () => {
  expect(await asked("sleep 120; echo late", 300)).toEqual({ problem: "docker-credential-test did not answer within 0.3 s" });
});
