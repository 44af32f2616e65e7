// The colours that the user chose, before the page is drawn. Not a module: those wait.
try {
	const chosen = localStorage.getItem('nanollama.theme');
	if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
	// A browser that keeps nothing shows the system's colours.
}
