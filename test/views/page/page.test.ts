import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Interruption } from "../../../src/cli/interruption.ts";
import { pageText } from "../../../src/cli/page-file.ts";
import { silence } from "../../../src/cli/progress.ts";
import { recordJob } from "../../../src/cli/runs.ts";
import { sourcesOf } from "../../../src/cli/sources.ts";
import { registry } from "../../../src/demos/registry.ts";
import { fakeContext } from "../../cli/fake-context.ts";
import { SEED } from "../../seed.ts";
import { FLAGS, findChromium } from "./find-chromium.ts";

const executablePath = findChromium();
const SIZES = [
	{ width: 1280, height: 720 },
	{ width: 1024, height: 768 },
	{ width: 390, height: 844 },
] as const;

/** How a page is looked at. */
interface Look {
	readonly viewport: { readonly width: number; readonly height: number };
	readonly colorScheme: "light" | "dark";
}

const LOOKS = SIZES.flatMap((viewport) =>
	(["light", "dark"] as const).map((colorScheme): Look => ({ viewport, colorScheme })),
);
const USUAL: Look = { viewport: SIZES[0], colorScheme: "light" };

/** With STEPS=N so many steps of each run in every size and theme; else the first few, of some demos, in one of them. */
const ALL_STEPS = process.env.STEPS;
const MOST_STEPS = Number(ALL_STEPS ?? 5);

/** How the page of a demo is looked at: half of the demos in one way each, which the seed says. */
function looksAt(index: number): readonly Look[] {
	if (ALL_STEPS !== undefined) return LOOKS;
	const turn = (index + SEED) % (2 * LOOKS.length);
	return LOOKS.slice(turn, turn + 1);
}

let folder: string;
let browser: Browser;
/** All pages are opened in it, one after the other: a new one takes longer than most tests. */
let page: Page;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-page-"));
	if (executablePath === null) return;
	browser = await chromium.launch({ executablePath, args: FLAGS });
	page = await browser.newPage();
}, 60_000);
afterAll(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true });
});

/** Writes the page of a demo. */
async function pageOf(name: string): Promise<string> {
	const context = fakeContext();
	const interruption = new Interruption();
	const [source] = await sourcesOf([name], {}, context, interruption);
	if (source === undefined) throw new Error(`there is no demo called ${name}`);
	const path = join(folder, `${name}.html`);
	writeFileSync(path, pageText(source, await recordJob(source.job, silence, interruption), context));
	return path;
}

/** Opens a page, and answers what goes wrong with it from then on: errors, and what it asks of the network. */
async function opened(path: string, hash = "", { viewport, colorScheme }: Look = USUAL): Promise<string[]> {
	page.removeAllListeners();
	// Where only the hash differs from the page before, that one would stay.
	await page.goto("about:blank");
	await page.setViewportSize(viewport);
	await page.emulateMedia({ media: "screen", colorScheme });
	const wrong: string[] = [];
	page.on("pageerror", (error) => wrong.push(String(error)));
	page.on("console", (message) => {
		if (message.type() === "error") wrong.push(message.text());
	});
	const url = pathToFileURL(path).href;
	page.on("request", (request) => {
		if (!request.url().startsWith(url)) wrong.push(`asks for ${request.url()}`);
	});
	await page.goto(url + hash);
	await page.waitForSelector("html[data-ready]");
	return wrong;
}

/** Goes through all runs of a page with its keys, and says what is wrong at which step. */
function walk(most: number): Promise<string[]> {
	return page.evaluate((limit) => {
		const wrong: string[] = [];
		const press = (key: string) =>
			document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
		const panes = ["#card", "#lanes", "#loop", "#source", "#printed", "footer"];
		const places = () =>
			panes.map((pane) => {
				const { x, y, width, height } =
					document.querySelector(pane)?.getBoundingClientRect() ?? new DOMRect();
				return `${pane} ${x} ${y} ${width} ${height}`;
			});
		const variants = document.querySelectorAll<HTMLElement>(".variants button");
		for (const variant of variants) {
			variant.click();
			press("Home");
			const first = places().join();
			const steps = Number((document.querySelector("#seek") as HTMLInputElement).max) + 1;
			for (let step = 1; step <= steps; step += 1) {
				if (step > limit && step < steps) {
					press("End");
					step = steps;
				}
				const where = `${variant.textContent}, step ${step}`;
				const said = document.querySelector("#prose")?.textContent ?? "";
				const words = ["#card", "#lanes", "#loop"]
					.map((pane) => document.querySelector(pane)?.textContent)
					.join(" ");
				const shown = document.querySelector("#count")?.textContent ?? "";
				if (shown !== `step ${step} of ${steps}`) wrong.push(`${where}: shows ${shown}`);
				if (said.length < 10 || /undefined|NaN|\[object/.test(words)) wrong.push(`${where}: says ${said}`);
				if ((document.querySelector(".plot")?.clientWidth ?? 0) < 150)
					wrong.push(`${where}: the lanes can't be seen`);
				if (document.documentElement.scrollWidth > innerWidth)
					wrong.push(`${where}: is ${document.documentElement.scrollWidth} wide`);
				const card = document.querySelector("#card");
				if (card !== null && card.scrollHeight > card.clientHeight + 2)
					wrong.push(`${where}: the sentence does not fit: ${said}`);
				if (innerWidth >= 720 && places().join() !== first)
					wrong.push(`${where}: a pane has moved: ${places().join()} from ${first}`);
				press("ArrowRight");
			}
		}
		return wrong.slice(0, 10);
	}, most);
}

function aPage(): void {
	test("takes at most 100 kB without its run", () => {
		expect(
			statSync(fileURLToPath(new URL("../../../dist/cli/page.html", import.meta.url))).size,
		).toBeLessThan(100_000);
	});

	const looked = registry.map(({ name }, index) => [name, looksAt(index)] as const);
	test.each(looked.filter(([, looks]) => looks.length > 0))(
		`of %s shows every step in every size and theme, and asks nobody for anything: SEED=${SEED}`,
		async (name, looks) => {
			const path = await pageOf(name);
			for (const look of looks) {
				const wrong = await opened(path, "", look);
				expect([...(await walk(MOST_STEPS)), ...wrong]).toEqual([]);
			}
		},
		300_000,
	);

	test("has a key for everything", async () => {
		const wrong = await opened(await pageOf("cancel"), "#cancelled&step=9");
		const said = () => page.textContent("#count");
		const after = async (...keys: string[]) => {
			for (const key of keys) await page.keyboard.press(key);
			return said();
		};
		await page.keyboard.press("Space");
		expect(await page.getAttribute("#play", "aria-label")).toBe("Pause");
		await page.keyboard.press("Space");
		expect(await page.getAttribute("#play", "aria-label")).toBe("Play");
		expect(await said()).toBe("step 9 of 15");
		expect(await after("ArrowLeft")).toBe("step 8 of 15");
		expect(await after("PageDown")).toBe("step 9 of 15");
		expect(await after("c")).toBe("step 2 of 15");
		expect(await page.textContent("#why")).toBe(
			"main set its timer: 7 steps back, 2.00 s. Backspace returns.",
		);
		expect(await after("Backspace")).toBe("step 9 of 15");
		expect(await after("Comma")).toBe("step 9 of 15 …");
		expect(await after("Period")).toBe("step 9 of 15");
		expect(await after("Control+ArrowRight")).toBe("step 12 of 15");
		expect(await after("Control+ArrowLeft")).toBe("step 8 of 15");
		expect(await after("End")).toBe("step 15 of 15");
		expect(await after("Home")).toBe("step 1 of 15");
		expect(await after("ArrowDown", "ArrowDown", "ArrowDown")).toBe("step 1 of 15");
		expect(await page.textContent("#taskkeys b")).toBe("Slow");
		expect(await after("n", "n")).toBe("step 4 of 15");
		expect(await after("p")).toBe("step 2 of 15");
		expect(await after("Home", "v", "v")).toBe("step 1 of 26");
		expect(await page.textContent(".variants [aria-pressed=true]")).toBe("left-alone");
		await page.keyboard.press("b");
		expect(await page.locator(".chart").count()).toBe(2);
		await page.keyboard.press("b");
		await page.keyboard.press("x");
		expect(await page.getAttribute("#axis", "aria-pressed")).toBe("false");
		await page.keyboard.press("d");
		expect(await page.getAttribute("html", "data-theme")).toBe("dark");
		await page.keyboard.press("h");
		expect(await page.locator(".veil.hide").count()).toBe(1);
		await page.keyboard.press("+");
		await page.keyboard.press("-");
		await page.keyboard.press("/");
		await page.keyboard.type("step 5/8");
		expect(await page.textContent("#finder output")).toBe("1 of 1");
		expect(await said()).toBe("step 18 of 26");
		await page.keyboard.press("Escape");
		await page.keyboard.press("?");
		expect(await page.locator("#keys[open] dt").count()).toBe(15);
		await page.keyboard.press("Escape");
		expect(wrong).toEqual([]);
	}, 60_000);

	test("keeps where one is in its address, and goes there", async () => {
		const wrong = await opened(await pageOf("rate-limit"), "#re-locked&step=17&task=5&beside=fixed");
		expect(await page.textContent("#prose")).toBe(
			"req 3 goes on: its timer was due. It waits for limiter.lock, held by itself. Now req 3 can never go on.",
		);
		expect(await page.textContent("#taskkeys b")).toBe("req 3");
		expect(await page.locator(".chart").count()).toBe(2);
		await page.keyboard.press("End");
		await page.waitForFunction(() => location.hash === "#re-locked&step=18&task=5&beside=fixed");
		await page.evaluate(() => {
			location.hash = "#fixed&step=3";
		});
		await page.waitForFunction(
			() => document.querySelector("#count")?.textContent?.startsWith("step 3 of") === true,
		);
		expect(await page.locator(".chart").count()).toBe(1);
		expect(wrong).toEqual([]);
	}, 60_000);

	test("prints all steps as text", async () => {
		await opened(await pageOf("cancel"), "#cancelled");
		await page.emulateMedia({ media: "print" });
		await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
		expect(await page.locator("#story li").count()).toBe(15);
		expect(await page.locator("footer").isVisible()).toBe(false);
		expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(1000);
	}, 60_000);
}

if (executablePath === null)
	test("no Chromium is here: the pages are not looked at", () => {
		expect(executablePath).toBeNull();
	});
else describe("a page", aPage);
