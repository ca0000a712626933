import { describe, expect, it } from "vitest";
import { code, escapeMarkdown } from "./escape-markdown.ts";

describe("code", () => {
  it.each([
    ["text", "`text`"],
    ["a`b", "`` a`b ``"],
    ["``", "``` `` ```"],
    ["`", "`` ` ``"],
    ["a\nb", "`a b`"],
    ["a\r\n\r\nb", "`a b`"],
    ["", "` `"],
    [" ", "` `"],
    ["a|b", "`a\\|b`"],
    ["@name #1 <script>", "`@name #1 <script>`"],
  ])("formats %j as one code span: %s", (text, span) => {
    expect(code(text)).toBe(span);
  });
});

describe("escapeMarkdown", () => {
  it.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert\\(1\\)&lt;/script&gt;"],
    ["<!-- fairlead -->", "&lt;\\!-- fairlead --&gt;"],
    ["[text](https://example.com)", "\\[text\\]\\(https://example.com\\)"],
    ["**bold** _it_ ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"],
    ["a | b", "a \\| b"],
    ["`code`", "\\`code\\`"],
    ["&lt;", "&amp;lt;"],
    ["a\nb", "a b"],
    ["a\r\n\r\n- b", "a - b"],
    ["\\", "\\\\"],
  ])("escapes %j to %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  /** Resolves entities and escapes: a reader sees this text, and GitHub searches it for mentions and issues. */
  const shown = (text: string): string =>
    escapeMarkdown(text).replace(
      /\\([!-/:-@[-`{-~])|&#(\d+);|&(lt|gt|amp);|<!-- -->/g,
      (_all, escaped?: string, number?: string, name?: string) => {
        if (number !== undefined) return String.fromCodePoint(Number(number));
        return escaped ?? { lt: "<", gt: ">", amp: "&" }[name ?? ""] ?? "";
      },
    );

  it.each(["@octocat", "mail @octocat now", "@org/team", "(@octocat)", "#1", "fixes #123", "ada@example.com", "<b> & \\ `x` | *"])(
    "shows %j unchanged, without a mention or reference",
    (text) => {
      expect([shown(text).replaceAll("\u200B", ""), /[@#][A-Za-z0-9]/.test(shown(text))]).toEqual([text, false]);
    },
  );
});
