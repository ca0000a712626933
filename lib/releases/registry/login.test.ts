import type { IncomingMessage } from "node:http";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { BASIC, ENCODED, FOUND, PATH, type Reply, withRegistry } from "../../../test/releases/fake-registry.ts";

describe("a token", () => {
  /** Answers as a registry with a token service. `lets` decides who gets the token `t0ken`. */
  const tokens =
    (lets: (authorization: string | undefined) => Reply, challenge = 'service="reg",scope="repository:team/app:pull"') =>
    (request: IncomingMessage): Reply => {
      const { authorization, host } = request.headers;
      if (request.url?.startsWith("/token") === true) return lets(authorization);
      return authorization === "Bearer t0ken" ? FOUND : [401, { "www-authenticate": `Bearer realm="http://${host}/token",${challenge}` }];
    };
  const given: Reply = [200, {}, '{"token":"t0ken"}'];
  const asToken = "GET /token?service=reg&scope=repository%3Ateam%2Fapp%3Apull";

  it("without credentials", () =>
    withRegistry(
      tokens(() => given),
      async (fake) => {
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`, asToken, `HEAD ${PATH} (Bearer t0ken)`]);
      },
    ));

  it("by the name access_token, and with a scope that the registry did not name", () =>
    withRegistry(
      tokens(() => [200, {}, '{"access_token":"t0ken"}'], ""),
      async (fake) => {
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked[1]).toBe("GET /token?scope=repository%3Ateam%2Fapp%3Apull");
      },
    ));

  it("with the password of Docker's configuration", () =>
    withRegistry(
      tokens((authorization) => (authorization === BASIC ? given : [401])),
      async (fake) => {
        await fake.configure({ auths: { [`https://${fake.host}/v1/`]: { auth: ENCODED } } });
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`, `${asToken} (${BASIC})`, `HEAD ${PATH} (Bearer t0ken)`]);
      },
    ));

  it("with an identity token", () =>
    withRegistry(
      tokens(() => given),
      async (fake) => {
        await fake.configure({ auths: { [fake.host]: { identitytoken: "1d" } } });
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked[1]).toBe(
          "POST /token grant_type=refresh_token&refresh_token=1d&client_id=fairlead&scope=repository%3Ateam%2Fapp%3Apull&service=reg",
        );
      },
    ));

  it.each<[string, Reply, string]>([
    ["is refused", [401], "its token service HOST answered HTTP 401"],
    ["is none", [200, {}, "{}"], "its token service HOST gave no token"],
    ["could not be sent", [200, {}, String.raw`{"token":"s3cret\n"}`], "its token service HOST gave no token"],
  ])("that %s", (_, reply, problem) =>
    withRegistry(
      tokens(() => reply),
      async (fake) => {
        await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
        expect(await fake.verify()).toEqual([`HOST denies access to team/app: HTTP 401; ${problem}`, "docker login HOST"]);
      },
    ),
  );

  it("without access to the repository", () =>
    withRegistry(
      tokens(() => [200, {}, '{"token":"another"}']),
      async (fake) => {
        expect(await fake.verify()).toEqual([
          "HOST denies access to team/app: HTTP 401; there are no credentials for it",
          "docker login HOST",
        ]);
      },
    ));

  it.each(["http://tokens.example.com/", "ftp://127.0.0.1/", "http://robot@127.0.0.1/", "nowhere", ""])(
    "is not requested from %j",
    (realm) =>
      withRegistry(
        () => [401, { "www-authenticate": `Bearer realm="${realm}"` }],
        async (fake) => {
          await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
          expect(await fake.verify()).toEqual([
            "HOST denies access to team/app: HTTP 401; the address of its token service does not start with https",
            "docker login HOST",
          ]);
          expect(fake.asked).toEqual([`HEAD ${PATH}`]);
        },
      ),
  );

  it("is used if the registry sends the challenge at its root only", () => {
    const answer = tokens(() => given);
    return withRegistry(
      (request) => (request.url === PATH && request.headers.authorization === undefined ? [404] : answer(request)),
      async (fake) => {
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`, "GET /v2/", asToken, `HEAD ${PATH} (Bearer t0ken)`]);
      },
    );
  });
});

describe("a password", () => {
  const basic = ({ headers }: IncomingMessage): Reply =>
    headers.authorization === BASIC ? FOUND : [401, { "www-authenticate": 'Basic realm="Registry"' }];
  const refused = (problem: string): readonly string[] => [`HOST denies access to team/app: HTTP 401${problem}`, "docker login HOST"];

  it.each<[string, (host: string) => unknown, string | readonly string[]]>([
    ["encoded", (host) => ({ auths: { [host]: { auth: ENCODED } } }), "exists"],
    ["written out", (host) => ({ auths: { [host]: { username: "robot", password: "s3cret" } } }), "exists"],
    ["of another registry", () => ({ auths: { "registry.example.com": { auth: ENCODED } } }), refused("; there are no credentials for it")],
    ["that is wrong", (host) => ({ auths: { [host]: { username: "robot", password: "n0" } } }), refused("")],
    ["in a configuration that is not JSON", () => `{"auths": s3cret`, refused("; CONFIG is not JSON")],
    ["of a helper that is not there", () => ({ credsStore: "nowhere" }), refused("; docker-credential-nowhere is not on the PATH")],
    ["of a helper with a path", () => ({ credsStore: "../../rob" }), refused('; "../../rob" is not the name of a credential helper')],
  ])("%s", (_, config, expected) =>
    withRegistry(basic, async (fake) => {
      await fake.configure(config(fake.host));
      expect(await fake.verify()).toEqual(expected);
    }),
  );

  it("of the configuration that DOCKER_CONFIG names", () =>
    withRegistry(basic, async (fake) => {
      await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
      expect(await fake.verify({ env: { DOCKER_CONFIG: dirname(fake.config) }, home: "/nonexistent" })).toBe("exists");
    }));

  it.each<[string, (host: string) => unknown]>([
    ["this registry", (host) => ({ credHelpers: { [host]: "test" }, credsStore: "nowhere" })],
    ["all registries", () => ({ credsStore: "test" })],
  ])("of a helper for %s", (_, config) =>
    withRegistry(basic, async (fake) => {
      await fake.configure(config(fake.host));
      const script = `[ "$1" = get ] && [ "$(cat)" = "${fake.host}" ] && echo '{"ServerURL":"x","Username":"robot","Secret":"s3cret"}'`;
      expect(await fake.verify({ env: await fake.helper(script) })).toBe("exists");
    }),
  );

  it.each<[string, string, string]>([
    ["has none", "echo credentials not found in native keychain; exit 1", "there are no credentials for it"],
    ["fails", "echo s3cret; echo s3cret >&2; exit 3", "docker-credential-test ended with code 3"],
    ["prints something else", "echo s3cret", "docker-credential-test printed no credentials"],
  ])("of a helper that %s", (_, script, problem) =>
    withRegistry(basic, async (fake) => {
      await fake.configure({ credsStore: "test" });
      expect(await fake.verify({ env: await fake.helper(script) })).toEqual(refused(`; ${problem}`));
    }),
  );

  it("of the configuration, if the helper has none", () =>
    withRegistry(basic, async (fake) => {
      await fake.configure({ credsStore: "test", auths: { [fake.host]: { auth: ENCODED } } });
      const env = await fake.helper("echo credentials not found in native keychain; exit 1");
      expect(await fake.verify({ env })).toBe("exists");
    }));
});
