import { describe, expect, it } from "vitest";
import { defineDemo } from "../../src/demos/define-demo.ts";
import { coroutine } from "../../src/runtime/index.ts";
import { plainLine, plainLines } from "../../src/text/width.ts";
import { ALL_BAD, BAD_CHARACTERS, BAD_TEXTS, badIn } from "./bad-characters.ts";
import { formsOf } from "./forms.ts";
import { madeRecording, soundRecordings, spoilt, TEXT_FIELDS } from "./recordings.ts";

/** The forms that hold a bad character, each with what stands around it. */
function badForms(forms: Readonly<Record<string, string>>): string[] {
	return Object.entries(forms).flatMap(([name, output]) => {
		const bad = badIn(output);
		return bad === null ? [] : [`${name}: ${bad}`];
	});
}

function withText(recording: string, text: string, fields: readonly string[] = TEXT_FIELDS): string {
	return spoilt(recording, (field, value) =>
		typeof value === "string" && fields.includes(field) ? text : value,
	);
}

describe("a text from outside", () => {
	it.each(BAD_CHARACTERS.map((character) => [character.charCodeAt(0).toString(16), character]))(
		"loses the character %s, and nothing else",
		(_code, character) => {
			expect(badIn(plainLine(`before${character}after`))).toBe(null);
			expect(plainLine(`before${character}after`)).toMatch(/^before[ \ufffd]?a?fter$/);
		},
	);

	it("is left as it is where it drives nothing", () => {
		const texts = [
			"",
			"plain",
			"ünïcode 漢字 한국어 ไทย हिन्दी",
			"👩‍👩‍👧‍👦 🏳️‍🌈 é e\u0301",
			"a\u200bb\u00ad",
			"<&>\"'",
			"[31m]0;",
		];
		expect(texts.map(plainLine)).toEqual(texts);
	});

	it("loses commands as a whole", () => {
		const told = [
			"a\u001b[31mb",
			"a\u009b2Jb",
			"a\u001b]0;title\u0007b",
			"a\u001b]8;;x\u001b\\b",
			"a\u0090q\u009cb",
		];
		expect(told.map(plainLine)).toEqual(["ab", "ab", "ab", "ab", "ab"]);
	});

	it("keeps its lines where it may have several", () => {
		expect(plainLines("a\tb\r\nc\u001b[2Jd\n\u202ee\n")).toBe("a    b\ncd\ne\n");
	});

	it("of 200,000 commands that do not end takes no more time than its length", () => {
		const texts = ["\u001b]", "\u009d", "\u001b[", "\u001b]0;a", "\u001b[0;"].map((part) =>
			part.repeat(200_000),
		);
		expect(texts.map((text) => badIn(plainLine(text)))).toEqual(texts.map(() => null));
	});
});

describe("a recording with bad characters", () => {
	const sound = soundRecordings();

	it.each(BAD_TEXTS.map((text) => [JSON.stringify(text), text]))(
		"%s in all fields shows none of them in any form",
		(_name, text) => {
			const recording = sound[BAD_TEXTS.indexOf(text) % sound.length] ?? "";
			expect(badForms(formsOf(withText(recording, text)))).toEqual([]);
		},
	);

	it.each(TEXT_FIELDS)("in the field %s shows none of them in any form", (field) => {
		for (const recording of sound)
			expect(badForms(formsOf(withText(recording, ALL_BAD, [field])))).toEqual([]);
	});

	it("in facts of every kind shows none of them in any form", () => {
		expect(badForms(formsOf(withText(madeRecording(), ALL_BAD)))).toEqual([]);
	});

	it("draws a document that XML allows", () => {
		const { svg = "" } = formsOf(withText(sound[0] ?? "", ALL_BAD));
		const outside = svg.replaceAll(/<[^<>]*>/g, "").replaceAll(/&(?:amp|lt|gt|quot);/g, "");
		expect(/[<>&]/.test(outside)).toBe(false);
	});
});

describe("a demo with bad characters", () => {
	const main = coroutine("main", function* () {});
	const fields = ["name", "title", "why", "run", "question", "variant", "summary", "fix"] as const;

	it.each(fields)("in its field %s shows none of them in any form", (field) => {
		const text = (name: string) => (name === field ? ALL_BAD : "plain");
		const demo = defineDemo({
			name: text("name"),
			title: text("title"),
			why: text("why"),
			next: [{ run: text("run"), question: text("question") }],
			variants: [{ name: text("variant"), summary: text("summary"), fix: text("fix"), main }],
		});
		const job = { demo, variants: demo.variants, parameters: {}, seed: 42 };
		const recording = withText(soundRecordings()[2] ?? "", text("variant"), ["variant"]);
		expect(badForms(formsOf(recording, job))).toEqual([]);
	});
});
