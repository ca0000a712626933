import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOSTILE_WORDS } from "../../../test/hostile-words.ts";
import type { Incident } from "../../app/notify/incident.ts";
import { codeMrkdwn, escapeMrkdwn } from "./escape-mrkdwn.ts";
import { slackMessage } from "./slack-message.ts";

const incidentWith = (word: string): Incident => ({
  key: word,
  kind: "failed",
  subject: word,
  details: [word],
  command: word,
  service: undefined,
});

describe("escapeMrkdwn", () => {
  it.each([
    ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    ["<!channel> <@U1> <http://x|y>", "&lt;!channel&gt; &lt;@\u2060U1&gt; &lt;http://x|y&gt;"],
    ["@here @everyone #general", "@\u2060here @\u2060everyone #\u2060general"],
    ["*bold* _it_ ~no~ `code`", "\u2060*bold\u2060* \u2060_it\u2060_ \u2060~no\u2060~ \u2060`code\u2060`"],
    ["one\ntwo\u202Ethree", "one two three"],
  ])("%j -> %j", (text, escaped) => {
    expect(escapeMrkdwn(text)).toBe(escaped);
  });

  it("keeps code in one span", () => {
    expect(codeMrkdwn("a `b` <c>\n```")).toBe("`a 'b' &lt;c&gt; '''`");
  });

  it("leaves no control sequence of Slack, for any string", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>\n]|@(?:channel|here|everyone)/);
        expect(codeMrkdwn(text)).toMatch(/^`[^`<>\n]*`$/);
      }),
    );
  });
});

describe("slackMessage", () => {
  it("stays within the limits of Slack, and says how much it leaves out", () => {
    const opened = Array.from({ length: 200 }, (_, index) => incidentWith(`${index} ${"&".repeat(4000)}`));
    const { text, blocks } = slackMessage({ run: "x".repeat(500), link: "https://x/1", actor: undefined, opened, resolved: [] });
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(blocks.map((block) => ("text" in block ? block.text.text.length : 0)).every((length) => length <= 3000)).toBe(true);
    expect(JSON.stringify(blocks)).toContain("and 180 more: the run has them all");
  });

  it.each(Object.entries({ ...HOSTILE_WORDS, "a megabyte": "&".repeat(1_000_000) }))(
    "keeps %s in its line and its code",
    (_title, word) => {
      const hostile = { ...incidentWith(word), command: `npx fairlead resume '${word.slice(0, 100)}'` };
      const known = { key: word, kind: "hold", subject: word, since: "2026-06-01T00:00:00Z" } as const;
      const { text, blocks } = slackMessage({ run: word, link: word, actor: word, opened: [hostile], resolved: [known] });
      const [, opened, resolved, source] = blocks.map((block) => ("text" in block ? block.text.text : (block.elements[0]?.text ?? "")));
      expect([opened, resolved, source].map((each = "") => each.split("\n").length)).toEqual([3, 1, 1]);
      expect(opened?.split("\n").at(-1)).toMatch(/^Next: `npx fairlead resume '[^`]*'`$/);
      expect(
        [text, opened, resolved, source].flatMap(
          (each = "") => each.replace(/`[^`\u2060]*`/g, "").match(/[<>]|[@#](?=\w)|&(?!amp;|lt;|gt;)/g) ?? [],
        ),
      ).toEqual([]);
      expect(JSON.stringify(blocks).length).toBeLessThan(20_000);
    },
  );

  it.each([
    ["npx fairlead resume cart", "Next: `npx fairlead resume cart`"],
    [
      "if all of *this* may go: npx fairlead publish --allow-deletions 1a2b",
      "Next: if all of \u2060*this\u2060* may go: `npx fairlead publish --allow-deletions 1a2b`",
    ],
    ["git fetch --unshallow", "Next: `git fetch --unshallow`"],
  ])("puts only the command of %j into code", (command, shown) => {
    const opened = [{ ...incidentWith("x"), command }];
    const { blocks } = slackMessage({ run: "up", link: undefined, actor: undefined, opened, resolved: [] });
    expect(JSON.parse(JSON.stringify(blocks[1])).text.text.split("\n").at(-1)).toBe(shown);
  });

  it.each([
    ["https://ci.example.com/1?a=b&c", "<https://ci.example.com/1?a=b&amp;c|the run>"],
    ["https://x/>|<!channel>", "https://x/&gt;|&lt;!channel&gt;"],
    ["javascript:alert(1)", "javascript:alert(1)"],
  ])("links %s only if it is an address", (link, shown) => {
    const { blocks } = slackMessage({ run: "up", link, actor: undefined, opened: [incidentWith("x")], resolved: [] });
    expect(blocks.at(-1)).toEqual({ type: "context", elements: [{ type: "mrkdwn", text: shown, verbatim: true }] });
  });
});
