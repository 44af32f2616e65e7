// What is kept as long as the browser's session, or, where it keeps nothing, as long as the page.

const held = {};

export function recall(name) {
	try {
		return sessionStorage.getItem(name);
	} catch {
		return held[name] ?? null;
	}
}

export function keep(name, value) {
	held[name] = value;
	try {
		sessionStorage.setItem(name, value);
	} catch {
		// It holds while the page is open.
	}
}
