// The conversation every peer holds with the packaged server, as script.json has it. What its fields
// mean is said by the record Script of the Java probe, which reads the same file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const script = JSON.parse(readFileSync(new URL('script.json', import.meta.url), 'utf8'));

/** The person at a client, who answers as the step has it. */
export class Person {
  step = {};
  asked = [];

  answer(question) {
    this.asked.push(question);
    const { answer = 'cancel', content } = this.step;
    return answer === 'accept' ? { action: answer, content } : { action: answer };
  }
}

/**
 * Goes through the script with a client.
 *
 * @param client `asks`: whether it can ask its person; `list()` gives the names of the tools, a line
 *   each; `call(tool, arguments)` gives `{ error, text }`
 * @param check runs a step and notes how it came out, under the words that say what it is
 */
export async function converse(client, person, check) {
  const kept = new Map();
  const filled = words =>
    [...kept].reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words);
  for (const step of script.steps) {
    if (step.asking !== undefined && step.asking !== client.asks) continue;
    await check(step.what, async () => {
      person.step = step;
      person.asked = [];
      const given = Object.entries(step.arguments ?? {}).map(([name, value]) =>
        [name, typeof value === 'string' ? filled(value) : value]);
      const { error, text } = step.call
        ? await client.call(step.call, Object.fromEntries(given))
        : { error: false, text: await client.list() };
      assert.equal(error, step.error ?? false, `it is ${error ? 'an' : 'no'} error: ${text}`);
      assert.equal(person.asked.length, step.answer ? 1 : 0, `asked: ${person.asked}`);
      for (const part of step.question ?? []) {
        assert.ok(person.asked[0].includes(part), `‹${part}› is not in: ${person.asked[0]}`);
      }
      for (const part of (step.says ?? []).map(filled)) {
        assert.ok(text.includes(part), `‹${part}› is not in: ${text}`);
      }
      for (const part of step.hides ?? []) {
        assert.ok(!text.includes(part), `‹${part}› is in: ${text}`);
      }
      for (const [name, pattern] of Object.entries(step.keep ?? {})) {
        const found = new RegExp(pattern).exec(text);
        assert.ok(found, `there is no ${name} in: ${text}`);
        kept.set(name, found[1]);
      }
    });
  }
}

/** Counts checks, and prints a line for each. */
export class Tally {
  passed = 0;
  failed = 0;

  /** Runs a check. */
  async check(who, what, body) {
    try {
      await body();
      this.passed++;
      console.log(`${who}: ${what}`);
    } catch (error) {
      this.failed++;
      console.log(`${who}: ${what}: FAILED\n${error.stack}`);
    }
  }

  /** Prints how many there were, and ends the process. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed === 0 ? 0 : 1);
  }
}
