// The settings as a sheet: system prompt and sampler. Ranges and meanings are table.js's.

import { openDialog } from '../chat/dialog.js';
import { make } from '../dom.js';
import { SETTINGS, linesOf, numberOf, textOfLines } from './table.js';

// `record` is the open conversation's; `changed()` is told when it has changed.
export function openSettings({ values, voices, record, model, changed }) {
	const { chat = true, context, meta = {} } = model ?? {};
	const known = SETTINGS.filter(({ name }) => !meta.defaults || name in meta.defaults);
	const rows = () => known.map((setting) => row(
		// No answer is longer than the context.
		setting.name === 'max_tokens' && context ? { ...setting, max: context } : setting, values, meta.defaults?.[setting.name]));
	const mix = () => voices.rows.map((voice) => row(voice, voices, voice.standard));
	const mixer = make('div', { oninput: changed }, ...mix());
	const sampler = make('div', {}, ...rows());
	openDialog({ title: 'Settings', side: true, content: [
		chat ? systemPrompt(values, record, changed) : make('p', {}, 'This model completes text. It knows no system prompt.'),
		...(voices.rows.length > 0 ? [make('h3', {}, 'Personality'), make('p', {}, 'How much of each answers, until you close the browser. 0 is nothing.'), mixer] : []),
		make('h3', {}, 'How tokens are chosen'),
		make('p', {}, 'What you do not set is the server\'s. This holds for all conversations.'),
		sampler,
		make('button', { onclick: () => {
			values.reset();
			voices.reset();
			sampler.replaceChildren(...rows());
			mixer.replaceChildren(...mix());
			changed();
		} }, 'All back to the server\'s'),
	] });
}

function systemPrompt(values, record, changed) {
	const box = make('textarea', { rows: 4, id: 'system', placeholder: 'None', oninput: () => {
		record.system = box.value;
		if (always.checked) values.system = box.value;
		changed();
	} });
	box.value = record.system;
	const always = make('input', { type: 'checkbox', checked: values.system !== '' && values.system === record.system, onchange: () => {
		values.system = always.checked ? box.value : '';
	} });
	return make('section', {}, make('label', { for: 'system' }, 'System prompt of this conversation'), box,
		make('label', { class: 'check' }, always, ' New conversations begin with it, too'));
}

function row(setting, values, standard) {
	const { name, label, help, kind, min, max, step } = setting;
	const problem = make('small', { class: 'problem', id: `problem-${name}`, role: 'alert' });
	const field = make(kind === 'lines' ? 'textarea' : 'input', {
		id: `set-${name}`, 'aria-describedby': `help-${name} problem-${name}`, autocomplete: 'off',
		inputmode: { number: 'decimal', whole: 'numeric' }[kind], placeholder: kind === 'lines' ? null : standard ?? (step ? 'server\'s' : 'random'), oninput: () => take(),
	});
	const slider = step && make('input', { type: 'range', min, max, step, 'aria-label': label, tabindex: -1, oninput: () => {
		field.value = slider.value;
		take();
	} });
	function take() {
		problem.textContent = '';
		try {
			if (kind === 'lines') values.set(name, linesOf(setting, field.value));
			else values.set(name, field.value.trim() === '' ? undefined : numberOf(setting, field.value));
		} catch (error) {
			problem.textContent = error.message;
		}
		show();
	}
	function show() {
		if (slider) slider.value = values.get(name) ?? standard ?? min;
	}
	field.value = kind === 'lines' ? textOfLines(values.get(name) ?? []) : values.get(name) ?? '';
	show();
	return make('div', { class: 'setting' }, make('label', { for: `set-${name}` }, label), make('div', { class: 'inputs' }, slider || null, field),
		make('small', { id: `help-${name}` }, help), problem);
}
