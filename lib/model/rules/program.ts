import { checkWords } from "../secrets/check-words.ts";
import { allowedBy } from "./allowed-texts.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that no argument of a program contains a secret. If a function returns arguments, `compile` checks them. */
export const programRule: ServiceRule = (service, report) => {
  const isAllowed = allowedBy(service);
  const check = (words: readonly string[], at: string): void => checkWords(words, at, isAllowed, report);
  check(service.command, "command");
  check(service.args, "args");
  for (const [field, programs] of [
    ["jobs", service.jobs],
    ["init", service.init],
    ["sidecars", service.sidecars],
  ] as const) {
    for (const { name, command, args } of programs) {
      check(command, `${field}.${name}.command`);
      check(args, `${field}.${name}.args`);
    }
  }
};
