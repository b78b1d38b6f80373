import assert from "node:assert/strict";
import { misbehaviours, misbehavioursIn } from "../../src/editor/sandbox/sandboxFaults.ts";
import { readFaultRules } from "../../src/sandbox/control/readFaultRules.ts";
import { FaultBook } from "../../src/sandbox/faults/faultBook.ts";

describe("the sandbox's misbehaviours", () => {
  it("are rules that the sandbox understands, each under a name of its own", () => {
    const choices = misbehaviours();
    assert.equal(new Set(choices.map(({ id }) => id)).size, choices.length);
    for (const { id, rules } of choices) {
      assert.notEqual(typeof readFaultRules(JSON.stringify(rules)), "string", id);
    }
  });

  it("are recognised while they are in force, and after some of their counts are used up", () => {
    for (const { id, rules } of misbehaviours()) {
      const book = new FaultBook();
      book.add(rules.map((rule) => ({ ...rule, times: 5 })));
      assert.deepEqual([...misbehavioursIn(book.rules)], [id]);
    }
    assert.deepEqual([...misbehavioursIn([])], []);
  });
});
