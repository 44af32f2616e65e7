// The key of a server that asks for one: taken from the address's fragment, kept as long as the browser's session.

const NAME = 'nanollama.key';
let kept = null;

export function key() {
	if (kept === null) {
		try {
			kept = sessionStorage.getItem(NAME);
		} catch {
			// Without storage it lasts as long as the page.
		}
	}
	return kept;
}

export function keepKey(value) {
	kept = value;
	try {
		sessionStorage.setItem(NAME, value);
	} catch {
		// It holds while the page is open.
	}
}

// Takes `#key=…` out of the address, so that it is not bookmarked. True when there was one.
export function takeKey() {
	const found = /^#(?:.*&)?key=([^&]+)/.exec(location.hash);
	if (!found) return false;
	let value = found[1];
	try {
		value = decodeURIComponent(value);
	} catch {
		// It holds a bare percent sign, and is meant as it stands.
	}
	keepKey(value);
	history.replaceState(history.state, '', location.pathname + location.search);
	return true;
}
