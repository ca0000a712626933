import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext, createServer, type Server, type SecureContext } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DoctorCheck } from "../lib/app/results.ts";
import { TestProject } from "./project.ts";
import { lastingDirectory } from "./temporary-directory.ts";

const host = (stack: string): string => `shop.${stack}.boutique.example.com`;

/** The host that a client asks for -> the host in the certificate of the server, and its days. */
const SERVED: Readonly<Record<string, readonly [named: string, days: number]>> = {
  [host("latest")]: [host("latest"), 100],
  [host("staging")]: [host("staging"), 15],
  [host("eu")]: [host("eu"), 3],
  [host("us")]: [host("latest"), 90],
};

/** Makes a certificate that signs itself. @returns the paths of key and certificate */
function makeCertificate(directory: string, asked: string, [named, days]: readonly [named: string, days: number]) {
  const [key, certificate] = ["key", "pem"].map((kind) => join(directory, `${asked}.${kind}`)) as [string, string];
  const fresh = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate];
  const names = ["-subj", "/O=Example/CN=Tests", "-addext", `subjectAltName=DNS:${named}`];
  execFileSync("openssl", ["req", "-x509", "-days", String(days), ...fresh, ...names], { stdio: "ignore" });
  return { key, certificate };
}

describe("doctor --certificates", { timeout: 120_000 }, () => {
  const directory = lastingDirectory();
  let server: Server;
  let [trusted, port] = ["", 0];

  beforeAll(async () => {
    const contexts = new Map<string, SecureContext>();
    let all = "";
    for (const [asked, made] of Object.entries(SERVED)) {
      const { key, certificate } = makeCertificate(directory, asked, made);
      contexts.set(asked, createSecureContext({ key: readFileSync(key), cert: readFileSync(certificate) }));
      all += readFileSync(certificate, "utf8");
    }
    const project = new TestProject(undefined, directory);
    project.write("trusted.pem", all);
    trusted = join(directory, "trusted.pem");
    server = createServer({ SNICallback: (asked, done) => done(null, contexts.get(asked)) });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const place = server.address();
    port = typeof place === "object" && place !== null ? place.port : 0;
  });
  afterAll(() => server.close());

  /** Runs `doctor`. @returns its checks of hosts, and its exit code */
  async function checked(env: NodeJS.ProcessEnv, at: (asked: string) => number = () => port) {
    const flags = Object.keys(SERVED).flatMap((asked) => ["--connect-to", `${asked}=127.0.0.1:${at(asked)}`]);
    const { status, stdout } = await new TestProject().start(["doctor", "--certificates", "--json", ...flags], env).done;
    const checks: readonly DoctorCheck[] = JSON.parse(stdout).checks;
    return { status, checks: checks.filter(({ name }) => name.startsWith("certificate of")) };
  }

  it("names issuer and days left of each host, and fails for the owner if one ends soon or names another host", async () => {
    const { status, checks } = await checked({ NODE_EXTRA_CA_CERTS: trusted });
    expect(status).toBe(1);
    expect(checks.map(({ name, state, service }) => [name, state, service])).toEqual([
      [`certificate of ${host("eu")}`, "broken", "frontend"],
      [`certificate of ${host("latest")}`, "ok", "frontend"],
      [`certificate of ${host("staging")}`, "warning", "frontend"],
      [`certificate of ${host("us")}`, "broken", "frontend"],
    ]);
    expect(checks[0]?.detail).toMatch(
      new RegExp(`^2 days left, until 20\\d\\d-\\d\\d-\\d\\d; issued by Example Tests 0 days ago; TLS with 127\\.0\\.0\\.1:${port}$`),
    );
    expect(checks[0]?.hint).toBe(`openssl s_client -servername ${host("eu")} -connect 127.0.0.1:${port} </dev/null`);
    expect(checks[3]?.detail).toMatch(/^clients refuse it: ERR_TLS_CERT_ALTNAME_INVALID; 89 days left/);
  });

  it("fails if clients do not trust the issuer", async () => {
    const { checks } = await checked({});
    expect(checks[1]).toMatchObject({ state: "broken", detail: expect.stringContaining("clients refuse it: DEPTH_ZERO_SELF_SIGNED_CERT") });
  });

  it("only warns if a host does not answer, for nobody knows its certificate", async () => {
    const { checks } = await checked({ NODE_EXTRA_CA_CERTS: trusted }, (asked) => (asked === host("us") ? 9 : port));
    expect(checks[3]).toMatchObject({
      state: "warning",
      detail: expect.stringMatching(/^unknown: no TLS with 127\.0\.0\.1:9: .*ECONNREFUSED/),
    });
  });

  it("refuses a malformed address", () => {
    expect(new TestProject().run(["doctor", "--certificates", "--connect-to", "shop:443"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"shop:443" is not <host>=<address>:<port>'),
    });
  });
});
