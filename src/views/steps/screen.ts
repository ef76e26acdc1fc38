// A screen of a terminal on which a run is gone through step by step.

import type { Life } from "../../history/stretches.ts";
import type { State } from "../../history/timeline.ts";
import { NO_TASK, type TaskId } from "../../recording/index.ts";
import { count, duration, moreOf } from "../../text/figures.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { type Role, unpainted } from "../../text/paint.ts";
import { blank, justified, type Piece, padded, piece, printed, type Row, widthOf } from "../../text/row.ts";
import { cutEnd, cutMiddle, plainLine, startOf, textWidth, wrapped } from "../../text/width.ts";
import { tasksListed } from "../../text/words.ts";
import type { FrameOptions } from "../view.ts";
import type { StepBook } from "./book.ts";
import { type Choice, MOST_CHOICES, QUESTION } from "./guess.ts";
import type { Guessing } from "./guessing.ts";
import { FEW_TASKS, type StepLane, stepLanes } from "./lanes.ts";
import { distanceText, type Part } from "./sentence.ts";
import { type Mark, sourceMarks } from "./source-marks.ts";
import type { Standing, Standings } from "./standing.ts";
import { type Unfolded, type UnfoldedRun, unfold, xOfFact } from "./unfold.ts";

/** The lines of a source file; null: it is not there. */
export type Sources = (file: string) => readonly string[] | null;

/** Where somebody is in a run, and what is shown of it. */
export interface StepPosition {
	readonly index: number;
	/** How many facts of the run have happened: all of the step, or only some of what it did. */
	readonly facts: number;
	/** 0: none is chosen. */
	readonly selected: TaskId;
	readonly pane: "source" | "printed";
	/** What is still to come is left out. */
	readonly hidesFuture: boolean;
	/** Instead of the reason why: the answer to the last key. */
	readonly note: string;
	/** The line with the keys gives way to it: what is searched for. */
	readonly prompt: string;
}

export interface StepScreen {
	readonly name: string;
	readonly variant: string;
	readonly book: StepBook;
	/** Null: no source is shown, on a terminal only what was printed. */
	readonly sources: Sources | null;
}

/** From this width on source and printed lines stand side by side. */
const WIDE = 110;
const SAID_ROWS = 3;
/** With so many rows below a question, there is one to spare. */
const AIRY = 8;
/** The least width of a choice; there are one, two or three columns of them. */
const CHOICE = 26;
/** Above the lanes: head, sentence, reason, axis. */
const TOP_ROWS = 8;

const KEYS = [
	" ← → turn  , . thing  ^← ^→ clock  c why  n p task  / find  tab pane  h hide  v variant  space play  ? keys  q",
	" ← → turn  , . thing  ^← ^→ clock  c why  n p task  / find  tab pane  ? keys  q",
	" ← → turn  c why  / find  tab pane  ? keys  q",
	" ← →  c  /  ?  q",
];

/** While the future is hidden: where something is asked, where not, and at the end. */
const KEYS_ASKED = [
	" 1-# what comes next  → on without  ← back  , . thing  tab pane  h show all  ? keys  q",
	" 1-# what comes next  → on without  ← back  h show all  ? keys  q",
	" 1-# what comes next  → on  ? keys  q",
	" 1-#  →  ?  q",
];
const KEYS_HIDDEN = [
	" ← → turn  space up to the next question  , . thing  tab pane  h show all  ? keys  q",
	" ← → turn  space up to the next question  h show all  ? keys  q",
	" ← → turn  space on  ? keys  q",
	" ← →  space  ?  q",
];
const KEYS_AT_END = [" ← back  Home to the beginning  h show all  ? keys  q", " ←  Home  ?  q"];

const HELP: readonly (readonly [string, string])[] = [
	["→ ←, PgDn PgUp", "one turn of the loop on, back"],
	[". ,", "one thing within the turn on, back"],
	["Ctrl → Ctrl ←", "the clock on, back"],
	["Home End", "to the beginning, to the end"],
	["↓ ↑", "choose a task"],
	["n p", "the next, the last thing that happens to that task"],
	["c", "why now? To what brought it about; Backspace returns"],
	["space", "play, pause"],
	["/", "find; Enter: the next; Escape: leave"],
	["v", "the next variant"],
	["tab", "the source, or what was printed"],
	["h", "hide what is still to come, and be asked for it"],
	[`1 to ${MOST_CHOICES}`, "what comes next, where that is asked"],
	["q", "leave"],
];

/** The lines of the screen, as many as it has rows, none wider than its columns less one. */
export function stepScreen(
	screen: StepScreen,
	at: StepPosition,
	options: FrameOptions,
	guessing: Guessing | null = null,
): string[] {
	const { rows, paint = unpainted } = options;
	const drawing = new Drawing(screen, at, options, guessing);
	return printed(drawing.rows().slice(0, rows), paint);
}

/** The keys, and what they do. */
export function stepHelp(options: FrameOptions): string[] {
	const glyphs = glyphsOf(options);
	const lines: Row[] = [[piece("  Keys", "heading")], []];
	const forms = HELP.map(([keys, words]) => [asciiKeys(keys, glyphs), words] as const);
	const column = Math.max(...forms.map(([keys]) => textWidth(keys))) + 5;
	for (const [keys, words] of forms)
		lines.push([...padded([piece(`  ${keys}`, "name")], column), piece(words)]);
	const width = options.columns - 1;
	const all = [...lines, [], [piece("  any key: go on", "faint")]].map((row) => cutRow(row, width, glyphs));
	return printed(all.slice(0, options.rows), options.paint ?? unpainted);
}

function asciiKeys(text: string, glyphs: Glyphs): string {
	return glyphs.ellipsis === "…"
		? text
		: text.replaceAll("→", "right").replaceAll("←", "left").replaceAll("↓", "down").replaceAll("↑", "up");
}

const axes = new WeakMap<StepBook, { readonly room: number; readonly axis: Unfolded }>();

/** A run has one axis for each width: it takes all steps to make one. */
function axisFor(book: StepBook, room: number): Unfolded {
	const known = axes.get(book);
	if (known?.room === room) return known.axis;
	const axis = unfold([book], { room, turns: [2, 1], share: 0.8, whole: true });
	axes.set(book, { room, axis });
	return axis;
}

interface Cell {
	readonly text: string;
	readonly role: Role;
}

class Drawing {
	readonly #screen: StepScreen;
	readonly #at: StepPosition;
	readonly #glyphs: Glyphs;
	readonly #width: number;
	readonly #height: number;
	readonly #standings: Standings;
	readonly #lanes: readonly StepLane[];
	readonly #guessing: Guessing | null;

	constructor(screen: StepScreen, at: StepPosition, options: FrameOptions, guessing: Guessing | null) {
		this.#screen = screen;
		this.#at = at;
		this.#guessing = guessing;
		this.#glyphs = glyphsOf(options);
		this.#width = Math.max(20, options.columns - 1);
		this.#height = options.rows;
		const { book } = screen;
		const step = book.step(at.index);
		this.#standings = step.kind === "end" ? book.standingsAfter(at.index) : book.standings(at.facts);
		this.#lanes = stepLanes(book.history, [step.task, at.selected]);
	}

	rows(): Row[] {
		const top = [this.#head(), this.#told(), ...this.#said(), this.#why()];
		const low = this.#guessing === null ? [[], this.#loop()] : this.#question(this.#guessing);
		const { axis, lanes } = this.#chart(Math.max(1, this.#height - TOP_ROWS - low.length - 1));
		const above = [...top, ...axis, ...lanes, ...this.#crowd()];
		// A question stands apart from the lanes where there is room.
		const hasRoom = this.#guessing !== null && this.#height > above.length + low.length + AIRY;
		const body = [...above, ...(hasRoom ? [[]] : []), ...low];
		const left = this.#height - 1 - body.length;
		const panes = left >= 3 ? this.#panes(left) : [];
		const filled = [...body, ...panes].slice(0, this.#height - 1);
		while (filled.length < this.#height - 1) filled.push([]);
		return [...filled, this.#keys()].map((row) => cutRow(row, this.#width, this.#glyphs));
	}

	get #step() {
		return this.#screen.book.step(this.#at.index);
	}

	#head(): Row {
		const { name, variant, book } = this.#screen;
		const isHidden = this.#hidden;
		const where = `step ${count(this.#at.index + 1)}${isHidden ? "" : ` of ${count(book.length)}`}`;
		const left: Row = [piece(`  ${name}`, "heading"), piece(` ${this.#glyphs.dot} ${variant}`)];
		const right: Row = [
			piece(`${duration(this.#step.at, this.#glyphs.micro)} ${this.#glyphs.dot} ${where}`, "heading"),
		];
		return (
			justified(left, [...this.#score(), ...right], this.#width) ??
			justified(left, right, this.#width) ??
			left
		);
	}

	#score(): Row {
		const { right = 0, answered = 0 } = this.#guessing ?? {};
		return answered === 0 ? [] : [piece(`${right} of ${answered} right ${this.#glyphs.dot} `)];
	}

	/** Whether what is still to come is not to be seen. */
	get #hidden(): boolean {
		return this.#at.hidesFuture && !this.#isLast;
	}

	get #isLast(): boolean {
		return this.#at.index >= this.#screen.book.length - 1;
	}

	/** How the last answer was. */
	#told(): Row {
		if (this.#guessing === null || this.#guessing.told === "") return [];
		const { isRight, told } = this.#guessing;
		if (isRight === null) return [piece(`  ${told}`)];
		const { done, failed } = this.#glyphs;
		return [
			piece(`  ${isRight ? `${done} Right` : `${failed} Wrong`}:`, isRight ? "good" : "bad"),
			piece(` ${told}`),
		];
	}

	/** What comes next, to be chosen from; always as many rows, so that nothing moves below. */
	#question({ guess, right, answered }: Guessing): Row[] {
		const columns = Math.max(1, Math.min(3, Math.floor(this.#width / CHOICE)));
		const rows = MOST_CHOICES / columns;
		const shown: Row[] =
			guess !== null
				? [[piece(` ${QUESTION}`, "heading")], ...this.#choices(guess.choices, columns)]
				: [
						[],
						this.#isLast && answered > 0
							? [piece(` ${right} of ${answered} right.`, "heading")]
							: this.#loop(),
					];
		while (shown.length < rows + 1) shown.push([]);
		return shown;
	}

	#choices(choices: readonly Choice[], columns: number): Row[] {
		const width = Math.floor((this.#width - 1) / columns);
		const cells = choices.map(({ text }, place): Row => {
			const words = cutMiddle(plainLine(text), width - 4, this.#glyphs.ellipsis);
			return [piece(` ${place + 1} `, "name"), piece(words)];
		});
		return Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
			cells.slice(row * columns, (row + 1) * columns).flatMap((cell) => padded(cell, width)),
		);
	}

	/** The sentence, on so many rows that it never moves what stands below. */
	#said(): Row[] {
		const { index, facts } = this.#at;
		const parts = this.#screen.book.parts(index);
		const rows = wrappedParts(parts, facts, this.#width - 4, this.#glyphs);
		const shown = rows.slice(0, SAID_ROWS);
		const last = shown.at(-1);
		if (rows.length > SAID_ROWS && last !== undefined) {
			const { ellipsis } = this.#glyphs;
			const cut = cutRow(last, this.#width - 4 - textWidth(ellipsis), this.#glyphs);
			shown[SAID_ROWS - 1] = cut === last ? [...last, piece(ellipsis)] : cut;
		}
		while (shown.length < SAID_ROWS) shown.push([]);
		return shown.map((row) => (row.length === 0 ? row : [piece("  "), ...row]));
	}

	#why(): Row {
		const { note, index } = this.#at;
		if (note !== "") return [piece(`  ${note}`)];
		const why = this.#screen.book.why(index);
		if (why === null) return [];
		return [
			piece(`  c  why now? ${why.words}: ${distanceText(this.#screen.book.steps, index, why.step)}`, "faint"),
		];
	}

	/** Axis and lanes, no more than `most` of these. */
	#chart(most: number): { readonly axis: Row[]; readonly lanes: Row[] } {
		const { book } = this.#screen;
		const labels = this.#lanes.map((lane) => this.#tree(lane) + lane.label);
		const wide = this.#width >= WIDE;
		const names = Math.min(wide ? 24 : 16, Math.max(4, ...labels.map(textWidth))) + 3;
		const words = Math.min(wide ? 38 : 30, Math.floor(this.#width * 0.38));
		const room = Math.max(8, this.#width - names - words - 2);
		const ending = this.#glyphs.neverWoke.length + 2;
		const axis = axisFor(book, room - ending);
		const [run] = axis.runs;
		if (run === undefined) return { axis: [], lanes: [] };
		const { index } = this.#at;
		// Before the first turn no cell has happened.
		const now = (run.x1[index] ?? 0) - 1;
		const begin = Math.min(
			now,
			this.#step.kind === "clock" ? (run.x1[index - 1] ?? 0) : (run.x0[index] ?? 0),
		);
		const off =
			run.end + ending <= room
				? 0
				: Math.max(0, Math.min(run.end + ending - room, now - Math.floor(room * 0.6)));
		const view: View = { off, room, now, begin, run };
		const lives = book.lives(this.#lanes.map(({ task }) => task));
		const shown = this.#window(most);
		const rows = this.#lanes.flatMap((lane, place) => {
			const life = lives[place];
			if (life === undefined || place < shown.from || place >= shown.to) return [];
			return [this.#lane(lane, names, this.#cells(life, view), view, words)];
		});
		const hidden = this.#lanes.length - rows.length;
		if (hidden > 0) rows.push([piece(`   ${this.#glyphs.ellipsis} ${moreOf(hidden, "lane")}`, "faint")]);
		return { axis: [this.#ticks(axis, view, names), this.#line(axis, view, names)], lanes: rows };
	}

	/** The lanes that fit, such that the one that runs, or was chosen, is among them. */
	#window(most: number): { readonly from: number; readonly to: number } {
		const total = this.#lanes.length;
		if (total <= most) return { from: 0, to: total };
		const fits = Math.max(1, most - 1);
		const wanted = this.#at.selected || this.#step.task;
		const place = Math.max(
			0,
			this.#lanes.findIndex(({ task }) => task === wanted),
		);
		const from = Math.max(0, Math.min(total - fits, place - Math.floor(fits / 2)));
		return { from, to: from + fits };
	}

	#tree({ depth, isLast }: StepLane): string {
		const { tree } = this.#glyphs;
		return depth === 0 ? "" : tree.none.repeat(depth - 1) + (isLast ? tree.last : tree.fork);
	}

	#lane(lane: StepLane, names: number, cells: Map<number, Cell>, view: View, words: number): Row {
		const standing = this.#standings.of(lane.task);
		const inRing = this.#standings.ring.has(lane.task);
		const isNow = lane.task === this.#step.task && lane.task !== NO_TASK;
		const tree = this.#tree(lane);
		const name = cutMiddle(plainLine(lane.label), names - 3 - textWidth(tree), this.#glyphs.ellipsis);
		const role: Role = isNow ? "now" : inRing ? "bad" : standing === "unborn" ? "faint" : "plain";
		const chosen = lane.task === this.#at.selected && lane.task !== NO_TASK;
		if (this.#hidden && standing === "unborn") return [];
		const left: Row = [
			piece(chosen ? (this.#glyphs.ellipsis === "…" ? "›" : ">") : " ", "heading"),
			piece(tree, "faint"),
			piece(name, role),
		];
		const all = this.#standings.words(lane.task, (this.#guessing?.guess ?? null) !== null);
		// The dots of the lane say that it wants something.
		const brief = textWidth(all) > words ? all.replace("wants ", "") : all;
		const said = cutEnd(brief, words, this.#glyphs.ellipsis);
		const saidRole: Role = inRing || standing === "failed" ? "bad" : isNow ? "heading" : ROLES[standing];
		return [...padded(left, names), ...this.#drawn(cells, view), piece("  "), piece(said, saidRole)];
	}

	#cells({ stretches, asked, ended }: Life, { run }: View): Map<number, Cell> {
		const { book } = this.#screen;
		const cells = new Map<number, Cell>();
		const put = (from: number, to: number, cell: Cell) => {
			for (let x = Math.round(from); x < Math.round(to); x += 1) cells.set(x, cell);
		};
		let last: State | null = null;
		for (const { state, from, to } of stretches) {
			put(xOfFact(book, run, from), xOfFact(book, run, to), {
				text: this.#glyphs.states[state],
				role: state,
			});
			last = state;
		}
		for (const fact of asked) {
			const x = Math.round(xOfFact(book, run, fact));
			if (!this.#isOwn(fact))
				cells.set(Math.max(0, x - 1), { text: this.#glyphs.delivered, role: "cancelled" });
		}
		if (ended !== null) cells.set(Math.round(xOfFact(book, run, ended)), this.#end(ended));
		else if (stretches.length > 0 && book.history.outcome.kind === "deadlock") {
			for (const [place, text] of [...this.#glyphs.neverWoke].entries())
				cells.set(run.end + 1 + place, { text, role: "bad" });
			if (last !== null) cells.set(run.end, { text: this.#glyphs.states[last], role: last });
		}
		return cells;
	}

	/** Whether the task was running then: its own cell says more. */
	#isOwn(fact: number): boolean {
		const { steps, history } = this.#screen.book;
		return steps.taskOf(steps.ofFact(fact)) === history.recording.facts.at(fact)?.task;
	}

	#end(fact: number): Cell {
		const told = this.#screen.book.history.recording.facts.at(fact);
		const how = told?.kind === "task-ended" ? told.ending.how : "returned";
		if (how === "raised") return { text: this.#glyphs.failed, role: "failed" };
		return how === "cancelled"
			? { text: this.#glyphs.cancelled, role: "cancelled" }
			: { text: this.#glyphs.done, role: "plain" };
	}

	/** What is still to come is dim; without colour, and where it is to be guessed, it is left out. */
	#drawn(cells: ReadonlyMap<number, Cell>, { off, room, now }: View): Piece[] {
		return Array.from({ length: room }, (_, place) => {
			const x = place + off;
			const cell = cells.get(x);
			if (cell === undefined) return blank(1);
			if (x <= now || this.#isLast) return piece(cell.text, cell.role);
			return this.#at.hidesFuture ? blank(1) : piece(this.#glyphs.dot, "faint");
		});
	}

	#ticks({ instants }: Unfolded, { off, room, now }: View, names: number): Row {
		let line = "";
		for (const { at, left } of instants) {
			const x = left - off;
			if (this.#hidden && left > now) break;
			const label = `${Number(at.toFixed(2))}${at === 0 ? " s" : ""}`;
			if (x < 0 || x + label.length > room || (line !== "" && x < line.length + 1)) continue;
			line = line.padEnd(x) + label;
		}
		return [blank(names), piece(line, "faint")];
	}

	#line({ instants }: Unfolded, { off, room, now, begin, run }: View, names: number): Row {
		const { axis, delivered } = this.#glyphs;
		const ticks = new Set(instants.map(({ left }) => left));
		const pieces = Array.from({ length: room }, (_, place): Piece => {
			const x = place + off;
			if (x >= begin && x <= Math.max(0, now)) return piece(delivered, "now");
			if (x > run.end || (this.#hidden && x > now)) return blank(1);
			return piece(ticks.has(x) ? axis.tick : axis.line, "faint");
		});
		return [blank(names), ...pieces];
	}

	/** Of many tasks: how many do what. */
	#crowd(): Row[] {
		const { history } = this.#screen.book;
		const tasks = [...history.tasks()];
		if (tasks.length <= FEW_TASKS) return [];
		const counts = new Map<Standing, number>();
		for (const { id } of tasks) {
			const standing = this.#standings.of(id);
			if (!(this.#hidden && standing === "unborn")) counts.set(standing, (counts.get(standing) ?? 0) + 1);
		}
		const total = [...counts.values()].reduce((sum, number) => sum + number, 0);
		const words = CROWD.flatMap(([standing, text]) => {
			const number = counts.get(standing) ?? 0;
			return number === 0 ? [] : [`${count(number)} ${text}`];
		});
		const room = this.#width - 2;
		const bar = CROWD.map(([standing, , state]) => {
			const cells = Math.round(((counts.get(standing) ?? 0) / total) * room);
			const text = state === null ? this.#glyphs.dot : this.#glyphs.states[state];
			return piece(text.repeat(cells), ROLES[standing]);
		});
		return [
			[],
			[piece(" "), ...bar],
			[piece(` ${count(total)} tasks: ${words.join(` ${this.#glyphs.dot} `)}`)],
		];
	}

	#loop(): Row {
		const { ready } = this.#standings;
		const names = ready.slice(0, 4).map((entry) => plainLine(this.#standings.readyName(entry)));
		const arrow = this.#glyphs.ellipsis === "…" ? " › " : " > ";
		const queue =
			names.length === 0
				? "nobody"
				: names.join(arrow) + (ready.length > 4 ? ` and ${count(ready.length - 4)} more` : "");
		const half = Math.floor(this.#width / 2) - 8;
		return [
			piece(" ready ", "faint"),
			piece(cutEnd(queue, half, this.#glyphs.ellipsis)),
			piece("   timers ", "faint"),
			piece(cutEnd(this.#timers(), half, this.#glyphs.ellipsis)),
		];
	}

	#timers(): string {
		const timers = this.#standings.timers();
		const [next] = timers;
		if (next === undefined) return "none";
		const same = timers.filter(({ until }) => until === next.until);
		const names = tasksListed(same.map((timer) => plainLine(this.#standings.timerName(timer))));
		const later = timers.length - same.length;
		const when = next.until >= Number.MAX_VALUE ? "never" : duration(next.until, this.#glyphs.micro);
		return `${when} ${names}${later > 0 ? `; ${count(later)} later` : ""}`;
	}

	#panes(rows: number): Row[] {
		const { sources } = this.#screen;
		if (sources === null || this.#width < WIDE) {
			const rule: Row = [piece(` ${this.#glyphs.rule.repeat(this.#width - 3)}`, "faint")];
			const pane =
				sources !== null && this.#at.pane === "source"
					? this.#source(sources, rows - 1, this.#width - 2)
					: this.#printed(rows - 1, this.#width - 2);
			return [rule, ...pane];
		}
		const right = Math.floor(this.#width * 0.42);
		const left = this.#width - right - 2;
		const source = this.#source(sources, rows - 1, left);
		const lines = this.#printed(rows - 1, right - 1);
		const rule: Row = [piece(this.#glyphs.rule.repeat(left + 1 + right), "faint")];
		const both = Array.from(
			{ length: rows - 1 },
			(_, row): Row => [
				...padded(cutRow(source[row] ?? [], left, this.#glyphs), left),
				piece(` ${this.#glyphs.divider}`, "faint"),
				...(lines[row] ?? []),
			],
		);
		return [rule, ...both];
	}

	#source(sources: Sources, rows: number, width: number): Row[] {
		const { book } = this.#screen;
		const { file, focus, marks, tasks } = sourceMarks(book, this.#at.index, this.#at.facts);
		if (file === null) return [[piece("  no line of the source is recorded for this step", "faint")]];
		const lines = sources(file);
		if (lines === null) return [[piece(`  ${file}:${focus}: the source is not here`, "faint")]];
		const from = Math.max(0, Math.min(lines.length - rows, focus - 1 - Math.floor(rows / 2)));
		return lines.slice(from, from + rows).map((text, place) => {
			const number = from + place + 1;
			const mark = marks.get(number);
			return this.#sourceLine(text, number, mark, tasks.get(number) ?? [], width);
		});
	}

	#sourceLine(
		text: string,
		number: number,
		mark: Mark | undefined,
		tasks: readonly TaskId[],
		width: number,
	): Row {
		const names = tasks.map((task) => plainLine(this.#screen.book.history.label(task)));
		const tag = names.length > 2 ? `${names.length} tasks` : names.join(", ");
		const code = plainLine(text.replaceAll("\t", "  "));
		const room = width - 8 - (tag === "" ? 0 : textWidth(tag) + 2);
		const sign = mark === undefined ? " " : MARKS[mark][this.#glyphs.ellipsis === "…" ? 0 : 1];
		const row: Row = [
			blank(1),
			piece(sign, mark === "here" ? "now" : "plain"),
			piece(`${String(number).padStart(4)} `, "faint"),
			piece(cutEnd(code, room, this.#glyphs.ellipsis), mark === "here" ? "heading" : "plain"),
		];
		return tag === "" ? row : [...padded(row, width - textWidth(tag) - 1), piece(tag, "waiting")];
	}

	#printed(rows: number, width: number): Row[] {
		const { book } = this.#screen;
		const { facts } = book.history.recording;
		const shown: Row[] = [];
		for (let fact = this.#at.facts - 1; fact >= 0 && shown.length < rows; fact -= 1) {
			const told = facts.at(fact);
			if (told?.kind !== "printed") continue;
			const isNew = fact >= this.#step.from;
			const text = `${duration(told.at, this.#glyphs.micro)}  ${plainLine(book.history.label(told.task))}  ${plainLine(told.text).trim()}`;
			const sign = isNew ? (this.#glyphs.ellipsis === "…" ? "▸" : ">") : " ";
			shown.unshift([
				piece(` ${sign} ${cutEnd(text, width - 4, this.#glyphs.ellipsis)}`, isNew ? "heading" : "plain"),
			]);
		}
		return shown.length === 0 ? [[piece("  nothing is printed yet", "faint")]] : shown;
	}

	#keys(): Row {
		if (this.#at.prompt !== "") return [piece(` ${this.#at.prompt}`)];
		const choices = this.#guessing?.guess?.choices.length;
		const own =
			this.#guessing === null
				? KEYS
				: choices !== undefined
					? KEYS_ASKED
					: this.#isLast
						? KEYS_AT_END
						: KEYS_HIDDEN;
		const forms = own.map((form) => asciiKeys(form.replace("#", String(choices)), this.#glyphs));
		return [piece(forms.find((form) => textWidth(form) <= this.#width) ?? "", "faint")];
	}
}

/** Where the window lies on the axis, and the moment in it. */
interface View {
	readonly off: number;
	readonly room: number;
	readonly now: number;
	readonly begin: number;
	readonly run: UnfoldedRun;
}

const MARKS: Readonly<Record<Mark, readonly [string, string]>> = {
	here: ["▸", ">"],
	did: ["·", "."],
	came: ["▹", "^"],
};

const ROLES: Readonly<Record<Standing, Role>> = {
	unborn: "faint",
	running: "running",
	ready: "ready",
	waiting: "waiting",
	blocked: "blocked",
	awaiting: "awaiting",
	ended: "faint",
	failed: "failed",
	cancelled: "cancelled",
	"cleaning-up": "cleaning-up",
};

const CROWD: readonly (readonly [Standing, string, State | null])[] = [
	["ended", "done", null],
	["failed", "failed", null],
	["cancelled", "cancelled", null],
	["running", "running", "running"],
	["ready", "ready", "ready"],
	["waiting", "wait for a timer or I/O", "waiting"],
	["blocked", "held up", "blocked"],
	["awaiting", "await another", "awaiting"],
	["cleaning-up", "told to stop, go on", "cleaning-up"],
	["unborn", "not made yet", null],
];

const PART_ROLES: Readonly<Record<Part["role"], Role>> = {
	who: "now",
	plain: "plain",
	bad: "bad",
	quiet: "good",
};

/** The parts in lines; what has not happened yet is dim. */
function wrappedParts(parts: readonly Part[], facts: number, width: number, glyphs: Glyphs): Row[] {
	const roles: Role[] = [];
	let text = "";
	for (const part of parts) {
		const isAscii = glyphs.ellipsis !== "…";
		const words = isAscii ? part.text.replace(/[“”]/g, '"').replaceAll("…", "..") : part.text;
		const role = part.after > facts ? "faint" : PART_ROLES[part.role];
		const line = plainLine(words);
		for (let at = 0; at < line.length; at += 1) roles.push(role);
		text += line;
	}
	const rows: Row[] = [];
	let at = 0;
	const skipSpaces = () => {
		while (/\s/.test(text.charAt(at))) at += 1;
	};
	for (const line of wrapped(text, width)) {
		skipSpaces();
		const row: Piece[] = [];
		for (const word of line.split(/( )/)) {
			if (word === " ") {
				row.push(piece(" ", roles[at]));
				skipSpaces();
				continue;
			}
			for (const character of word) {
				const role = roles[at] ?? "plain";
				const last = row.at(-1);
				if (last?.role === role) row[row.length - 1] = piece(last.text + character, role);
				else row.push(piece(character, role));
				at += character.length;
			}
		}
		rows.push(row);
	}
	return rows;
}

function cutRow(row: Row, width: number, { ellipsis }: Glyphs): Row {
	if (widthOf(row) <= width) return row;
	const cut: Piece[] = [];
	let room = width - textWidth(ellipsis);
	for (const one of row) {
		const taken = textWidth(one.text);
		if (taken > room) return [...cut, piece(startOf(one.text, room) + ellipsis, one.role)];
		cut.push(one);
		room -= taken;
	}
	return cut;
}
