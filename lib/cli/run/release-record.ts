import { homedir } from "node:os";
import { recordRelease } from "../../releases/record.ts";
import { buildOfRun, makeRelease, type Release } from "../../releases/release.ts";
import type { RecordFlags } from "../commands/release-record.ts";
import { noteUnknownService, requireNames } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { WRITER } from "../../app/release/writer.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runRecord(io: Io, flags: RecordFlags, service: string): Promise<ExitCode> {
  const release = described(flags, service);
  requireNames(release, flags.channel);
  const store = await openDatastore(io, flags);
  noteUnknownService(io, service);
  if (flags.verifyImage) {
    const { verifyImage } = await import("../../releases/registry/verify-image.ts");
    await verifyImage({ image: release.image, digest: release.digest }, { env: io.env, home: homedir() });
  }
  const result = await recordRelease(store, release, flags.channel, WRITER);
  io.out((await reporterOf(io, flags)).recorded({ ...result, datastore: store.url }));
  return EXIT.done;
}

function described({ image, tag, digest, commit, repository, run, build, builtAt }: RecordFlags, service: string): Release {
  return makeRelease({
    service,
    image,
    tag,
    digest,
    commit,
    ...(repository === undefined ? {} : { repository }),
    run,
    // Builds whose runs have no number are even: time decides between them, and any number is newer.
    build: build ?? buildOfRun(run) ?? 0,
    builtAt: builtAt ?? WRITER.now(),
    writeId: WRITER.writeId(),
  });
}
