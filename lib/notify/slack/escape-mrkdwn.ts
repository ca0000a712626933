/** A character without width. It keeps `@channel` from being a mention. */
const WORD_JOINER = "\u2060";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Escapes a value for Slack's mrkdwn: it stays one line, formats nothing, links nothing and mentions nobody.
 * Source: docs.slack.dev, "Formatting message text": only &, < and > have entities.
 */
export const escapeMrkdwn = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[@#]/g, (character) => character + WORD_JOINER)
    .replaceAll(/[*_~`]/g, (character) => WORD_JOINER + character);

/** Writes a command or an address as code. A backtick would end it. */
export const codeMrkdwn = (text: string): string =>
  `\`${text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll("`", "'")}\``;
