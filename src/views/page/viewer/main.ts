// The page: where somebody is, the keys, the address, and what is drawn at each step.

import { History } from "../../../history/history.ts";
import type { State } from "../../../history/timeline.ts";
import { firstOf, type TaskId } from "../../../recording/index.ts";
import { duration } from "../../../text/figures.ts";
import { StepBook } from "../../steps/book.ts";
import { FEW_TASKS, stepLanes } from "../../steps/lanes.ts";
import type { StepScreen } from "../../steps/screen.ts";
import { distanceText, partsText } from "../../steps/sentence.ts";
import type { Standings } from "../../steps/standing.ts";
import { Stepper } from "../../steps/stepper.ts";
import { unfold, xOfFact } from "../../steps/unfold.ts";
import { escapeHtml, type PageContent, pageContent } from "../page.ts";
import {
	arcSvg,
	arrowSvg,
	axisSvg,
	type Chart,
	Drawing,
	lanesSvg,
	type SignName,
	zonesSvg,
} from "./chart.ts";
import { Crowd } from "./crowd.ts";
import { element, PrintedPane, renderLoop, SourcePane, setHtml, setText } from "./panes.ts";

/** The room above the lanes, for the axis. */
const TOP = 26;
/** The room for the arcs of who waits for whom. */
const ARCS = 40;
const NARROW = 720;
/** What a step takes while it plays, in milliseconds. */
const STEP_TIME = 1400;
/** So many steps are printed on paper. */
const MOST_ON_PAPER = 400;

const KEYS: readonly (readonly [string, string])[] = [
	["→ ←", "one turn of the loop on, back (also Page Down, Page Up: a presenter’s remote)"],
	[". ,", "one thing within the turn on, back"],
	["Ctrl → Ctrl ←", "the clock on, back"],
	["↓ ↑", "choose a task"],
	["n p", "the next, the last thing that happens to that task"],
	["c", "to what brought it about: who woke it, who asked, where the timer was set; Backspace returns"],
	["space", "play, pause"],
	["Home End", "to the beginning, the end"],
	["/", "find"],
	[
		"▼",
		"above the slider: red, where a task failed or something wrong began or was found; violet, a request to stop",
	],
	["v b", "next variant; another variant beside it"],
	["x", "instants unfolded: turns at one instant side by side, though it takes no time; or time to scale"],
	["+ −", "zoom"],
	["h", "hide what is still to come, to guess it"],
	["d", "dark or light"],
];

const NAMES: Readonly<Record<string, string>> = {
	ArrowRight: "right",
	ArrowLeft: "left",
	ArrowUp: "up",
	ArrowDown: "down",
	PageDown: "pagedown",
	PageUp: "pageup",
	Home: "home",
	End: "end",
	Backspace: "backspace",
	Escape: "escape",
};

/** One of the charts that are shown. */
interface Shown {
	readonly variant: number;
	readonly chart: Chart;
	readonly node: HTMLElement;
	readonly height: number;
	readonly top: number;
	/** How wide the part of its axis is that is in sight, and where that begins. */
	readonly room: number;
	left: number;
	readonly crowd: Crowd | null;
}

/** Unpacks what an element of the page holds; the page has it before this script, which it unpacks so too. */
declare function unpacked(id: string): Promise<Uint8Array>;

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function setTheme(isDark: boolean): void {
	document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

class Viewer {
	readonly #content: PageContent;
	readonly #screens: readonly StepScreen[];
	readonly #stepper: Stepper;
	readonly #source = new SourcePane();
	readonly #printed = new PrintedPane();
	#shown: Shown[] = [];
	/** The variant beside; -1: none. */
	#beside = -1;
	#unfolded = true;
	#zoom = 1;
	#speed = 1;
	/** The system's theme is followed until then. */
	#hasChosenTheme = false;
	#playTimer = 0;
	#addressTimer = 0;
	#printedOf = -1;
	#marksOf = "";

	constructor(content: PageContent) {
		this.#content = content;
		const files = new Map(
			content.files.map(({ name, text }) => [name, text === null ? null : text.split("\n")]),
		);
		this.#screens = content.runs.map(({ recording, findings }) => ({
			name: content.name,
			variant: recording.header.variant,
			book: new StepBook(new History(recording), findings),
			sources: (file) => files.get(file) ?? null,
		}));
		this.#stepper = new Stepper(this.#screens, undefined);
		setTheme(prefersDark.matches);
		this.#build();
		this.#readAddress();
		this.layout();
	}

	get #book(): StepBook {
		return this.#stepper.screen.book;
	}

	get #isNarrow(): boolean {
		return innerWidth < NARROW;
	}

	// --- the page ---

	#build(): void {
		const { name, title, runs } = this.#content;
		element("#name").innerHTML = `${escapeHtml(name)}<small>${escapeHtml(title)}</small>`;
		element(".variants").innerHTML = runs
			.map(
				({ recording, summary }, index) =>
					`<button data-variant="${index}" title="${escapeHtml(summary)}">${escapeHtml(recording.header.variant)}</button>`,
			)
			.join("");
		element("#beside").hidden = runs.length < 2;
		element("#keys dl").innerHTML = KEYS.map(([key, words]) => `<dt>${key}</dt><dd>${words}</dd>`).join("");
		const press = (id: string, key: string) => element(id).addEventListener("click", () => this.#press(key));
		for (const [id, key] of [
			["#first", "home"],
			["#back2", "ctrl-left"],
			["#back", "left"],
			["#on", "right"],
			["#on2", "ctrl-right"],
			["#last", "end"],
			["#play", " "],
		] as const)
			press(id, key);
		for (const [id, act] of Object.entries(this.#tools)) element(`#${id}`).addEventListener("click", act);
		element<HTMLSelectElement>("#speed").addEventListener("change", ({ target }) => {
			this.#speed = Number((target as HTMLSelectElement).value);
		});
		element<HTMLInputElement>("#seek").addEventListener("input", ({ target }) =>
			this.#show(Number((target as HTMLInputElement).value)),
		);
		element("#finder").addEventListener("submit", (event) => {
			event.preventDefault();
			this.#search(true);
		});
		element("#finder input").addEventListener("input", () => this.#search(false));
		document.addEventListener("click", (event) => this.#click(event));
		element("#lanes").addEventListener("pointerdown", (event) => this.#scrub(event));
		addEventListener("keydown", (event) => this.#key(event));
		addEventListener("resize", () => this.layout());
		for (const kind of ["popstate", "hashchange"]) addEventListener(kind, () => this.#goToAddress());
		prefersDark.addEventListener("change", ({ matches }) => {
			if (this.#hasChosenTheme) return;
			setTheme(matches);
			this.layout();
		});
		addEventListener("beforeprint", () => this.#print());
	}

	readonly #tools = {
		beside: () => this.#toggleBeside(),
		axis: () => {
			this.#unfolded = !this.#unfolded;
			this.layout();
		},
		find: () => this.#openFinder(),
		theme: () => this.#toggleTheme(),
		help: () => element<HTMLDialogElement>("#keys").showModal(),
	};

	#click(event: MouseEvent): void {
		if (!(event.target instanceof Element)) return;
		const variant = event.target.closest<HTMLElement>("[data-variant]");
		if (variant) this.#setVariant(Number(variant.dataset.variant));
		const task = event.target.closest<HTMLElement>("[data-task]");
		if (task)
			this.#select(
				Number(task.dataset.task),
				task.dataset.of === undefined ? undefined : Number(task.dataset.of),
			);
		const step = event.target.closest<HTMLElement>("[data-step]");
		if (step) this.#show(Number(step.dataset.step));
		const key = event.target.closest<HTMLElement>("[data-key]");
		if (key) this.#press(key.dataset.key ?? "");
	}

	/** The step under the pointer, as long as it is held. */
	#scrub(down: PointerEvent): void {
		const plot = down.target instanceof Element ? down.target.closest<HTMLElement>(".plot") : null;
		if (plot === null) return;
		const shown = this.#shown[Number(plot.dataset.chart)];
		if (shown === undefined) return;
		const move = ({ clientX }: PointerEvent) => {
			const x = clientX - plot.getBoundingClientRect().left + shown.left;
			const step = lastUpTo(shown.chart.run.x0, x);
			if (shown.variant !== this.#stepper.variant) this.#setVariant(shown.variant);
			this.#show(step);
		};
		move(down);
		const stop = () => {
			removeEventListener("pointermove", move);
			removeEventListener("pointerup", stop);
		};
		addEventListener("pointermove", move);
		addEventListener("pointerup", stop);
	}

	// --- keys ---

	#key(event: KeyboardEvent): void {
		const { key, ctrlKey, metaKey, altKey, target } = event;
		const isTyping = target instanceof HTMLInputElement && target.type === "search";
		if (isTyping || target instanceof HTMLSelectElement || element<HTMLDialogElement>("#keys").open) {
			if (key === "Escape" && isTyping) this.#closeFinder();
			return;
		}
		if (metaKey || altKey || (ctrlKey && !key.startsWith("Arrow"))) return;
		if (key === " " && target instanceof HTMLButtonElement) return;
		const own = this.#ownKeys[key.length === 1 ? key.toLowerCase() : key];
		const name =
			key.startsWith("Arrow") && ctrlKey
				? `ctrl-${NAMES[key]}`
				: (NAMES[key] ?? (key.length === 1 ? key.toLowerCase() : ""));
		if (own === undefined && !KNOWN.has(name)) return;
		event.preventDefault();
		if (own !== undefined) own();
		else this.#press(name);
	}

	readonly #ownKeys: Readonly<Record<string, () => void>> = {
		"/": () => this.#openFinder(),
		"?": () => this.#tools.help(),
		b: () => this.#toggleBeside(),
		x: () => this.#tools.axis(),
		d: () => this.#toggleTheme(),
		"+": () => this.#zoomBy(1.5),
		"=": () => this.#zoomBy(1.5),
		"-": () => this.#zoomBy(1 / 1.5),
	};

	#press(key: string): void {
		const before = this.#stepper.variant;
		const selected = this.#stepper.position.selected;
		const isJump = key === "c" || key === "backspace";
		if (isJump) this.#writeAddress();
		this.#stepper.press(key);
		if (isJump && key === "c") history.pushState(null, "", this.#address());
		if (this.#stepper.variant !== before) this.#leaveBeside();
		const isOther = this.#stepper.variant !== before || this.#needsLane(selected);
		if (isOther) this.layout();
		else this.render();
		this.#play();
	}

	/** Of many tasks, one that is chosen gets a lane of its own. */
	#needsLane(before: TaskId): boolean {
		return this.#stepper.position.selected !== before && [...this.#book.history.tasks()].length > FEW_TASKS;
	}

	#show(index: number): void {
		this.#stepper.isPlaying = false;
		this.#stepper.show({ index });
		this.render();
	}

	#select(task: TaskId, variant: number | undefined): void {
		if (variant !== undefined && variant !== this.#stepper.variant) this.#setVariant(variant);
		const { index, facts, selected } = this.#stepper.position;
		this.#stepper.show({ index, facts, selected: selected === task ? 0 : task });
		if (this.#needsLane(selected)) this.layout();
		else this.render();
	}

	#setVariant(variant: number): void {
		const { index } = this.#stepper.position;
		const { at } = this.#book.step(index);
		const isAtEnd = this.#stepper.isAtEnd;
		const book = this.#screens[variant]?.book;
		if (book === undefined || variant === this.#stepper.variant) return;
		this.#stepper.show({
			variant,
			index: index === 0 ? 0 : isAtEnd ? book.length - 1 : book.steps.atTime(at),
			selected: 0,
		});
		this.#leaveBeside();
		this.layout();
	}

	/** Two variants beside each other are two. */
	#leaveBeside(): void {
		if (this.#beside === this.#stepper.variant) this.#beside = (this.#beside + 1) % this.#screens.length;
	}

	#toggleBeside(): void {
		if (this.#screens.length < 2) return;
		this.#beside = this.#beside >= 0 ? -1 : (this.#stepper.variant + 1) % this.#screens.length;
		this.layout();
	}

	#toggleTheme(): void {
		this.#hasChosenTheme = true;
		setTheme(document.documentElement.dataset.theme !== "dark");
		this.layout();
	}

	#zoomBy(factor: number): void {
		this.#zoom = Math.max(1, Math.min(200, this.#zoom * factor));
		this.layout();
	}

	#openFinder(): void {
		element("#finder").hidden = false;
		element<HTMLInputElement>("#finder input").select();
		element("#finder input").focus();
	}

	#closeFinder(): void {
		element("#finder").hidden = true;
		element("#finder input").blur();
	}

	#search(isNext: boolean): void {
		const { value } = element<HTMLInputElement>("#finder input");
		const { place, count } =
			value.trim() === "" ? { place: -1, count: -1 } : this.#stepper.search(value, isNext);
		element("#finder output").textContent =
			count < 0 ? "" : count === 0 ? "nothing" : `${place + 1} of ${count}`;
		this.render();
	}

	/** Waits for the next step, while it plays. */
	#play(): void {
		clearTimeout(this.#playTimer);
		const { isPlaying } = this.#stepper;
		element("#play").innerHTML =
			`<svg width="20" height="20" viewBox="0 0 20 20" class="icon"><path d="${isPlaying ? "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" : "M5 3l12 7-12 7z"}"/></svg>`;
		element("#play").setAttribute("aria-label", isPlaying ? "Pause" : "Play");
		if (!isPlaying) return;
		const pause = (STEP_TIME * Math.max(0.02, Math.min(1, 120 / this.#book.length))) / this.#speed;
		this.#playTimer = window.setTimeout(() => {
			this.#stepper.playOn();
			this.render();
			this.#play();
		}, pause);
	}

	// --- the address ---

	#address(): string {
		const { index, facts, selected } = this.#stepper.position;
		const parts = [encodeURIComponent(this.#stepper.screen.variant), `step=${index + 1}`];
		if (facts !== this.#book.step(index).to) parts.push(`fact=${facts}`);
		if (selected !== 0) parts.push(`task=${selected}`);
		const beside = this.#screens[this.#beside];
		if (beside !== undefined) parts.push(`beside=${encodeURIComponent(beside.variant)}`);
		if (!this.#unfolded) parts.push("axis=time");
		return `#${parts.join("&")}`;
	}

	#writeAddress(): void {
		clearTimeout(this.#addressTimer);
		history.replaceState(null, "", this.#address());
	}

	/** Not at every step: browsers count how often that is done. */
	#writeAddressSoon(): void {
		clearTimeout(this.#addressTimer);
		this.#addressTimer = window.setTimeout(() => this.#writeAddress(), 150);
	}

	#readAddress(): void {
		const [name = "", ...rest] = location.hash.slice(1).split("&");
		const asked = new Map(rest.map((part) => part.split("=") as [string, string | undefined]));
		const variantOf = (text: string | undefined) =>
			text === undefined ? -1 : this.#screens.findIndex(({ variant }) => variant === decoded(text));
		const number = (key: string) => Number(asked.get(key) ?? Number.NaN);
		this.#beside = variantOf(asked.get("beside"));
		this.#unfolded = asked.get("axis") !== "time";
		const task = number("task");
		this.#stepper.show({
			variant: Math.max(0, variantOf(name)),
			index: Math.max(0, (number("step") || 1) - 1),
			facts: Number.isInteger(number("fact")) ? number("fact") : undefined,
			selected: 0,
		});
		if (this.#book.history.task(task) !== undefined) {
			const { index, facts } = this.#stepper.position;
			this.#stepper.show({ index, facts, selected: task });
		}
		if (this.#beside === this.#stepper.variant) this.#beside = -1;
	}

	#goToAddress(): void {
		if (location.hash === this.#address()) return;
		this.#readAddress();
		this.layout();
	}

	// --- what does not change from step to step ---

	layout(): void {
		const isNarrow = this.#isNarrow;
		const host = element("#lanes");
		const variants =
			this.#beside >= 0
				? [this.#stepper.variant, this.#beside].sort((a, b) => a - b)
				: [this.#stepper.variant];
		const isCompare = variants.length > 1;
		document.body.classList.toggle("compare", isCompare);
		document.body.classList.toggle("narrow", isNarrow);
		const books = variants.flatMap((variant) => this.#screens[variant]?.book ?? []);
		document.body.classList.toggle(
			"found",
			books.some(({ hasFindings }) => hasFindings),
		);
		const { selected } = this.#stepper.position;
		const lanes = books.map((book) => stepLanes(book.history, book === this.#book ? [selected] : []));
		const total = host.clientWidth - 24;
		const longest = Math.max(...lanes.flat().map(({ label, depth }) => label.length * 7.6 + depth * 16));
		const names = isNarrow ? 0 : Math.min(210, Math.max(70, longest + 20));
		const words = isNarrow ? 0 : Math.min(250, Math.max(150, total * 0.29));
		const room = Math.max(200, total - names - words - (isNarrow ? 0 : ARCS));
		const ending = books.some(({ history }) => history.outcome.kind === "deadlock") ? 34 : 18;
		const axis = unfold(books, {
			room: (room - ending) * this.#zoom,
			turns: this.#turnWidths(books, (room - ending) * this.#zoom),
			share: 0.62,
			whole: false,
		});
		const rows = lanes.reduce((sum, { length }) => sum + length, 0);
		const isMany = books.some(({ history }) => [...history.tasks()].length > FEW_TASKS);
		const free =
			host.clientHeight -
			TOP -
			34 -
			(isCompare ? 60 : 0) -
			(isMany ? (isCompare ? 106 : 180) * books.length : 0);
		const height = isNarrow
			? 40
			: Math.max(isCompare ? 15 : 20, Math.min(52, Math.floor(free / Math.max(1, rows))));
		const set = (name: string, value: string) => host.style.setProperty(name, value);
		set("--h", `${height}px`);
		set("--clamp", height >= 50 ? "3" : height >= 34 ? "2" : "1");
		set("--plotx", `${names}px`);
		set("--plotw", `${room}px`);
		set("--cols", isNarrow ? "1fr" : `${names}px ${room}px ${ARCS}px 1fr`);
		const charts = books.map((book, place): Chart => {
			const top = place === 0 ? TOP : 4;
			const own = lanes[place] ?? [];
			return {
				book,
				lanes: own,
				lives: book.lives(own.map(({ task }) => task)),
				axis,
				run: axis.runs[place] ?? { x0: new Float64Array(), x1: new Float64Array(), end: 0 },
				rowY: (row) => top + row * height + (isNarrow ? 27 : height / 2),
				thick: isNarrow ? 1 : Math.max(0.85, Math.min(1.25, height / 30)),
			};
		});
		host.innerHTML =
			charts
				.map((chart, place) => this.#chartHtml(chart, place, variants[place] ?? 0, height, room, isCompare))
				.join("") + legendHtml(charts);
		this.#shown = charts.map((chart, place) => {
			const top = place === 0 ? TOP : 4;
			const variant = variants[place] ?? 0;
			const node = element(`.chart[data-place="${place}"]`);
			const crowd = node.querySelector<HTMLElement>(".crowd");
			return {
				variant,
				chart,
				node,
				height: top + chart.lanes.length * height + 4,
				top,
				room,
				left: 0,
				crowd:
					crowd === null
						? null
						: new Crowd(crowd, chart.book, isCompare ? 76 : 150, (task) => this.#select(task, variant)),
			};
		});
		for (const shown of this.#shown) drawStill(shown);
		element<HTMLInputElement>("#seek").max = String(this.#book.length - 1);
		for (const [index, button] of document.querySelectorAll(".variants button").entries()) {
			button.setAttribute("aria-pressed", String(index === this.#stepper.variant));
			button.classList.toggle("besides", index === this.#beside);
		}
		element("#beside").setAttribute("aria-pressed", String(isCompare));
		element("#axis").setAttribute("aria-pressed", String(this.#unfolded));
		this.#source.reset();
		if (this.#printedOf !== this.#stepper.variant) this.#printed.reset(this.#stepper.screen);
		this.#printedOf = this.#stepper.variant;
		this.#marksOf = "";
		this.render();
	}

	/** As wide as fits; where that could not be seen, all is to scale. */
	#turnWidths(books: readonly StepBook[], room: number): number[] {
		if (!this.#unfolded) return [0];
		const turns = Math.max(
			1,
			...books.map(({ steps }) => {
				let count = 0;
				for (let index = 0; index < steps.length; index += 1)
					if (steps.kindOf(index) !== "clock" && steps.kindOf(index) !== "loop") count += 1;
				return count;
			}),
		);
		const fits = Math.min(18, (room * 0.62) / turns);
		return fits < 1.5
			? [0]
			: [fits, fits * 0.8, fits * 0.6, fits * 0.4, 0].filter((width) => width === 0 || width >= 1.5);
	}

	#chartHtml(
		{ book, lanes }: Chart,
		place: number,
		variant: number,
		height: number,
		room: number,
		isCompare: boolean,
	): string {
		const top = place === 0 ? TOP : 4;
		const whole = top + lanes.length * height + 4;
		const { history } = book;
		const rows = lanes.map(({ task, label, depth, isLast }, row) => {
			const tree =
				depth === 0 || this.#isNarrow
					? ""
					: `<i style="padding-left:${(depth - 1) * 14 + 4}px">${isLast ? "└" : "├"}</i>`;
			return `<button class="row" style="top:${top + row * height}px" data-task="${task}" data-of="${variant}"><span class="name">${tree}${escapeHtml(label)}</span><span class="now"></span></button>`;
		});
		const run = this.#content.runs[variant];
		const time =
			history.outcome.kind === "deadlock" || history.outcome.kind === "livelock"
				? "never ends"
				: duration(history.elapsed);
		const title = isCompare
			? `<h2><b>${escapeHtml(run?.recording.header.variant ?? "")}</b> ${escapeHtml(run?.summary ?? "")}<span>${time}</span></h2>`
			: "";
		const tasks = [...history.tasks()].length;
		const label = escapeHtml(`${tasks} tasks over ${duration(history.elapsed)}`);
		const size = `width="${room}" height="${whole}"`;
		const svg = `<svg class="ground" ${size} aria-hidden="true"></svg><div class="mark"></div><svg class="still" ${size} role="img" aria-label="${label}"></svg><div class="veil"></div><svg class="over" ${size} aria-hidden="true"></svg>`;
		const crowd = tasks > FEW_TASKS ? '<div class="crowd"><div><canvas></canvas></div><p></p></div>' : "";
		return `<div class="chart" data-place="${place}">${title}<div class="body" style="height:${whole}px">${rows.join("")}<div class="plot" data-chart="${place}" style="height:${whole}px">${svg}</div><svg class="arcs" width="${ARCS}" height="${whole}" aria-hidden="true"></svg></div>${crowd}</div>`;
	}

	// --- what changes with every step ---

	render(): void {
		const { screen, position } = this.#stepper;
		const { book } = screen;
		const { index, facts, selected, note } = position;
		const step = book.step(index);
		const parts = book.parts(index);
		const standings = step.kind === "end" ? book.standingsAfter(index) : book.standings(facts);
		const isPart = facts < step.to;
		setText(element("#time"), duration(step.at));
		setText(element("#count"), `step ${index + 1} of ${book.length}${isPart ? " …" : ""}`);
		const last = parts.findLastIndex(({ after }) => after <= facts);
		setHtml(
			element("#prose"),
			parts
				.map(({ text, role }, place) => {
					const kind =
						isPart && place > last
							? "later"
							: isPart && place === last
								? "act"
								: role === "quiet"
									? "quiet"
									: role === "bad"
										? "bad"
										: "";
					return `<span class="${kind}">${role === "who" ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text)}</span>`;
				})
				.join(""),
		);
		this.#renderWhy(note);
		const said = `${duration(step.at)}. ${note === "" ? "" : `${note} `}${partsText(isPart ? parts.slice(0, last + 1) : parts)}`;
		if (!this.#stepper.isPlaying || book.length < 60) element("#live").textContent = said;
		const seek = element<HTMLInputElement>("#seek");
		seek.value = String(index);
		seek.setAttribute("aria-valuetext", `${duration(step.at)}, step ${index + 1} of ${book.length}`);
		seek.style.setProperty("--done", `${book.length > 1 ? (100 * index) / (book.length - 1) : 0}%`);
		setHtml(
			element("#taskkeys"),
			selected === 0
				? '<span><kbd>→</kbd> next turn</span><span title="one thing within the turn on: a call, a print, a wait"><kbd>.</kbd> next thing in it</span><span><kbd>c</kbd> why</span><span><kbd>/</kbd> find</span>'
				: `<b>${escapeHtml(book.history.label(selected))}</b> <button data-key="p"><kbd>p</kbd> before</button><button data-key="n"><kbd>n</kbd> next</button>`,
		);
		this.#drawMarks();
		for (const shown of this.#shown) this.#renderChart(shown, standings);
		renderLoop(screen, position, standings);
		this.#source.render(screen, position, standings, this.#isNarrow);
		this.#printed.render(screen, position);
		// What has to measure comes last: the page is laid out once.
		this.#fit();
		this.#source.scroll();
		this.#printed.scroll();
		this.#writeAddressSoon();
	}

	#renderWhy(note: string): void {
		const { book } = this.#stepper.screen;
		const { index } = this.#stepper.position;
		const why = book.why(index);
		const run = this.#content.runs[this.#stepper.variant];
		const lesson = run?.fix ?? this.#content.why;
		const box = element("#why");
		if (note !== "") setHtml(box, `<span class="note">${escapeHtml(note)}</span>`);
		else if (index === book.length - 1 && lesson !== "" && (run?.fix !== undefined || why === null))
			setHtml(box, `<span class="note">${escapeHtml(lesson)}</span>`);
		else if (why === null) setHtml(box, "&nbsp;");
		else
			setHtml(
				box,
				`<button data-key="c"><kbd>c</kbd> why now? ${escapeHtml(why.words)}: ${distanceText(book.steps, index, why.step)}</button>`,
			);
	}

	/** The sentence in a size in which it fits: the panes below never move. */
	#fit(): void {
		const [card, prose] = [element("#card"), element("#prose")];
		for (const size of this.#isNarrow ? [17, 16, 15, 14, 13, 12, 11] : [20, 18.5, 17, 16, 15, 14]) {
			prose.style.fontSize = `${size}px`;
			if ((prose.parentElement?.scrollHeight ?? 0) <= card.clientHeight - 14) return;
		}
	}

	#renderChart(shown: Shown, standings: Standings): void {
		const { chart, node, variant, top, height } = shown;
		const { index, hidesFuture } = this.#stepper.position;
		const isActive = variant === this.#stepper.variant;
		const lead = this.#shown.find((one) => one.variant === this.#stepper.variant)?.chart ?? chart;
		const kind = lead.book.steps.kindOf(index);
		const end = lead.run.x1[index] ?? 0;
		const wanted = kind === "clock" ? (lead.run.x1[index - 1] ?? 0) : (lead.run.x0[index] ?? 0);
		const begin = end - wanted < 3 ? Math.max(0, end - 3) : wanted;
		const isStuck = kind === "end" && lead.book.history.outcome.kind !== "returned";
		if (end < shown.left + 60 || end > shown.left + shown.room - 90) {
			const most = Math.max(0, chart.axis.width + ARCS - shown.room);
			const left = Math.max(0, Math.min(most, end - shown.room * 0.4));
			if (this.#zoom > 1 && left !== shown.left) {
				shown.left = left;
				drawStill(shown);
			}
		}
		const isOver = index === lead.book.length - 1;
		place(node, ".mark", {
			name: `mark${isActive ? "" : " pale"}${isStuck ? " stuck" : ""}`,
			x: begin - 0.5 - shown.left,
			y: Math.max(0, top - 22),
			width: Math.max(4, end - begin + 1),
			height,
		});
		const veil = end + 0.5 - shown.left;
		place(node, ".veil", {
			name: `veil${hidesFuture ? " hide" : ""}`,
			x: veil,
			y: top + 1,
			width: isOver ? 0 : Math.max(0, shown.room - veil),
			height: Math.max(0, height - top),
		});
		const own = isActive ? standings : this.#standingsAt(chart, end, isOver);
		const now = isActive ? lead.book.steps.taskOf(index) : 0;
		this.#renderRows(shown, own, now, isActive);
		setHtml(element(".over", node), isActive ? this.#arrows(chart, now) : "");
		setHtml(element(".arcs", node), this.#isNarrow ? "" : this.#arcs(chart, own));
		shown.crowd?.render(own, now, isActive ? this.#stepper.position.selected : 0);
	}

	/** How the run beside stands at the same place of the axis. */
	#standingsAt({ book, run }: Chart, x: number, isOver: boolean): Standings {
		return book.standingsAfter(
			isOver && book.history.elapsed <= this.#book.history.elapsed
				? book.length - 1
				: lastUpTo(run.x1, x + 0.01),
		);
	}

	#renderRows({ chart, node }: Shown, standings: Standings, now: TaskId, isActive: boolean): void {
		const { selected } = this.#stepper.position;
		const { ring } = standings;
		for (const [place, row] of node.querySelectorAll<HTMLElement>(".row").entries()) {
			const lane = chart.lanes[place];
			const words = row.querySelector(".now");
			if (lane === undefined || words === null) continue;
			const { task, label } = lane;
			row.setAttribute("aria-pressed", String(isActive && task === selected));
			const marks = [
				task === now ? "here" : "",
				isActive && task === selected ? "sel" : "",
				ring.has(task) ? "ring" : "",
			];
			const said = standings.words(task);
			row.className = `row ${standings.of(task)} ${marks.join(" ")}`;
			if (!setText(words, said)) continue;
			row.setAttribute("aria-label", `${label}: ${said === "" ? "not made yet" : said}`);
		}
	}

	/** Where the turn came from, and whom it woke or asked to stop. */
	#arrows({ book, lanes, run, rowY }: Chart, now: TaskId): string {
		const { index, facts } = this.#stepper.position;
		const rows = new Map(lanes.map(({ task }, row) => [task, row]));
		const own = rows.get(now);
		if (own === undefined) return "";
		const step = book.step(index);
		const [x0, x1] = [run.x0[index] ?? 0, run.x1[index] ?? 0];
		const middle = (x0 + x1) / 2;
		let arrows = "";
		const why = book.why(index);
		const from = why === null ? undefined : rows.get(book.steps.taskOf(why.step));
		if (why !== null && from !== undefined && from !== own)
			arrows += arrowSvg(run.x1[why.step] ?? 0, rowY(from), x0, rowY(own), "cause");
		for (let fact = step.from; fact < Math.min(facts, step.to); fact += 1) {
			const told = book.history.recording.facts.at(fact);
			const row = told === undefined ? undefined : rows.get(told.task);
			if (row === undefined || row === own) continue;
			if (told?.kind === "cancel-requested" && told.accepted)
				arrows += arrowSvg(middle, rowY(own), middle, rowY(row) - 6, "cancel");
			else if (told?.kind === "woken" && told.cause.kind !== "cancelled")
				arrows += arrowSvg(
					middle,
					rowY(own),
					Math.max(middle + 4, xOfFact(book, run, fact) + 3),
					rowY(row),
					"effect",
				);
		}
		return arrows;
	}

	#arcs({ lanes, rowY }: Chart, standings: Standings): string {
		const rows = new Map(lanes.map(({ task }, row) => [task, row]));
		const tasks = lanes.flatMap(({ task }) => standings.moment.task(task) ?? []);
		const drawn = standings.edges(tasks).flatMap(({ from, to, kind }) => {
			const [a, b] = [rows.get(from), rows.get(to)];
			if (a === undefined || b === undefined) return [];
			const isRing = standings.ring.has(from) && standings.ring.has(to);
			return [{ isRing, svg: arcSvg(rowY(a), rowY(b), Math.abs(a - b), kind, isRing) }];
		});
		return drawn
			.sort((a, b) => Number(a.isRing) - Number(b.isRing))
			.map(({ svg }) => svg)
			.join("");
	}

	/** Above the slider: jumps of the clock, requests to stop, failures, findings, and the steps of the chosen task. */
	#drawMarks(): void {
		const { selected, hidesFuture, index } = this.#stepper.position;
		const canvas = element<HTMLCanvasElement>("#marks");
		const key = `${this.#stepper.variant} ${selected} ${canvas.clientWidth} ${document.documentElement.dataset.theme} ${hidesFuture ? index : ""}`;
		if (key === this.#marksOf) return;
		this.#marksOf = key;
		const ink = canvas.getContext("2d");
		if (ink === null) return;
		const [width, height] = [canvas.clientWidth, canvas.clientHeight];
		canvas.width = width * devicePixelRatio;
		canvas.height = height * devicePixelRatio;
		ink.scale(devicePixelRatio, devicePixelRatio);
		const style = getComputedStyle(document.documentElement);
		const color = (name: string) => style.getPropertyValue(name).trim();
		const { steps, history } = this.#book;
		const x = (step: number) => 8 + (width - 16) * (steps.length > 1 ? step / (steps.length - 1) : 0);
		if (selected !== 0) {
			ink.fillStyle = color("--ink");
			for (const step of steps.ofTask(selected)) ink.fillRect(x(step) - 1.5, height - 5, 3, 5);
		}
		ink.fillStyle = color("--line2");
		let last = Number.NEGATIVE_INFINITY;
		for (let step = 0; step < steps.length; step += 1) {
			if ((step > 0 && steps.kindOf(step) !== "clock") || x(step) - last < 3) continue;
			last = x(step);
			ink.fillRect(last - 0.5, 0, 1, height / 2 + 2);
		}
		const triangle = (step: number, name: string) => {
			if (hidesFuture && step > index) return;
			ink.fillStyle = color(name);
			ink.beginPath();
			ink.moveTo(x(step) - 4, 0);
			ink.lineTo(x(step) + 4, 0);
			ink.lineTo(x(step), 7);
			ink.fill();
		};
		for (const [fact, { accepted }] of history.indexed("cancel-requested"))
			if (accepted) triangle(steps.ofFact(fact), "--cancel");
		for (const { id, ending } of history.tasks()) {
			if (ending?.how !== "raised") continue;
			const end = history
				.factsAbout(id)
				.findLast((fact) => history.recording.facts.at(fact)?.kind === "task-ended");
			if (end !== undefined) triangle(steps.ofFact(end), "--fail");
		}
		for (let step = 0; step < steps.length; step += 1)
			if (this.#book.findings(step).length > 0) triangle(step, "--fail");
		for (const { step } of this.#book.onsets) triangle(step, "--fail");
	}

	/** All steps as text, for paper. */
	#print(): void {
		const { steps } = this.#book;
		const shown = Math.min(MOST_ON_PAPER, steps.length);
		const items = Array.from(
			{ length: shown },
			(_, index) => `<li>${duration(steps.at(index).at)}: ${escapeHtml(this.#book.text(index))}</li>`,
		);
		const more = steps.length > shown ? `<li>… and ${steps.length - shown} steps more</li>` : "";
		element("#story ol").innerHTML = items.join("") + more;
	}
}

/** The keys that the stepper knows. */
const KNOWN: ReadonlySet<string> = new Set([
	...Object.values(NAMES),
	"ctrl-right",
	"ctrl-left",
	".",
	",",
	" ",
	"c",
	"n",
	"p",
	"v",
	"h",
]);

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return text;
		throw error;
	}
}

/** The number of the last of these that is no more than `x`; they ascend. */
function lastUpTo(places: Float64Array, x: number): number {
	return Math.max(0, firstOf(places.length, (step) => (places[step] ?? 0) > x) - 1);
}

/** Draws what stays from step to step, as far as it is in sight. */
function drawStill({ chart, node, left, room, top, height }: Shown): void {
	const sight = { left: left - 20, right: left + room + 20 };
	for (const name of ["ground", "still", "over"])
		element(`svg.${name}`, node).setAttribute("viewBox", `${left} 0 ${room} ${height}`);
	setHtml(element(".ground", node), zonesSvg(chart.axis, top, height, sight));
	const axis = top === TOP ? axisSvg(chart.axis, top, sight) : "";
	setHtml(element(".still", node), axis + lanesSvg(chart, sight));
}

/** Where the mark and the veil are: moved, and not drawn anew. */
function place(
	node: HTMLElement,
	selector: string,
	at: {
		readonly name: string;
		readonly x: number;
		readonly y: number;
		readonly width: number;
		readonly height: number;
	},
): void {
	const box = element(selector, node);
	box.className = at.name;
	box.style.cssText = `top:${at.y}px;height:${at.height}px;transform:translateX(${at.x}px) scaleX(${at.width})`;
}

function legendHtml(charts: readonly Chart[]): string {
	const states = new Set(
		charts.flatMap(({ lives }) => lives.flatMap(({ stretches }) => stretches.map(({ state }) => state))),
	);
	const ends = new Set(
		charts.flatMap(({ book, lives }) =>
			lives.map(({ ended }) => {
				const told = ended === null ? undefined : book.history.recording.facts.at(ended);
				return told?.kind === "task-ended" ? told.ending.how : "";
			}),
		),
	);
	const isAsked = charts.some(({ lives }) => lives.some(({ asked }) => asked.length > 0));
	const isStuck = charts.some(({ book }) => book.history.outcome.kind === "deadlock");
	const swatch = (svg: string, words: string) =>
		`<span><svg width="26" height="16" aria-hidden="true">${svg}</svg>${words}</span>`;
	const bars = (["running", "ready", "waiting", "blocked", "awaiting", "cleaning-up"] as const).filter(
		(state) => states.has(state),
	);
	const words = {
		running: "runs",
		ready: "ready",
		waiting: "timer or I/O",
		blocked: "held up",
		awaiting: "awaits another",
		"cleaning-up": "told to stop, goes on",
	};
	const drawn = (draw: (drawing: Drawing) => void) => {
		const drawing = new Drawing();
		draw(drawing);
		return drawing.svg();
	};
	const bar = (state: State) => {
		const [from, to] = state === "running" ? [8, 17] : [1, 25];
		return drawn((drawing) => drawing.bar(state, from, to, 8, 1));
	};
	const sign = (name: SignName) => drawn((drawing) => drawing.sign(name, 12, 8));
	const items = [
		...bars.map((state) => swatch(bar(state), words[state])),
		...(isAsked
			? [
					swatch(
						drawn((drawing) => drawing.told(13.5, 4)),
						"is told to stop",
					),
				]
			: []),
		...(ends.has("returned") ? [swatch(sign("done"), "done")] : []),
		...(ends.has("raised") ? [swatch(sign("failed"), "failed")] : []),
		...(ends.has("cancelled") ? [swatch(sign("cancelled"), "cancelled")] : []),
		...(isStuck ? [swatch(sign("never"), "never wakes")] : []),
	];
	return `<p class="legend">${items.join("")}</p>`;
}

const started = performance.now();
unpacked("data").then((bytes) => {
	new Viewer(pageContent(bytes));
	document.documentElement.dataset.ready = String(Math.round(performance.now() - started));
});
