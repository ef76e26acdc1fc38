// Numbers and durations as they are shown: never rounded to nothing.

/** `4.50 s`, `0.10 s`, `5.00 ms`, `1,200.00 s`. Below a hundredth of a second smaller units are used. */
export function duration(seconds: number, micro = "µs"): string {
	if (seconds === 0 || Math.abs(seconds) >= 0.00995) return `${decimals(seconds, 2)} s`;
	if (Math.abs(seconds) >= 0.00000995) return `${decimals(seconds * 1e3, 2)} ms`;
	return `${decimals(Math.max(seconds * 1e6, 0.01), 2)} ${micro}`;
}

/** To the millisecond, as asyncio reports slow callbacks: `0.200 s`. */
export function exactSeconds(seconds: number): string {
	return `${decimals(seconds, 3)} s`;
}

/** In sentences: `2 seconds`, `1 second`, `0.1 seconds`. */
export function spokenDuration(seconds: number): string {
	if (seconds !== 0 && Math.abs(seconds) < 0.001) return `${trimmed(seconds * 1e6, 2)} microseconds`;
	const text = trimmed(seconds, 3);
	return text === "1" ? "1 second" : `${text} seconds`;
}

/** As short as it can be: `4.5 s`, `2 s`. */
export function briefDuration(seconds: number): string {
	return `${Number(seconds.toFixed(2))} s`;
}

/** With thousands set apart: `1,000`. */
export function count(number: number): string {
	return decimals(number, 0);
}

/** `no tasks`, `one task`, `six tasks`, `100 tasks`. */
export function counted(number: number, noun: string): string {
	return `${WORDS[number] ?? count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** What of many is not shown: `1 lane more`, `1,200 lanes more`. */
export function moreOf(number: number, noun: string, nouns = `${noun}s`): string {
	return `${count(number)} ${number === 1 ? noun : nouns} more`;
}

const WORDS = [
	"no",
	"one",
	"two",
	"three",
	"four",
	"five",
	"six",
	"seven",
	"eight",
	"nine",
	"ten",
	"eleven",
	"twelve",
];

/** With at most `most` decimals and no zeros at their end: `1.5`. */
function trimmed(number: number, most: number): string {
	const text = decimals(number, most);
	return text.includes("e") ? text : text.replace(/\.?0+$/, "");
}

/** How many times: `2.25`, and with more digits where two would say that nothing differs. */
export function factorText(factor: number): string {
	return factor < 1.005 ? decimals(factor, 6) : decimals(factor, 2);
}

/** With `digits` digits after the point, and thousands set apart: `1,200.00`. */
export function decimals(number: number, digits: number): string {
	if (Math.abs(number) >= 1e15) return number.toExponential(2);
	const [whole = "", rest] = number.toFixed(digits).split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
	return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** Times with so many digits that those which differ read differently, up to a microsecond. */
export function timesApart(times: readonly number[]): string[] {
	const { size } = new Set(times);
	for (let digits = 2; ; digits += 1) {
		const texts = times.map((time) => `${decimals(time, digits)} s`);
		if (digits === 6 || new Set(texts).size === size) return texts;
	}
}
