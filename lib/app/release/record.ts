import { recordRelease } from "../../releases/record.ts";
import { buildOfRun, makeRelease } from "../../releases/release.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { emitUnknownService, requireNames } from "./names.ts";
import type { RecordedResult } from "./results.ts";

/** A build that an application's CI describes. */
export interface RecordRequest extends DatastoreOptions {
  readonly service: string;
  /** The image repository, without tag and digest. */
  readonly image: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  readonly commit: string;
  readonly run: string;
  readonly repository?: string | undefined;
  /** @default the number in `run` */
  readonly build?: number | undefined;
  /** RFC 3339. @default now */
  readonly builtAt?: string | undefined;
  readonly channel: string;
  /** True to check first that the registry has the image. */
  readonly verifyImage: boolean;
}

/** Records a release and moves the channel to it if it is the newest build. @throws UserError USAGE, IMAGE, UNREADABLE, DATASTORE */
export async function record(context: AppContext, request: RecordRequest): Promise<RecordedResult> {
  const { service, image, tag, digest, commit, repository, run, build, builtAt, channel } = request;
  const release = makeRelease({
    service,
    image,
    tag,
    digest,
    commit,
    run,
    ...(repository === undefined ? {} : { repository }),
    // Runs without a number have equal builds: time orders them, and any number is newer.
    build: build ?? buildOfRun(run) ?? 0,
    builtAt: builtAt ?? context.writer.now(),
    writeId: context.writer.writeId(),
  });
  requireNames(release, channel);
  const store = await openDatastore(context, request);
  emitUnknownService(context, service);
  if (request.verifyImage) {
    const { verifyImage } = await import("../../releases/registry/verify-image.ts");
    await verifyImage({ image, digest }, { env: context.env, home: context.home });
  }
  return { ...(await recordRelease(store, release, channel, context.writer)), datastore: store.url };
}
