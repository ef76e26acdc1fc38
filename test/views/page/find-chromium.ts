import { existsSync } from "node:fs";

/** Where a Chromium is, from CHROMIUM or in the usual places; null: there is none. */
export function findChromium(): string | null {
	const places = [
		process.env.CHROMIUM ?? "",
		"/usr/bin/chromium",
		"/usr/bin/chromium-browser",
		"/usr/bin/google-chrome",
	];
	return places.find((place) => place !== "" && existsSync(place)) ?? null;
}

export const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
