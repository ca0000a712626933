import type { Report } from "../../base/problem.ts";
import { partsOf } from "../parts.ts";
import { checkWords } from "../secrets/check-words.ts";
import { allowedBy } from "./allowed-texts.ts";
import type { ServiceRule } from "./rule.ts";
import { wordProblem } from "./text-problem.ts";

/** Checks the arguments of all programs. If a function returns arguments, `compile` checks them. */
export const programRule: ServiceRule = (service, report) => {
  const isAllowed = allowedBy(service);
  const check = (words: readonly string[], at: string): void => checkProgram(words, at, isAllowed, report);
  check(service.command, "command");
  check(service.args, "args");
  const jobs = service.jobs.map((job) => [`jobs.${job.name}`, job] as const);
  for (const [at, { command, args }] of [...jobs, ...partsOf(service)]) {
    check(command, `${at}.command`);
    check(args, `${at}.args`);
  }
};

/** Checks that a program can get the arguments, and that none contains a secret. */
export function checkProgram(words: readonly string[], at: string, isAllowed: (text: string) => boolean, report: Report): void {
  words.forEach((word, index) => {
    const problem = wordProblem(word);
    if (problem !== undefined) report(`${at}.${index}`, problem);
  });
  checkWords(words, at, isAllowed, report);
}
