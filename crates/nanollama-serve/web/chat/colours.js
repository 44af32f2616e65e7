// Light, dark, or as the system has it: the button that goes around.

const NAME = 'nanollama.theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' };

export function colours(button) {
	const root = document.documentElement;
	const label = () => {
		const now = root.dataset.theme ?? 'system';
		button.title = button.ariaLabel = `Colours: ${now}. Change to ${NEXT[now]}`;
	};
	button.addEventListener('click', () => {
		const next = NEXT[root.dataset.theme ?? 'system'];
		if (next === 'system') delete root.dataset.theme;
		else root.dataset.theme = next;
		try {
			if (next === 'system') localStorage.removeItem(NAME);
			else localStorage.setItem(NAME, next);
		} catch {
			// It holds while the page is open.
		}
		label();
	});
	label();
}
