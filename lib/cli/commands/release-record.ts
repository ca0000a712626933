import { DEFAULTS } from "../../model/defaults.ts";
import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text, textFlag, wholeNumber } from "../parse.ts";

export type RecordFlags = ReportFlags &
  DatastoreFlags & {
    readonly image: string;
    readonly tag: string;
    readonly digest: string;
    readonly commit: string;
    readonly run: string;
    readonly repository?: string;
    readonly build?: number;
    readonly builtAt?: string;
    readonly channel: string;
    readonly verifyImage: boolean;
  };

export const recordCommand = command<RecordFlags, [service: string]>({
  brief: "Record a release: the last step of an application's CI",
  description:
    "Writes an immutable record of the build, then points the channel at it if it is the newest build. Builds are ordered by --build, which is the number in --run unless given: an older build that is recorded late does not move the channel. Safe to repeat and to run many times at once; exits 3 where the datastore refuses or does not answer in time, and then says what to do. Needs no project: only --datastore.",
  examples: [
    "fairlead release record cartservice --image us-docker.pkg.dev/acme/shop/cartservice --tag v0.10.6 --digest sha256:<64 hex digits> --commit $GITHUB_SHA --run $GITHUB_RUN_ID",
    "fairlead release record cartservice ... --datastore gs://acme-releases/shop --verify-image --json",
    "fairlead release record cartservice ... --channel next",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      image: textFlag("Repository that the image was pushed to, without tag and digest", "repository"),
      tag: textFlag("Its tag", "tag"),
      digest: textFlag("sha256:<64 hex digits>", "digest"),
      commit: textFlag("The commit that was built", "sha"),
      run: textFlag("The CI run: github.run_id, CI_PIPELINE_ID, BUILD_NUMBER", "id"),
      repository: { ...textFlag("The repository of the commit", "url"), optional: true },
      build: {
        kind: "parsed",
        parse: wholeNumber,
        brief: "Place among the service's builds [the number in --run]",
        optional: true,
        placeholder: "number",
      },
      builtAt: { ...textFlag("When it was built, RFC 3339 [now]", "time"), optional: true },
      channel: { ...textFlag("The channel to point at it", "name"), default: DEFAULTS.channel },
      verifyImage: { kind: "boolean", brief: "Ask the registry first whether the image is there", default: false, withNegated: false },
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [{ brief: "The service's name", parse: text, placeholder: "service" }] },
  },
  load: async () => (await import("../run/release-record.ts")).runRecord,
});
