// The panes beside the lanes: the loop, the source, what was printed.

import type { History } from "../../../history/history.ts";
import { firstOf, type Place, type TaskId } from "../../../recording/index.ts";
import { count, duration } from "../../../text/figures.ts";
import { plainLine } from "../../../text/width.ts";
import { listed } from "../../../text/words.ts";
import type { StepBook } from "../../steps/book.ts";
import type { StepPosition, StepScreen } from "../../steps/screen.ts";
import { sourceMarks } from "../../steps/source-marks.ts";
import type { Standings } from "../../steps/standing.ts";
import { escapeHtml } from "../page.ts";
import { codeHtml } from "./code.ts";

/** The element with that id or selector. */
export function element<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E {
	const found = within.querySelector<E>(selector);
	if (found === null) throw new Error(`the page has no ${selector}`);
	return found;
}

/** What was set last: what a step leaves as it is, is not laid out and drawn again. */
const set = new WeakMap<Element, string>();

export function setHtml(box: Element, html: string): void {
	if (set.get(box) === html) return;
	set.set(box, html);
	box.innerHTML = html;
}

/** Answers whether it is another text than before. */
export function setText(box: Element, text: string): boolean {
	if (set.get(box) === text) return false;
	set.set(box, text);
	box.textContent = text;
	return true;
}

/** So many of those that are ready have a chip. */
const MOST_READY = 6;
/** So many whose timers are due at one time are named. */
const MOST_DUE = 3;
/** So many of those that stand at a line are named. */
const MOST_NAMES = 20;

/** Whose turn it was, who is ready in which order, and the timers. */
export function renderLoop({ book }: StepScreen, { index }: StepPosition, standings: Standings): void {
	const { history } = book;
	const step = book.step(index);
	const chip = (task: TaskId, kind = "") =>
		`<button class="chip ${kind}" data-task="${task}">${escapeHtml(history.label(task))}</button>`;
	const ready = standings.ready.slice(0, MOST_READY).map((entry, place) => {
		const kind = place === 0 ? "first" : "";
		return entry.kind === "task"
			? chip(entry.task, kind)
			: `<span class="chip ${kind}">${escapeHtml(standings.readyName(entry))}</span>`;
	});
	const more = standings.ready.length - ready.length;
	const queue =
		ready.length === 0
			? "<em>nobody</em>"
			: `${ready.join("<s>›</s>")}${more > 0 ? `<em>and ${count(more)} more</em>` : ""}`;
	const does = {
		callback: "a callback",
		clock: "moves the clock",
		loop: "between turns",
		end: "is over",
		turn: "",
	}[step.kind];
	const isStuck =
		step.kind === "end" && (history.outcome.kind === "deadlock" || history.outcome.kind === "livelock");
	const now =
		step.kind === "turn"
			? chip(step.task, "now")
			: `<span class="chip now${isStuck ? " bad" : ""}">${isStuck ? "is stuck" : does}</span>`;
	setHtml(
		element("#loop"),
		`<div><h3>${step.kind === "turn" ? "just ran" : "the loop"}</h3><p>${now}</p></div>` +
			`<div class="queue"><h3>ready, in this order</h3><p>${queue}</p></div>` +
			`<div title="Timers of callbacks (call_later) are not among them."><h3>timers of tasks</h3><p>${timersHtml(standings)}</p></div>`,
	);
}

function timersHtml(standings: Standings): string {
	const timers = standings.timers();
	if (timers.length === 0) return "<em>none</em>";
	const times = [...new Set(timers.map(({ until }) => until))];
	const shown = times.slice(0, 2).map((at) => {
		const due = timers.filter(({ until }) => until === at).map((timer) => standings.timerName(timer));
		const more = due.length - MOST_DUE;
		const names = listed(more > 0 ? [...due.slice(0, MOST_DUE), `${count(more)} more`] : due);
		const when = at >= Number.MAX_VALUE ? "never" : duration(at);
		return `<span class="timer" title="${escapeHtml(names)}"><b>${when}</b> ${escapeHtml(names)}</span>`;
	});
	return shown.join("") + (times.length > 2 ? `<em>and ${count(times.length - 2)} later</em>` : "");
}

/** The source with the lines of this step, and who stands where. */
export class SourcePane {
	readonly #box = element("#source");
	readonly #list = element("#source ol");
	readonly #title = element("#source h2");
	#shown: string | null = null;
	#marked: Element[] = [];
	#focus = 0;

	/** Forgets what is shown, since another run may have longer names. */
	reset(): void {
		this.#shown = null;
	}

	render(
		{ book, sources }: StepScreen,
		{ index, facts }: StepPosition,
		standings: Standings,
		isNarrow: boolean,
	): void {
		const { file, focus, marks, tasks, isKnown } = sourceMarks(book, index, facts);
		const step = book.step(index);
		// At a step that has no line, the one before it that has.
		const last = file === null ? lastPlace(book, facts) : null;
		const shown = file ?? last?.file ?? null;
		if (shown !== null && shown !== this.#shown)
			this.#showFile(shown, sources?.(shown) ?? null, book.history, isNarrow);
		this.#title.textContent =
			this.#shown === null
				? "Source"
				: `${this.#shown}${isKnown || step.kind !== "turn" ? "" : ": the line of this turn is not recorded"}`;
		for (const line of this.#marked) {
			line.className = "";
			line.removeAttribute("title");
			const tags = line.firstElementChild;
			if (tags) tags.innerHTML = "";
		}
		this.#marked = [];
		const ring = step.kind === "end" ? standings.ring : new Set<TaskId>();
		for (const number of new Set([...marks.keys(), ...tasks.keys()])) {
			const line = this.#list.children[number - 1];
			if (line === undefined || line.firstElementChild === null) continue;
			this.#marked.push(line);
			const here = tasks.get(number) ?? [];
			const mark = marks.get(number);
			line.className = `on ${mark ?? ""}${here.some((task) => ring.has(task)) ? " stuck" : ""}`;
			line.firstElementChild.innerHTML = this.#tags(
				here,
				mark === "here" ? step.task : 0,
				standings,
				book.history.label.bind(book.history),
				ring,
			);
			line.setAttribute("title", namesOf(here, book.history));
		}
		this.#focus = last?.line ?? focus;
	}

	#tags(
		tasks: readonly TaskId[],
		now: TaskId,
		standings: Standings,
		label: (task: TaskId) => string,
		ring: ReadonlySet<TaskId>,
	): string {
		const tag = (task: TaskId) => {
			const kind = task === now ? "now" : ring.has(task) ? "bad" : standings.of(task);
			return `<b class="tag ${kind}">${escapeHtml(label(task))}</b>`;
		};
		const [first] = tasks;
		if (first === undefined) return "";
		if (tasks.length === 1) return tag(first);
		if (tasks.includes(now)) return `${tag(now)}<b class="tag more">+${tasks.length - 1}</b>`;
		return `<b class="tag ${ring.has(first) ? "bad" : standings.of(first)}">${tasks.length} tasks</b>`;
	}

	#showFile(file: string, lines: readonly string[] | null, history: History, isNarrow: boolean): void {
		this.#shown = file;
		const longest = Math.max(4, ...Array.from(history.tasks(), ({ label }) => label.length).slice(0, 200));
		const gutter = isNarrow ? 62 : Math.max(58, Math.min(128, longest * 7.4 + 48));
		this.#box.style.setProperty("--gutter", `${gutter}px`);
		this.#list.innerHTML =
			lines === null
				? "<li><span></span><code>The source was not there when this page was made.</code></li>"
				: lines
						.map((line) => {
							const text = plainLine(line.replaceAll("\t", "  "));
							const code = text.trimStart();
							return `<li><span class="at"></span><code style="--in:${text.length - code.length}ch">${codeHtml(code) || " "}</code></li>`;
						})
						.join("");
	}

	/** Brings the line of this step into sight; those at which a ring is stuck all, if they fit. */
	scroll(): void {
		const line = this.#list.children[this.#focus - 1];
		if (!(line instanceof HTMLElement)) return;
		const height = this.#list.clientHeight;
		const stuck = [...this.#list.querySelectorAll<HTMLElement>(".stuck")].map((one) => one.offsetTop);
		const [first, last] = [Math.min(line.offsetTop, ...stuck), Math.max(line.offsetTop, ...stuck)];
		const [top, end] = last - first < height - 90 ? [first, last] : [line.offsetTop, line.offsetTop];
		const isSeen = top > this.#list.scrollTop + 30 && end < this.#list.scrollTop + height - 60;
		if (isSeen) return;
		const wanted = Math.min(top - 30, (top + end) / 2 - height * 0.42);
		// To the top of a line: half of one, or of who stands there, cannot be read.
		const lines = [...this.#list.children].map((one) => (one instanceof HTMLElement ? one.offsetTop : 0));
		this.#list.scrollTop = lines.findLast((at) => at <= wanted) ?? 0;
	}
}

/** Where the last of the first `facts` facts was, of those that tell. */
function lastPlace({ history }: StepBook, facts: number): Place | null {
	for (let index = facts - 1; index >= 0; index -= 1) {
		const fact = history.recording.facts.at(index);
		if (fact !== undefined && "place" in fact && fact.place !== undefined) return fact.place;
	}
	return null;
}

/** Who stands at a line, as far as anybody reads on. */
function namesOf(tasks: readonly TaskId[], history: History): string {
	const names = tasks.slice(0, MOST_NAMES).map((task) => history.label(task));
	const more = tasks.length - names.length;
	return listed(more > 0 ? [...names, `${count(more)} more`] : names);
}

/** So many of the lines printed last are shown. */
const MOST_LINES = 60;

/** What was printed so far. */
export class PrintedPane {
	readonly #list = element("#printed ol");
	#facts: readonly number[] = [];
	/** How many lines there are, and how many of them are new. */
	#shown = "";
	#isScrolled = true;

	/** Takes another run. */
	reset({ book }: StepScreen): void {
		const { facts } = book.history.recording;
		this.#shown = "";
		this.#facts = Array.from(facts).flatMap(({ kind }, index) => (kind === "printed" ? [index] : []));
	}

	render({ book }: StepScreen, { index, facts }: StepPosition): void {
		const { from } = book.step(index);
		const before = (end: number) => firstOf(this.#facts.length, (line) => (this.#facts[line] ?? 0) >= end);
		const shown = before(facts);
		const news = Math.max(0, shown - before(from));
		if (this.#shown === `${shown} ${news}`) return;
		this.#shown = `${shown} ${news}`;
		const lines = this.#facts.slice(Math.max(0, shown - MOST_LINES), shown).map((fact) => {
			const told = book.history.recording.facts.at(fact);
			if (told?.kind !== "printed") return "";
			const step = book.steps.ofFact(fact);
			const name = escapeHtml(plainLine(book.history.label(told.task)));
			return `<li data-step="${step}" class="${fact >= from ? "new" : ""}"><time>${duration(told.at)}</time><b>${name}</b><span>${escapeHtml(plainLine(told.text).trim())}</span></li>`;
		});
		this.#list.innerHTML = lines.join("") || '<li class="none">nothing yet</li>';
		element("#printed h2").textContent =
			this.#facts.length === 0
				? "Printed so far"
				: `Printed so far: ${count(shown)} of ${count(this.#facts.length)} lines`;
		this.#isScrolled = false;
	}

	/** Brings the line printed last into sight. */
	scroll(): void {
		if (!this.#isScrolled) this.#list.scrollTop = this.#list.scrollHeight;
		this.#isScrolled = true;
	}
}
