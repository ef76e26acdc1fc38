// Choices that follow from a seed, and the hostile values to choose from.

const TEXTS = [
	"",
	" ",
	"plain",
	"\u001b]0;title\u0007\u001b[31m\u001b[2J",
	"\u009b31m\u009d0;t\u009c",
	"\u0000\u0007\u0008\r\n\t\u007f\u0085",
	"\u202eabc\u2066def\u2069",
	"\ud800 and \udfff",
	"\ufffe\uffff\u2028\u2029",
	"<&>\"'<script>alert(1)</script>]]>",
	"漢字かな交じり文の長い名前",
	"👩‍👩‍👧‍👦🏳️‍🌈",
	"a\u200bb\ufeffc",
	"__proto__",
	"constructor",
	"../../../etc/passwd",
	"-rf",
	"%s%n$(id)`id`",
	"x".repeat(40_000),
	"漢".repeat(20_000),
	"word ".repeat(5_000),
];

export const NUMBERS = [
	0,
	-0,
	-1,
	1,
	0.1,
	7,
	1e15,
	1e16,
	1e21,
	2 ** 31,
	2 ** 32,
	2 ** 53,
	-(2 ** 53),
	5e-324,
	1e-7,
	1e308,
	-1e308,
	1.7976931348623157e308,
	3.0000001,
];

/** Where numbers count or name. */
const WHOLE = [0, 1, 2, 3, 7, 1000, 1e15, 2 ** 31, 2 ** 32, 2 ** 53 - 1];

/** mulberry32. */
export class Random {
	#state;

	constructor(seed) {
		this.#state = seed >>> 0;
	}

	/** From 0 to 1. */
	next() {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	below(limit) {
		return Math.floor(this.next() * limit);
	}

	pick(from) {
		return from[this.below(from.length)];
	}

	text() {
		return this.next() < 0.7
			? this.pick(TEXTS)
			: this.pick(TEXTS).slice(0, 200) + this.pick(TEXTS).slice(0, 200);
	}

	/** A value of JSON. */
	json(depth = 0) {
		const kind = this.below(depth > 3 ? 4 : 7);
		if (kind === 0) return this.pick([null, true, false]);
		if (kind === 1) return this.pick(NUMBERS);
		if (kind < 4) return this.text();
		if (kind === 4) return Array.from({ length: this.below(4) }, () => this.json(depth + 1));
		if (kind === 5) return nested(this.pick([10, 1000, 100_000]));
		return Object.fromEntries(
			Array.from({ length: this.below(4) }, () => [this.text().slice(0, 100), this.json(depth + 1)]),
		);
	}

	/** A recording in which some values are others of their kind, or any; or lines stand elsewhere, or are damaged. */
	spoilt(recording) {
		const rate = this.pick([0.002, 0.02, 0.2]);
		const isWild = this.next() < 0.3;
		const lines = recording
			.split("\n")
			.map((line) => (line === "" ? line : this.#spoiltLine(line, rate, isWild)));
		if (this.next() < 0.2)
			lines.splice(
				this.below(lines.length),
				0,
				this.pick(["", "{", "null", "[]", this.text(), '{"kind":"end"}']),
			);
		if (this.next() < 0.2) lines.push(...lines.slice(this.below(lines.length)));
		if (this.next() < 0.2) lines.sort(() => this.next() - 0.5);
		return lines.join("\n").slice(0, this.next() < 0.15 ? this.below(recording.length) : undefined);
	}

	#spoiltLine(line, rate, isWild) {
		const spoil = (name, value) => {
			if (["kind", "format", "version", "how"].includes(name) && !isWild) return value;
			if (this.next() > rate) return value;
			if (isWild && this.next() < 0.2) return this.json();
			if (typeof value === "string") return this.text();
			if (typeof value !== "number") return value;
			return this.pick(Number.isInteger(value) && !isWild ? WHOLE : NUMBERS);
		};
		return JSON.stringify(JSON.parse(line, spoil));
	}
}

/** Written by hand: what JSON.stringify can't write. */
function nested(depth) {
	let value = [];
	for (let level = 0; level < Math.min(depth, 2000); level += 1) value = [value];
	return value;
}
