import { FAIRLEAD } from "../../../../base/fairlead.ts";

/** The actions of the workflows, each at a commit: a tag can move. A newer version is one line here. */
export const ACTIONS = {
  checkout: "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
  setupNode: "actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0",
  upload: "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",
  download: "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",
  cacheRestore: "actions/cache/restore@5a3ec84eff668545956fd18022155c47e93e2684 # v4.2.3",
  cacheSave: "actions/cache/save@5a3ec84eff668545956fd18022155c47e93e2684 # v4.2.3",
  googleAuth: "google-github-actions/auth@ba79af03959ebeac9769e648f473a284504d9193 # v2.1.10",
} as const;

/** Joins the lines of steps. Each line keeps its indentation. */
export const steps = (...parts: readonly string[]): string => parts.map((part) => part.replace(/\n$/, "")).join("\n");

/** Checks out the whole history, in which rollbacks are found, and leaves no token on the disk. */
export const CHECKOUT = `      - uses: ${ACTIONS.checkout}
        with:
          # Rollbacks are found in the whole history.
          fetch-depth: 0
          persist-credentials: false`;

/** Checks out the newest commit only. */
export const CHECKOUT_COMMIT = `      - uses: ${ACTIONS.checkout}
        with:
          persist-credentials: false`;

/** Installs Node and the packages of the lock file. No cache: a pull request could fill it. */
export const INSTALL = `      - uses: ${ACTIONS.setupNode}
        with:
          node-version: 24
          package-manager-cache: false
      - run: npm ci`;

/** Signs in to Google Cloud without a key. Without the variable, the repository has no cloud. */
export const SIGN_IN = `      - if: vars.WORKLOAD_IDENTITY_PROVIDER != ''
        uses: ${ACTIONS.googleAuth}
        with:
          workload_identity_provider: \${{ vars.WORKLOAD_IDENTITY_PROVIDER }}
          service_account: \${{ vars.SERVICE_ACCOUNT }}`;

/** Installs the Pulumi engine of this version of Fairlead. */
export const INSTALL_ENGINE = `      - if: vars.WORKLOAD_IDENTITY_PROVIDER != ''
        run: ${FAIRLEAD} engine install`;

/** Keeps JSON results for the job that tells Slack. */
export const keepResults = (artifact: string, ...files: readonly string[]): string => `      - if: \${{ !cancelled() }}
        uses: ${ACTIONS.upload}
        with:
          name: ${artifact}
          path: |
${files.map((file) => `            ${file}`).join("\n")}
          overwrite: true
          if-no-files-found: ignore
          retention-days: 30`;
