import type { RecordRequest } from "../../app/release/record.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, optional, parsedFlag, reportFlags, switchFlag, textFlag, variadic, type ReportFlags } from "../flags.ts";
import { factParser } from "../../releases/build-facts.ts";
import { parseBuildNumber } from "../../releases/release-id.ts";

type RecordFlags = ReportFlags & Omit<RecordRequest, "services"> & { readonly service?: readonly string[] };

export const releaseRecordCommand = command<RecordFlags, [service: string]>({
  brief: "Record a release: the last step of an application's CI",
  description:
    "Writes an immutable record of the build, and points the channel at it if it is the newest build. The flag --build orders builds. Its default is the number in --run. An older build that is recorded late does not move the channel. If several services run the image, name the others with --service. A service with another image needs another command. You can repeat it, and several processes can run it at once. Exits 3 if the datastore refuses or does not answer in time. Needs no project, only --datastore.",
  examples: [
    "fairlead release record cartservice --image us-docker.pkg.dev/acme/shop/cartservice --tag v0.10.6 --digest sha256:<64 hex digits> --commit $GITHUB_SHA --run $GITHUB_RUN_ID",
    "fairlead release record cartservice ... --datastore gs://acme-releases/shop --verify-image --json",
    "fairlead release record cartservice ... --service cart-cleanup --channel next",
    "fairlead release record redis --image docker.io/library/redis --tag 7.4.2 --digest sha256:<64 hex digits> --upstream --run $GITHUB_RUN_ID",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      service: variadic(textFlag("One more service that runs the image; may be repeated", "name")),
      image: parsedFlag(factParser("image"), "Repository that the image was pushed to, without tag and digest", "repository"),
      tag: parsedFlag(factParser("tag"), "Its tag", "tag"),
      digest: parsedFlag(factParser("digest"), "sha256:<64 hex digits>", "digest"),
      commit: optional(parsedFlag(factParser("commit"), "The commit that was built", "sha")),
      upstream: switchFlag("Another organization built the image, so there is no --commit"),
      run: textFlag("The CI run: github.run_id, CI_PIPELINE_ID, BUILD_NUMBER", "id"),
      repository: optional(textFlag("The repository of the commit", "url")),
      build: optional(parsedFlag(parseBuildNumber, "Build number, which orders the builds of the service [the number in --run]", "number")),
      builtAt: optional(parsedFlag(factParser("builtAt"), "Time of the build, RFC 3339 [now]", "time")),
      channel: { ...parsedFlag(factParser("channel"), "The channel that names the newest build", "name"), default: DEFAULTS.channel },
      verifyImage: switchFlag("Check first that the registry has the image"),
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [argument("The service's name", "service")] },
  },
  run: async (context, { service: more = [], ...flags }, service) => {
    const { record } = await import("../../app/release/record.ts");
    return { kind: "recorded", result: await record(context, { ...flags, services: [service, ...more] }) };
  },
});
