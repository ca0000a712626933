import { PULUMI_VERSION } from "../versions.ts";

/** A program, and the arguments with which `go build` makes it. */
export interface BuildTarget {
  readonly name: string;
  /** Directory of its Go module, below `tools/engine`. */
  readonly module: string;
  readonly flags: readonly string[];
  readonly package: string;
}

export const BUILD_TARGETS: readonly BuildTarget[] = [
  {
    name: "pulumi",
    module: "cli",
    // The Automation API refuses an engine without a version.
    flags: [
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PULUMI_VERSION}`,
    ],
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  },
  { name: "pulumi-resource-kubernetes", module: "kubernetes", flags: ["-ldflags", "-s -w"], package: "." },
];
