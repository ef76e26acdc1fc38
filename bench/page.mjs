// node bench/page.mjs: how long pages of large runs take to load, to step on and back, and to seek, in a Chromium.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { median } from "./median.mjs";
import { mulberry32 } from "./random.mjs";

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const VIEWER = statSync(pathOf("../dist/cli/page.html")).size;

/** What loading, a step, a step back and a jump may take at most, in milliseconds of the page's main thread. */
const OF_TEN_THOUSAND = { load: 500, step: 16, back: 33, seek: 33 };
const OF_MANY = { load: 1000, step: 33, back: 33, seek: 33 };

/** Runs of the office. */
const RUNS = [
	{ facts: "10,000", clerks: 10, rounds: 90, most: OF_TEN_THOUSAND },
	{ facts: "10,000", clerks: 600, rounds: 1, most: OF_TEN_THOUSAND },
	{ facts: "130,000", clerks: 10, rounds: 1170, most: OF_MANY },
	{ facts: "130,000", clerks: 1000, rounds: 11, most: OF_MANY },
	{ facts: "130,000", clerks: 8000, rounds: 1, most: OF_MANY },
];

/** So often each key is pressed. */
const PRESSES = 30;

function makePage(path, { clerks, rounds }) {
	const office = pathOf("workloads/office.mjs");
	const numbers = ["--set", `clerks=${clerks}`, "--set", `rounds=${rounds}`];
	const program = pathOf("../bin/async-lessons.js");
	const { status, stderr } = spawnSync(process.execPath, [
		program,
		"run",
		office,
		...numbers,
		"--html",
		path,
	]);
	if (status !== 0) throw new Error(String(stderr));
	return statSync(path).size - VIEWER;
}

/** Processor time of the page's main thread, in milliseconds: what it takes on a machine that does nothing else. */
async function timer(page) {
	const session = await page.context().newCDPSession(page);
	await session.send("Performance.enable", { timeDomain: "threadTicks" });
	return async () => {
		const { metrics } = await session.send("Performance.getMetrics");
		return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
	};
}

/** Until what was asked for has been drawn. */
function drawn(page) {
	return page.evaluate(
		() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
	);
}

/** The median time of what is done to a page. */
async function times(page, now, act) {
	const all = [];
	for (let press = 0; press < PRESSES; press += 1) {
		const before = await now();
		await act();
		await drawn(page);
		all.push((await now()) - before);
	}
	return median(all);
}

async function seek(page, part) {
	await page.evaluate((to) => {
		const slider = document.querySelector("#seek");
		slider.value = String(Math.floor(to * Number(slider.max)));
		slider.dispatchEvent(new Event("input", { bubbles: true }));
	}, part);
}

async function measure(browser, path) {
	const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
	await page.goto("about:blank");
	const now = await timer(page);
	const before = await now();
	await page.goto(pathToFileURL(path).href);
	await page.waitForSelector("html[data-ready]");
	await drawn(page);
	const load = (await now()) - before;
	const random = mulberry32(1);
	const seekTime = await times(page, now, () => seek(page, random() / 2 ** 32));
	await seek(page, 0.6);
	const step = await times(page, now, () => page.keyboard.press("ArrowRight"));
	const back = await times(page, now, () => page.keyboard.press("ArrowLeft"));
	await page.close();
	return { load, step, back, seek: seekTime };
}

function line(name, cells) {
	return name.padEnd(24) + cells.map((cell) => cell.padStart(12)).join("");
}

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const folder = mkdtempSync(join(tmpdir(), "async-lessons-bench-page-"));
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--headless", "--no-sandbox"] });
try {
	console.log(line("facts, tasks", ["B a fact", "load", "step", "back", "seek", "at most"]));
	for (const run of RUNS) {
		const name = `${run.facts}, ${run.clerks + 1}`;
		if (!name.includes(values.only)) continue;
		const path = join(folder, "office.html");
		const bytes = makePage(path, run);
		const took = await measure(browser, path);
		const isOver = Object.entries(run.most).some(([what, most]) => took[what] > most);
		if (isOver) process.exitCode = 1;
		const cells = [took.load, took.step, took.back, took.seek].map((ms) => `${ms.toFixed(1)} ms`);
		const perFact = (bytes / Number(run.facts.replace(",", ""))).toFixed(2);
		console.log(line(name, [perFact, ...cells, Object.values(run.most).join(", ") + (isOver ? " !" : "")]));
	}
} finally {
	await browser.close();
	rmSync(folder, { recursive: true });
}
