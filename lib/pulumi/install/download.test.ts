import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { FakeMachine } from "../../../test/fake-engine.ts";
import { KUBERNETES_VERSION } from "../versions.ts";
import { downloadEngine, type DownloadOptions } from "./download.ts";

/** Downloads. Returns the error, the printed lines and the files. */
async function download(machine: FakeMachine, options: DownloadOptions, extra: Readonly<Record<string, string>> = {}) {
  const directory = machine.path("staging");
  mkdirSync(directory);
  const lines: string[] = [];
  const context = { env: machine.env(extra), log: (line: string) => void lines.push(line), signal: new AbortController().signal };
  const problem = await downloadEngine(directory, context, options).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { problem, lines, files: readdirSync(directory, { recursive: true, encoding: "utf8" }).sort() };
}

/** Writes an installer. Its engine records how it was called. */
const installer = (machine: FakeMachine, plugin = "true"): readonly [string, ...string[]] => [
  machine.program(
    "installer",
    `mkdir -p "$1/bin" && cat > "$1/bin/pulumi" <<'X' && chmod +x "$1/bin/pulumi"
#!/bin/sh
echo "$PULUMI_HOME $*" > ${machine.path("called")}
${plugin}
X`,
  ),
];

describe("downloadEngine", () => {
  it("runs the installer, and then the engine for its provider", async () => {
    const machine = new FakeMachine();
    expect(await download(machine, { installer: installer(machine) })).toEqual({
      problem: undefined,
      lines: ["downloading Pulumi from get.pulumi.com", `downloading the Kubernetes provider ${KUBERNETES_VERSION}`],
      files: ["bin", "bin/pulumi"],
    });
    expect(readFileSync(machine.path("called"), "utf8")).toBe(
      `${machine.path("staging/home")} plugin install resource kubernetes ${KUBERNETES_VERSION} --non-interactive\n`,
    );
  });

  it.each<[string, (machine: FakeMachine) => readonly [string, ...string[]], string]>([
    [
      "the installer fails",
      (m) => [m.program("installer", "echo + Downloading; echo 'error: failed to download' >&2; echo more >&2; exit 1")],
      "downloading Pulumi: error: failed to download",
    ],
    ["the installer is killed", (m) => [m.program("installer", "kill -s KILL $$")], "downloading Pulumi: ended by SIGKILL"],
    [
      "the provider cannot be downloaded",
      (m) => installer(m, "echo 'error: 404 HTTP error fetching plugin' >&2; exit 255"),
      "downloading the Kubernetes provider: error: 404 HTTP error fetching plugin",
    ],
  ])("gives the reason if %s", async (_title, make, problem) => {
    const machine = new FakeMachine();
    expect((await download(machine, { installer: make(machine) })).problem).toBe(problem);
  });

  it("fails if the installer hangs", async () => {
    const machine = new FakeMachine();
    const { problem } = await download(machine, { installer: [machine.program("installer", "sleep 600")], silentMs: 500 });
    expect(problem).toBe("downloading Pulumi: the network sent nothing for 0.5 s");
  });

  it("continues while bytes come, also slowly", async () => {
    const machine = new FakeMachine();
    const trickle = `${installer(machine)[0]} "$1"; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.4; echo x >> "$TMPDIR/part"; done`;
    expect((await download(machine, { installer: [machine.program("slow", trickle)], silentMs: 3000 })).problem).toBe(undefined);
  });

  it("uses the environment's proxy, and fails if the proxy is silent", async () => {
    let asked = "";
    const proxy = createServer((socket) =>
      socket.on("error", () => undefined).once("data", (data) => (asked = data.toString().split("\r\n")[0] ?? "")),
    );
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void proxy.close());
    const address = proxy.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const machine = new FakeMachine();
    const { problem } = await download(machine, { silentMs: 12_000 }, { HTTPS_PROXY: url, https_proxy: url, NO_PROXY: "", no_proxy: "" });
    expect([asked, problem]).toEqual(["CONNECT get.pulumi.com:443 HTTP/1.1", "downloading Pulumi: the network sent nothing for 12 s"]);
    expect(existsSync(machine.path("staging/bin"))).toBe(false);
  });
});
