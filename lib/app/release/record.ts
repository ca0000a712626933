import { FAIRLEAD } from "../../base/fairlead.ts";
import { shorten } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { hasPassword, isRemoteAddress } from "../../model/repository-address.ts";
import { inParallel } from "../../releases/read.ts";
import { recordRelease } from "../../releases/record.ts";
import { BUILD_NUMBER } from "../../releases/release-id.ts";
import { type Build, buildOfRun, checkRelease, makeRelease } from "../../releases/release.ts";
import type { Store } from "../../releases/store.ts";
import type { AppContext } from "../context.ts";
import { addressProblem, type DatastoreOptions, openDatastore } from "../datastore.ts";
import { channelProblem, emitUnknownService, refuseProblems, serviceProblem } from "./names.ts";
import type { RecordedResult } from "./results.ts";

/** A build that an application's CI describes. */
export interface RecordRequest extends DatastoreOptions {
  /** The services that run the image, at least one. */
  readonly services: readonly [string, ...string[]];
  /** The image repository, without tag and digest. */
  readonly image: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** The commit that was built. Required, unless `upstream` is true. */
  readonly commit?: string | undefined;
  /** True if another organization built the image. */
  readonly upstream: boolean;
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

const BUILD_HINT = "add --build <number>, which must grow with each build; --build 0 orders builds by --built-at";

/**
 * Records a release of each service, and moves the channel to it if it is the newest build. If a service fails, the others are recorded.
 * @throws UserError USAGE before anything is written. IMAGE, EXISTS, UNREADABLE, DATASTORE
 */
export async function record(context: AppContext, request: RecordRequest): Promise<readonly RecordedResult[]> {
  const { image, digest, channel, verifyImage: verifies } = request;
  const build = checkedBuild(context, request);
  const services = [...new Set(request.services)];
  const store = await openDatastore(context, request);
  for (const service of services) await emitUnknownService(context, service);
  if (verifies) {
    const { verifyImage } = await import("../../releases/registry/verify-image.ts");
    await verifyImage({ image, digest }, { env: context.env, home: context.home });
  }
  return recordEach(store, services, async (service) => {
    const release = makeRelease({ ...build, service, writeId: context.writer.writeId() });
    return { ...(await recordRelease(store, release, channel, context.writer)), datastore: store.url };
  });
}

/** Checks the whole request, and returns the build of its first service. @throws UserError USAGE with every problem */
function checkedBuild(context: AppContext, request: RecordRequest): Build {
  const { services, image, tag, digest, commit, upstream, repository, run, builtAt, channel } = request;
  const [first, ...others] = services;
  const number = request.build ?? buildOfRun(run);
  const hasNoNumber = number === undefined && run !== "";
  const build: Build = {
    service: first,
    image,
    tag,
    digest,
    ...(commit === undefined ? {} : { commit }),
    ...(upstream ? { origin: "upstream" } : {}),
    run,
    ...(repository === undefined ? {} : { repository }),
    build: number ?? 0,
    builtAt: builtAt ?? context.writer.now(),
    writeId: context.writer.writeId(),
  };
  const checked = checkRelease(makeRelease(build));
  const problems = [
    "problem" in checked ? checked.problem : "",
    ...others.map(serviceProblem),
    commit === undefined && !upstream ? "no commit is named: use --commit, or --upstream for an image of another organization" : "",
    commit !== undefined && upstream ? "--commit and --upstream exclude each other" : "",
    repositoryProblem(repository),
    hasNoNumber ? `run "${shorten(run)}" has no build number, which is ${BUILD_NUMBER}` : "",
    channelProblem(channel),
    addressProblem(context, request),
  ];
  refuseProblems(problems, hasNoNumber ? BUILD_HINT : `${FAIRLEAD} release record --help has an example`);
  return build;
}

/** Returns the problem of a commit's repository. Empty if there is none, or if the check of the release reports it. */
function repositoryProblem(url: string = ""): string {
  if (hasPassword(url)) return "repository has a password, and everyone who reads the record would see it";
  if (url === "" || isRemoteAddress(url)) return "";
  return `repository "${shorten(url)}" is not an address that git clones, such as https://github.com/acme/cart`;
}

/** Records all services, some of them at the same time. @throws UserError with every failure, after all were tried */
async function recordEach<T>(store: Store, services: readonly string[], recordOne: (service: string) => Promise<T>): Promise<readonly T[]> {
  const recorded: T[] = [];
  const failures: UserError[] = [];
  await inParallel([...services.entries()], async ([at, service]) => {
    try {
      recorded[at] = await recordOne(service);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    }
  });
  const [failure] = failures;
  if (failure === undefined) return recorded;
  if (services.length === 1) throw failure;
  const done = services.length - failures.length;
  const messages = failures.map(({ message }) => message).sort();
  throw new UserError(failure.code, `${store.url} has ${done} of ${services.length} services recorded: ${messages.join("; ")}`, {
    hint: failure.hint ?? "run the command again",
    cause: failure,
  });
}
