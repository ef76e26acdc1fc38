/** Characters of our own that ASCII does not have. */
export interface Signs {
	/** Between two parts of a heading. */
	readonly dot: string;
	/** `3.00× faster` */
	readonly times: string;
}

const UNICODE: Signs = { dot: "·", times: "×" };
const ASCII: Signs = { dot: "-", times: "x" };

/** The characters that a page can show. */
export function signsOf({ ascii = false }: { readonly ascii?: boolean | undefined }): Signs {
	return ascii ? ASCII : UNICODE;
}
