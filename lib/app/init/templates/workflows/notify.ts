import { FAIRLEAD } from "../../../../base/fairlead.ts";
import { ACTIONS, CHECKOUT_COMMIT, INSTALL, steps } from "./steps.ts";

export interface NotifyJob {
  /** The name of the run, which has its own incidents. */
  readonly run: string;
  /** The jobs that must end before. */
  readonly needs: readonly string[];
  /** The condition beside the variable that turns notices on. */
  readonly condition: string;
  /** The results, below the directory of the artifacts: `publish/publish.json`. */
  readonly from: readonly string[];
  /** True if the run comes again, so that it tells an incident once. */
  readonly remembers: boolean;
  /** A line that lists further results, and the variable that it needs. @default none */
  readonly more?: { readonly variable: string; readonly value: string; readonly line: string };
}

/** Returns the job that tells Slack what a run found. Only this job has addresses of webhooks, and it fails no run. */
export function notifyJob({ run, needs, condition, from, remembers, more }: NotifyJob): string {
  const flags = [
    `--run ${run}`,
    ...from.map((file) => `--from "$RUNNER_TEMP/results/${file}"`),
    ...(more === undefined ? [] : ['"${more[@]}"']),
    ...(remembers ? ["--state incidents.json"] : []),
  ];
  const lines = [...(more === undefined ? [] : ["more=()", more.line]), `${FAIRLEAD} notify ${flags.join(" ")}`];
  const key = `incidents-${run}-`;
  const own = `${key}\${{ github.run_id }}-\${{ github.run_attempt }}`;
  const restore = `      # The incidents that people know of already.
      - uses: ${ACTIONS.cacheRestore}
        with:
          path: incidents.json
          key: ${own}
          restore-keys: ${key}`;
  const save = `      - uses: ${ACTIONS.cacheSave}
        with:
          path: incidents.json
          key: ${own}`;
  return `
  # Tells Slack what the other jobs found. Only this job knows an address of Slack. If it fails, the run does not.
  notify:
    name: Notify
    needs: [${needs.join(", ")}]
    if: \${{ always() && vars.FAIRLEAD_NOTIFY == 'on' && ${condition} }}
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    continue-on-error: true
    environment: notify
    permissions:
      contents: read # to check out
    steps:
${steps(CHECKOUT_COMMIT, INSTALL, ...(remembers ? [restore] : []))}
      - continue-on-error: true
        uses: ${ACTIONS.download}
        with:
          path: \${{ runner.temp }}/results
      # A channel of an owner needs its variable here, too.
      - name: Tell Slack
        env:
${more === undefined ? "" : `          ${more.variable}: ${more.value}\n`}          SLACK_WEBHOOK: \${{ secrets.SLACK_WEBHOOK }}
        run: |
${lines.map((line) => `          ${line}`).join("\n")}
${remembers ? `${save}\n` : ""}`;
}
