// Scrolling: the end stays in sight while the text grows, unless the user has gone up to read.

const NEAR = 48;

export class Follow {
	#follows = true;
	#top = 0;

	// `button` leads back to the end, and is hidden there.
	constructor(scroller, button) {
		Object.assign(this, { scroller, button });
		scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
		button.addEventListener('click', () => this.toEnd());
		new ResizeObserver(() => this.grown()).observe(scroller);
	}

	#scrolled() {
		const { scrollTop, scrollHeight, clientHeight } = this.scroller;
		const near = scrollHeight - scrollTop - clientHeight < NEAR;
		// Upward is the user; downward may be the text growing under them.
		if (near) this.#follows = true;
		else if (scrollTop < this.#top) this.#follows = false;
		this.#top = scrollTop;
		this.button.hidden = near;
	}

	grown() {
		if (this.#follows) this.scroller.scrollTop = this.scroller.scrollHeight;
		else this.#scrolled();
	}

	toEnd() {
		this.#follows = true;
		this.grown();
		this.button.hidden = true;
	}
}
