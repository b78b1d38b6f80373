import { expect, it } from "vitest";
import { commandLink, idVerbs, isIdAction } from "../../../../src/editor/links/idAction.ts";

const id = "9223372036854775807";

it.each(idVerbs)("the link to “%s” carries an action that is obeyed, digit by digit", (verb) => {
  const [, query = ""] = commandLink({ verb, id }).split("?");
  const [action] = JSON.parse(decodeURIComponent(query)) as unknown[];
  expect(action).toEqual({ verb, id });
  expect(isIdAction(action)).toBe(true);
});

it.each([
  ["a verb that there is not", { verb: "delete", id }],
  ["a verb of every object", { verb: "constructor", id }],
  ["no verb", { id }],
  ["no id", { verb: "show" }],
  ["a number for an id", { verb: "show", id: 362088325627994 }],
  ["a list for an id", { verb: "show", id: [id] }],
  ["more than an id", { verb: "show", id: `${id}&purpose=x` }],
  ["an id of no digits", { verb: "show", id: "" }],
  ["an id that turns back", { verb: "show", id: "../1" }],
  ["an id itself", id],
  ["an action in a list", [{ verb: "show", id }]],
  ["nothing", undefined],
])("a command link with %s is not obeyed", (_, action) => {
  expect(isIdAction(action)).toBe(false);
});
