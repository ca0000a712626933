/** Strings that break a terminal, Markdown or JSON that prints them raw: title -> string. */
export const HOSTILE_WORDS: Readonly<Record<string, string>> = {
  "a backtick": "`",
  "two backticks": "``",
  "a fence": "\n```\n",
  "a pipe": "|",
  "a mention": "@octocat",
  "an issue": "#123",
  "a script": "<script>alert(1)",
  "a comment": "<!-- fairlead -->",
  "an image": "![x](https:x.png)",
  "a new line": "a\nb",
  "a heading on a new line": "a\n\n# b",
  "a carriage return": "a\rb",
  "a heading after carriage returns": "a\r\n\r\n# b",
  "a table": "\n| a |\n| - |",
  "a colour": "\u001B[31m",
  "a colour in one character": "\u009B31m",
  "the title of a window": "\u001B]0;x\u0007",
  "a mark that reverses the line": "\u202E",
  "a Unicode line separator": "\u2028",
  "a backslash": "\\",
  "a mention of a team": "@acme/platform",
  "a command of a GitHub job": "::error file=x::y",
  "a command of a GitHub job on a new line": "a\n::add-mask::b",
  "an old command of a GitHub job": "##[set-output name=x;]y",
  "an encoded new line before a command": "%0A::error::x",
  "a mark that isolates a direction": "\u2067",
};

/** Lists the lines that the log of a GitHub job obeys. Source: actions/runner, ActionCommand.cs. */
export const jobCommands = (text: string): readonly string[] =>
  text.split(/\r\n|\r|\n/).filter((line) => /##\[[^\]]*\]/.test(line) || /^\s*::[a-z-]+(?:\s.*)?::/i.test(line));

/** Characters that a terminal obeys, without the line feed. */
export const RAW_CONTROLS = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu;
