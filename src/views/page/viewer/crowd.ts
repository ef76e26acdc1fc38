// Every task a cell: what a thousand of them do at one moment.

import type { TaskId } from "../../../recording/index.ts";
import { count } from "../../../text/figures.ts";
import type { StepBook } from "../../steps/book.ts";
import type { Standing, Standings } from "../../steps/standing.ts";
import { element, setHtml } from "./panes.ts";

const LARGEST = 14;
const SMALLEST = 3;
/** What marks a cell can be seen from this size on. */
const LEAST_SPOT = 8;

const WORDS: readonly (readonly [Standing, string])[] = [
	["running", "runs"],
	["ready", "ready"],
	["waiting", "wait for a timer or I/O"],
	["blocked", "held up"],
	["awaiting", "await another"],
	["cleaning-up", "told to stop, go on"],
	["ended", "done"],
	["failed", "failed"],
	["cancelled", "cancelled"],
	["unborn", "not made yet"],
];

const INKS: Readonly<Record<Standing, string>> = {
	unborn: "--unborn",
	ready: "--held",
	running: "--ink",
	waiting: "--wait",
	blocked: "--held",
	awaiting: "--faint",
	"cleaning-up": "--cancel",
	ended: "--line2",
	failed: "--fail",
	cancelled: "--cancel",
};

/** All tasks of a run but main. A step draws the cells anew that it changes. */
export class Crowd {
	readonly #tasks: readonly TaskId[];
	readonly #ink: CanvasRenderingContext2D;
	readonly #words: Element;
	readonly #size: number;
	readonly #across: number;
	readonly #colors: ReadonlyMap<string, string>;
	/** How each was drawn. */
	readonly #drawn: (Standing | null)[];
	readonly #counts = new Map<Standing, number>();
	/** Those that stand out. */
	readonly #spots = document.createElement("span");

	/** @param most the greatest height; `pick` is called with the task that is clicked */
	constructor(box: HTMLElement, book: StepBook, most: number, pick: (task: TaskId) => void) {
		const canvas = element<HTMLCanvasElement>("canvas", box);
		const ink = canvas.getContext("2d");
		if (ink === null) throw new Error("this browser has no canvas");
		this.#ink = ink;
		this.#words = element("p", box);
		const { history } = book;
		this.#tasks = Array.from(history.tasks(), ({ id }) => id).filter((id) => id !== history.main);
		this.#drawn = this.#tasks.map(() => null);
		const width = Math.max(SMALLEST, box.clientWidth - 12);
		let size = LARGEST;
		while (size > SMALLEST && Math.ceil(this.#tasks.length / Math.floor(width / size)) * size > most)
			size -= 1;
		this.#size = size;
		this.#across = Math.floor(width / size);
		const height = Math.ceil(this.#tasks.length / this.#across) * size;
		canvas.style.height = `${height}px`;
		canvas.style.width = `${width}px`;
		canvas.width = width * devicePixelRatio;
		canvas.height = height * devicePixelRatio;
		ink.scale(devicePixelRatio, devicePixelRatio);
		const style = getComputedStyle(document.documentElement);
		this.#colors = new Map(Object.values(INKS).map((name) => [name, style.getPropertyValue(name).trim()]));
		canvas.after(this.#spots);
		canvas.onclick = ({ offsetX, offsetY }) => {
			const task = this.#tasks[Math.floor(offsetX / size) + this.#across * Math.floor(offsetY / size)];
			if (task !== undefined) pick(task);
		};
	}

	render(standings: Standings, now: TaskId, selected: TaskId): void {
		for (const [place, task] of this.#tasks.entries()) {
			const standing = standings.of(task);
			if (standing === this.#drawn[place]) continue;
			this.#count(this.#drawn[place] ?? null, -1);
			this.#count(standing, 1);
			this.#drawn[place] = standing;
			this.#draw(place, standing);
		}
		setHtml(this.#spots, this.#spot(selected, "") + this.#spot(now, "here"));
		const parts = WORDS.flatMap(([standing, text]) => {
			const number = this.#counts.get(standing) ?? 0;
			return number === 0 ? [] : [`<span>${count(number)} ${text}</span>`];
		});
		setHtml(this.#words, `<b>${count(this.#tasks.length)} tasks, a cell each</b>${parts.join("")}`);
	}

	#count(standing: Standing | null, by: number): void {
		if (standing !== null) this.#counts.set(standing, (this.#counts.get(standing) ?? 0) + by);
	}

	#corner(place: number): [number, number] {
		return [(place % this.#across) * this.#size, Math.floor(place / this.#across) * this.#size];
	}

	get #edge(): number {
		return this.#size - (this.#size > 5 ? 1.5 : 0.5);
	}

	#draw(place: number, standing: Standing): void {
		const [x, y] = this.#corner(place);
		this.#ink.clearRect(x, y, this.#size, this.#size);
		drawCell(this.#ink, standing, this.#colors.get(INKS[standing]) ?? "", x, y, this.#edge);
	}

	/** Where it is, above its cell: some cells are too small to tell. */
	#spot(task: TaskId, name: string): string {
		const place = this.#tasks.indexOf(task);
		if (place < 0) return "";
		const [x, y] = this.#corner(place);
		const size = Math.max(LEAST_SPOT, this.#edge + 3);
		const by = (size - this.#edge) / 2;
		return `<i class="spot ${name}" style="left:${x - by}px;top:${y - by}px;width:${size}px;height:${size}px"></i>`;
	}
}

/** Told apart by shape, not by colour alone. */
function drawCell(
	ink: CanvasRenderingContext2D,
	standing: Standing,
	color: string,
	x: number,
	y: number,
	edge: number,
): void {
	ink.fillStyle = color;
	ink.strokeStyle = color;
	ink.lineWidth = 1.3;
	const faint = (part: number) => {
		ink.globalAlpha = part;
		ink.fillRect(x, y, edge, edge);
		ink.globalAlpha = 1;
	};
	const line = (x0: number, y0: number, x1: number, y1: number) => {
		ink.beginPath();
		ink.moveTo(x + x0 * edge, y + y0 * edge);
		ink.lineTo(x + x1 * edge, y + y1 * edge);
		ink.stroke();
	};
	if (standing === "unborn") ink.fillRect(x + edge / 2 - 0.75, y + edge / 2 - 0.75, 1.5, 1.5);
	else if (standing === "ready") {
		faint(0.35);
		line(0, 1, 1, 0);
	} else if (standing === "blocked") {
		faint(0.22);
		const dot = Math.max(1, edge / 4);
		ink.fillRect(x + (edge - dot) / 2, y + (edge - dot) / 2, dot, dot);
	} else if (standing === "failed" || standing === "cancelled") {
		faint(0.25);
		line(0.8, 0.2, 0.2, 0.8);
		if (standing === "failed") line(0.2, 0.2, 0.8, 0.8);
	} else if (standing === "awaiting" || standing === "cleaning-up")
		ink.fillRect(x, y + edge / 2 - 1, edge, 2);
	else faint(1);
}
