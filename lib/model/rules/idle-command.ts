/** Programs that succeed with any arguments, and builtins of shells. */
const IDLE = new Set(["true", ":", "echo", "printf", "sleep", "pwd", "date", "hostname", "id", "whoami", "uname"]);
/** Programs that run the command in their arguments. */
const WRAPPERS = new Set(["env", "exec", "command", "nohup", "busybox", "time", "tini", "dumb-init", "--"]);
const SHELLS = new Set(["sh", "bash", "ash", "dash", "zsh", "ksh"]);

/** True if a command always ends with exit code 0, such as `true` or `sh -c "exit 0"`. */
export function alwaysSucceeds([program, ...args]: readonly string[]): boolean {
  if (program === undefined) return true;
  const name = program.slice(program.lastIndexOf("/") + 1).trim();
  if (IDLE.has(name)) return true;
  if (name === "exit" || name === "return") return args[0] === undefined || Number(args[0]) === 0;
  if (WRAPPERS.has(name) || /^[A-Za-z_]\w*=/.test(program)) return alwaysSucceeds(args);
  // `timeout -k 1 5 true` runs what follows the duration.
  if (name === "timeout")
    return alwaysSucceeds(args.slice(args.findIndex((arg, index) => /^\d/.test(arg) && !/^-[ks]$/.test(args[index - 1] ?? "")) + 1));
  // A test of one word asks if it is empty.
  if (name === "test" || name === "[") return isWord(args.filter((arg) => arg !== "]"));
  if (!SHELLS.has(name)) return false;
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  // With `-e`, or if it calls exit, a shell may stop before the last command.
  const stops = args.slice(0, flag + 1).some((arg) => /^-[a-z]*e/.test(arg));
  return flag !== -1 && scriptSucceeds(args[flag + 1] ?? "", stops);
}

const isWord = ([word = "", ...others]: readonly string[]): boolean => others.length === 0 && /^[^$`]+$/.test(word);

/** True if a script always succeeds: each of its commands, or the last one, such as `true` in `curl localhost; true`. */
function scriptSucceeds(script: string, stops: boolean): boolean {
  const commands = script.replace(/(^|\s)#[^\n]*/g, "$1").replace(/\d*[<>]{1,2}&?\s*\S+/g, " ");
  const lists = commands.split(/;|\n/).filter((list) => list.trim() !== "");
  return stops || /\b(?:exit|return|set)\b/.test(commands) ? lists.every(listSucceeds) : listSucceeds(lists.at(-1) ?? "");
}

/** True if a list of commands such as `true && echo ok` or `curl localhost || true` always succeeds. */
const listSucceeds = (list: string): boolean =>
  list
    .split(/&&|&/)
    .every((alternatives) => alternatives.trim() === "" || alternatives.split("||").some((part) => alwaysSucceeds(wordsOf(part))));

/** Splits a simple command into words without quotes and brackets. */
const wordsOf = (command: string): readonly string[] =>
  command
    .replace(/[(){}"']/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
