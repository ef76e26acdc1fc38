// A run as one HTML file to go through step by step: the viewer with what it shows. It needs no server and no network.

import type { Finding } from "../../findings/finding.ts";
import type { End, Header, Recording } from "../../recording/index.ts";
import { type Packed, packFacts, unpackFacts } from "./pack.ts";

/** A run, and what its demo says of it. */
export interface PageRun {
	readonly recording: Recording;
	readonly summary: string;
	readonly fix?: string | undefined;
	readonly findings: readonly Finding[];
}

export interface PageFile {
	/** As places name it. */
	readonly name: string;
	/** Null: it was not there when the page was made. */
	readonly text: string | null;
}

export interface PageContent {
	readonly name: string;
	readonly title: string;
	/** What is to be learned from the comparison of the runs; empty where nobody says. */
	readonly why: string;
	readonly runs: readonly PageRun[];
	readonly files: readonly PageFile[];
}

/** What stands before the columns of bytes. */
interface Envelope extends Omit<PageContent, "runs"> {
	readonly runs: readonly (Omit<PageRun, "recording"> & {
		readonly header: Header;
		readonly end: End | null;
		readonly packed: Packed;
	})[];
}

const LENGTH_BYTES = 4;

/** All that a page holds, as bytes that are to be compressed. */
export function pageBytes({ runs, ...content }: PageContent): Uint8Array {
	const packed = runs.map(({ recording }) => packFacts(recording.facts));
	const envelope: Envelope = {
		...content,
		runs: runs.map(({ recording: { header, end }, ...run }, index) => ({
			...run,
			header,
			end,
			packed: packed[index]?.packed ?? { count: 0, templates: [], texts: [], columns: [] },
		})),
	};
	const head = new TextEncoder().encode(JSON.stringify(envelope));
	const total = packed.reduce((sum, { bytes }) => sum + bytes.length, LENGTH_BYTES + head.length);
	const all = new Uint8Array(total);
	new DataView(all.buffer).setUint32(0, head.length);
	all.set(head, LENGTH_BYTES);
	let at = LENGTH_BYTES + head.length;
	for (const { bytes } of packed) {
		all.set(bytes, at);
		at += bytes.length;
	}
	return all;
}

/** What a page holds, from its bytes. */
export function pageContent(bytes: Uint8Array): PageContent {
	const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
	const head = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
	const { runs, ...content } = JSON.parse(head) as Envelope;
	let at = LENGTH_BYTES + length;
	return {
		...content,
		runs: runs.map(({ header, end, packed, ...run }) => {
			const size = packed.columns.reduce((sum, column) => sum + column, 0);
			const facts = unpackFacts(packed, bytes.subarray(at, at + size));
			at += size;
			return { ...run, recording: { header, facts, end } };
		}),
	};
}

/** Where the page's own text goes into the viewer. */
const MARKS = { title: "<!--title-->", data: "<!--data-->", summary: "<!--summary-->" } as const;

/** The page. `viewer`: the one that the package has; `data`: the bytes, compressed ("deflate-raw") and in base 64. */
export function pageHtml(
	viewer: string,
	{ name, title }: PageContent,
	summary: string,
	data: string,
): string {
	const heading = title === "" ? name : `${name}: ${title}`;
	return viewer
		.replaceAll(MARKS.title, () => escapeHtml(`${heading} · async-lessons`))
		.replace(MARKS.summary, () => escapeHtml(summary))
		.replace(MARKS.data, () => data);
}

export function escapeHtml(text: string): string {
	return text.replace(
		/[&<>"]/g,
		(sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign,
	);
}
