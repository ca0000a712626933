import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { Clone } from "./clone.ts";
import { Remote, serviceFile } from "./ops-repo.ts";

const SPECS = "a".repeat(40);

/** Returns the newest message of main, with the run, and the commit of the specs and its date, replaced. */
const message = (remote: Remote): string =>
  remote
    .git("log", "-1", "--format=%B", "main")
    .replace(/^Fairlead-Run: .*$/m, "Fairlead-Run: 1")
    .replace(/^(Fairlead-Spec-Commit:) .*$/m, `$1 ${SPECS}`)
    .replace(/^(Argocd-reference-commit-date:) .*$/m, "$1 2026-01-31T09:00:00+00:00")
    .replaceAll(remote.git("rev-parse", "main~1").trim(), SPECS);

describe("publish", () => {
  it("pushes one commit, only below pulumi-gen/, and leaves the clone as it is", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.build("cart", 2);
    const before = clone.state();
    const base = remote.git("rev-parse", "main").trim();
    const result = await clone.publish();
    expect(result).toMatchObject({ outcome: "published", remote: "origin", branch: "main", base, tries: 1 });
    expect(remote.git("rev-parse", "main", "main^").trim().split("\n")).toEqual([result.commit, base]);
    expect(remote.git("diff", "--name-only", "main^", "main").trim().split("\n")).toEqual(
      ["latest", "prod"].flatMap((stack) => [
        `pulumi-gen/${stack}/applications/cart.yaml`,
        `pulumi-gen/${stack}/services/cart/deployment-cart.yaml`,
        `pulumi-gen/${stack}/versions.yaml`,
      ]),
    );
    expect(clone.state()).toEqual(before);
  });

  it("makes no commit if nothing changes", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    const before = remote.subjects();
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged", commit: undefined });
    expect(remote.subjects()).toEqual(before);
  });

  it("writes a message for people, with trailers for programs", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.build("cart", 2);
    await clone.publish({ selection: { stacks: ["latest"], services: [] } });
    expect(message(remote)).toBe(`Deploy cart v2 to latest

Releases:
- cart v1 -> v2 on latest

Files: 3 changed.

Fairlead-Run: 1
Fairlead-Spec-Commit: ${SPECS}
Fairlead-Release: cart 0000000002-200000000000 on latest
Argocd-reference-commit-author: Ada Lovelace <ada@example.com>
Argocd-reference-commit-date: 2026-01-31T09:00:00+00:00
Argocd-reference-commit-sha: ${SPECS}
Argocd-reference-commit-subject: Deploy 2 services to latest and prod

`);
    expect(remote.git("log", "-1", "--format=%(trailers:key=Fairlead-Release,valueonly)", "main").trim()).toBe(
      "cart 0000000002-200000000000 on latest",
    );
  });

  it("renders what other clones pushed, also specs", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    const other = remote.clone();
    other.write("services/news.ts", serviceFile("news"));
    other.push("Add news");
    await clone.build("news", 1);
    await clone.publish();
    expect([remote.subjects()[0], remote.tag("latest", "news")]).toEqual(["Deploy news v1 to latest and prod", "v1"]);
  });

  it("names what it renders if no release moves", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.write("services/cart.ts", serviceFile("cart", "\n  env: { MODE: 'fast' },"));
    clone.push("Faster");
    await clone.publish();
    expect(remote.subjects()[0]).toBe("Render cart on latest and prod");
  });

  it("publishes a project that is a part of its repository", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.write("ops/README.md", "Our fleet.\n");
    clone.git("mv", "fairlead.config.ts", "package.json", "services", "stacks", "pulumi-gen", "ops");
    clone.push("Move");
    await clone.build("cart", 2);
    await new Clone(join(clone.root, "ops"), remote.datastore).publish();
    expect(remote.git("show", "--format=", "--name-only", "main").trim().split("\n")[0]).toBe(
      "ops/pulumi-gen/latest/applications/cart.yaml",
    );
  });

  it("follows no link that a commit has", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    const outside = temporaryDirectory("outside");
    clone.remove("pulumi-gen");
    symlinkSync(outside, join(clone.root, "pulumi-gen"));
    clone.push("Link pulumi-gen");
    await clone.build("cart", 2);
    expect(await clone.refused()).toMatch(/pulumi-gen/);
    expect(readdirSync(outside)).toEqual([]);
  });

  it("publishes files that git ignores", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.write(".gitignore", "deployment-*\n");
    clone.write("services/news.ts", serviceFile("news"));
    clone.push("Add news");
    await clone.build("news", 1);
    await clone.publish();
    expect(remote.git("ls-tree", "-r", "--name-only", "main")).toContain("pulumi-gen/latest/services/news/deployment-news.yaml");
  });

  it("signs if git is configured to sign", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.hook(
      "sign",
      "cat > /dev/null; echo '[GNUPG:] SIG_CREATED ' >&2; echo '-----BEGIN PGP SIGNATURE-----'; echo; echo '-----END PGP SIGNATURE-----'",
    );
    clone.git("config", "gpg.program", join(clone.root, ".git/hooks/sign"));
    clone.git("config", "commit.gpgSign", "true");
    await clone.build("cart", 2);
    await clone.publish();
    expect(remote.git("cat-file", "commit", "main")).toContain("-----BEGIN PGP SIGNATURE-----");
  });
});
