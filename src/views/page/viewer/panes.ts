// The panes beside the lanes: the loop, the source, what was printed.

import type { TaskId } from "../../../recording/index.ts";
import { count, duration } from "../../../text/figures.ts";
import { plainLine } from "../../../text/width.ts";
import { listed } from "../../../text/words.ts";
import type { StepPosition, StepScreen } from "../../steps/screen.ts";
import { sourceMarks } from "../../steps/source-marks.ts";
import type { Standings } from "../../steps/standing.ts";
import { escapeHtml } from "../page.ts";
import { codeHtml } from "./code.ts";

/** The element with that id or selector. */
export function element<E extends HTMLElement = HTMLElement>(selector: string): E {
	const found = document.querySelector<E>(selector);
	if (found === null) throw new Error(`the page has no ${selector}`);
	return found;
}

/** So many of those that are ready have a chip. */
const MOST_READY = 6;

/** Whose turn it was, who is ready in which order, and the timers. */
export function renderLoop({ book }: StepScreen, { index }: StepPosition, standings: Standings): void {
	const { history } = book;
	const step = book.step(index);
	const chip = (task: TaskId, kind = "") =>
		`<button class="chip ${kind}" data-task="${task}">${escapeHtml(history.label(task))}</button>`;
	const names = standings.readyNames();
	const ready = standings.ready.slice(0, MOST_READY).map((entry, place) => {
		const kind = place === 0 ? "first" : "";
		return entry.kind === "task"
			? chip(entry.task, kind)
			: `<span class="chip ${kind}">${escapeHtml(names[place] ?? "")}</span>`;
	});
	const more = names.length - ready.length;
	const queue =
		names.length === 0
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
	element("#loop").innerHTML =
		`<div><h3>${step.kind === "turn" ? "just ran" : "the loop"}</h3><p>${now}</p></div>` +
		`<div class="queue"><h3>ready, in this order</h3><p>${queue}</p></div>` +
		`<div><h3>timers set</h3><p>${timersHtml(standings, (task) => history.label(task))}</p></div>`;
}

function timersHtml(standings: Standings, label: (task: TaskId) => string): string {
	const timers = standings.timers();
	if (timers.length === 0) return "<em>none</em>";
	const times = [...new Set(timers.map(({ until }) => until))];
	const shown = times.slice(0, 2).map((at) => {
		const names = listed(timers.filter(({ until }) => until === at).map(({ task }) => label(task)));
		const when = at >= Number.MAX_VALUE ? "never" : duration(at);
		return `<span class="timer"><b>${when}</b> ${escapeHtml(names)}</span>`;
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
		if (file !== null && file !== this.#shown)
			this.#showFile(file, sources?.(file) ?? null, book.history, isNarrow);
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
			line.setAttribute("title", listed(here.map((task) => book.history.label(task))));
		}
		this.#scrollTo(focus);
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

	#showFile(
		file: string,
		lines: readonly string[] | null,
		history: StepScreen["book"]["history"],
		isNarrow: boolean,
	): void {
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

	#scrollTo(focus: number): void {
		const line = this.#list.children[focus - 1];
		if (!(line instanceof HTMLElement)) return;
		const [top, height] = [line.offsetTop, this.#list.clientHeight];
		const isSeen = top > this.#list.scrollTop + 30 && top < this.#list.scrollTop + height - 60;
		if (!isSeen) this.#list.scrollTop = Math.max(0, top - height * 0.42);
	}
}

/** So many of the lines printed last are shown. */
const MOST_LINES = 60;

/** What was printed so far. */
export class PrintedPane {
	readonly #list = element("#printed ol");
	#facts: readonly number[] = [];
	/** How many lines there are, and how many of them are new. */
	#shown = "";

	/** Takes another run. */
	reset({ book }: StepScreen): void {
		const { facts } = book.history.recording;
		this.#shown = "";
		this.#facts = Array.from(facts).flatMap(({ kind }, index) => (kind === "printed" ? [index] : []));
	}

	render({ book }: StepScreen, { index, facts }: StepPosition): void {
		const { from } = book.step(index);
		let shown = 0;
		while (shown < this.#facts.length && (this.#facts[shown] ?? 0) < facts) shown += 1;
		const news = this.#facts.filter((fact) => fact >= from && fact < facts).length;
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
		this.#list.scrollTop = this.#list.scrollHeight;
	}
}
