// Keys that work wherever the focus is.

// `actions`: `fresh`, `search`, `settings`, `escape` (says whether it did something).
export function keys({ fresh, search, settings, escape }) {
	document.addEventListener('keydown', (event) => {
		const { code, key, altKey, shiftKey } = event;
		const control = event.ctrlKey || event.metaKey;
		if (document.querySelector('dialog[open]') || event.isComposing) return;
		if (code === 'KeyN' && ((control && shiftKey) || (altKey && !control))) fresh();
		else if (code === 'KeyK' && control && !shiftKey) search();
		else if (key === ',' && control) settings();
		else if (key !== 'Escape' || !escape()) return;
		event.preventDefault();
	});
}
