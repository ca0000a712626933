import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { UserError } from "../../lib/base/user-error.ts";
import type { Env } from "../../lib/releases/registry/found-credentials.ts";
import { verifyImage, type VerifyImageOptions } from "../../lib/releases/registry/verify-image.ts";

/** The manifest of the test image `team/app`. */
export const MANIFEST = '{"schemaVersion":2}';
export const DIGEST = `sha256:${createHash("sha256").update(MANIFEST).digest("hex")}`;
export const PATH = `/v2/team/app/manifests/${DIGEST}`;

/** An answer of the fake: a status, headers and a body. `stall`: no answer. */
export type Reply = readonly [status: number, headers?: Readonly<Record<string, string>>, body?: string] | "stall";
export const FOUND: Reply = [200, { "docker-content-digest": DIGEST }];

/** A robot's password, in the forms of Docker's configuration and of HTTP. */
export const ENCODED = Buffer.from("robot:s3cret").toString("base64");
export const BASIC = `Basic ${ENCODED}`;

export interface FakeRegistry {
  /** `127.0.0.1:40123` */
  readonly host: string;
  /** The requests in order: `HEAD /v2/... (Basic ...) body`. */
  readonly asked: readonly string[];
  /** The path of Docker's configuration. */
  readonly config: string;
  /** Writes Docker's configuration: an object as JSON, a string unchanged. */
  readonly configure: (config: unknown) => Promise<void>;
  /** Writes the credential helper `test`, and returns an environment with it on the PATH. */
  readonly helper: (script: string) => Promise<Env>;
  /** Verifies the image. Returns `exists`, or the message and hint with the placeholders HOST, DIGEST and CONFIG. */
  readonly verify: (options?: Partial<VerifyImageOptions>, digest?: string) => Promise<string | readonly string[]>;
}

/** Runs a real HTTP server on loopback while `work` runs. `answer` decides its answers. */
export async function withRegistry<T>(
  answer: (request: IncomingMessage, asked: number) => Reply,
  work: (fake: FakeRegistry) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "fairlead-registry-"));
  const asked: string[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization } = request.headers;
    const body = await text(request);
    asked.push(
      `${request.method} ${request.url}${authorization === undefined ? "" : ` (${authorization})`}${body === "" ? "" : ` ${body}`}`,
    );
    const reply = answer(request, asked.length);
    if (reply === "stall") return;
    const [status, headers, content] = reply;
    response.writeHead(status, headers).end(content);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(fakeOf(`127.0.0.1:${(server.address() as AddressInfo).port}`, asked, home));
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(home, { recursive: true, force: true });
  }
}

function fakeOf(host: string, asked: readonly string[], home: string): FakeRegistry {
  const config = join(home, ".docker", "config.json");
  return {
    host,
    asked,
    config,
    configure: async (content) => {
      await mkdir(join(home, ".docker"), { recursive: true });
      await writeFile(config, typeof content === "string" ? content : JSON.stringify(content));
    },
    helper: async (script) => {
      const path = join(home, "bin", "docker-credential-test");
      await mkdir(join(home, "bin"), { recursive: true });
      await writeFile(path, `#!/bin/sh\n${script}\n`);
      await chmod(path, 0o755);
      return { PATH: `${join(home, "bin")}${delimiter}${process.env["PATH"]}` };
    },
    verify: async (options = {}, digest = DIGEST) => {
      try {
        await verifyImage({ image: `${host}/team/app`, digest }, { env: {}, home, ...options });
        return "exists";
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== "IMAGE") throw error;
        const shown = (text: string) => text.replaceAll(host, "HOST").replaceAll(DIGEST, "DIGEST").replaceAll(config, "CONFIG");
        return [error.message, error.hint ?? ""].map(shown);
      }
    },
  };
}
