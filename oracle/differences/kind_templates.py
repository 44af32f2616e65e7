"""Chat templates: random ones, grown from the traits that chat templates use, with random conversations, through jinja2 as
transformers sets it up. The answer is the text, or {"raises": why}.

GRAMMAR says what a thing may be; <text>, <number>, … stand for things to be grown. Each line of it is a value that is
counted. Departures of ours (minijinja's operators, which cannot be replaced) are not in it: an order of values of different
kinds, slices of none, slices backwards with an end, `max` of texts that differ in case alone, `%` with a left side that is
no literal, an undefined argument of a macro that has a default, what texts that were escaped or
called safe do further on (the reference escapes what is added to them), a test beside `~` without brackets (refused)."""

import datetime, json, re

import jinja2
import transformers
from transformers.utils import chat_template_utils

from words import text

TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
GRAMMAR = {
    "text": r"""
'plain'
'a,b,,C d'
'  pad\t\n'
"it's \"q\" é<&>"
''
'²'
'½Ⅳ'
'line\r\nline\n\x0bend\n'
message.content
message['content']
message.role
messages[0].role
messages[-1]['content']
messages[0]['content']
bos_token
eos_token
message.get('name', 'nobody')
message.get('nosuch', <text>)
(message.name | default('anon'))
(message.reasoning_content | default(<text>))
(nosuch | default(<text>, true))
(<text> | trim)
(<text> | upper)
(<text> | lower)
(<text> | title)
(<text> | capitalize)
(<text> | string)
(<text> | replace('a', <text>))
(<text> | replace('l', 'L', 1))
(<text> | first)
(<text> | last)
(<text> | reverse)
(<text> | indent(2))
(<text> | indent(4, first=true))
((<text> | e) ~ '')
((<text> | safe) ~ '')
(<text> | center(9))
(<value> | tojson)
(<value> | tojson(indent=2))
(<value> | tojson(ensure_ascii=false))
(<value> | tojson(ensure_ascii=true))
(<value> | tojson(sort_keys=true))
(<value> | tojson(separators=(',', ':')))
(<value> | string)
(<words> | join(', '))
(<words> | join)
(<words> | first)
(<words> | last)
(<number> | string)
<text>.strip()
<text>.lstrip()
<text>.rstrip('\n')
<text>.strip('ab ')
<text>.upper()
<text>.lower()
<text>.title()
<text>.capitalize()
<text>.swapcase()
<text>.replace('a', <text>)
<text>.replace('l', 'L', 1)
<text>.split(',')[0]
<text>.split('</think>')[-1]
<text>.rsplit(' ', 1)[-1]
<text>.partition(',')[2]
<text>.removeprefix('pl')
<text>.removesuffix('\n')
<text>.zfill(8)
<text>.ljust(6, '.')
<text>.rjust(6)
<text>.center(7, '*')
', '.join(<words>)
'{} and {}'.format(<value>, <text>)
'{0}-{a}'.format(<text>, a=<number>)
('%s' % (<value>,))
('%s: %d|' % (<text>, <number>))
('%5.2f|%-4d|%04d|%x' % (1.5, <number>, <number>, 255))
(<text> + <text>)
(<text> ~ <value>)
(<text> ~ <number> ~ none ~ true)
(<text> * 2)
(<text> if <truth> else <text>)
(<text> if <truth>)
(<truth> and <text>)
(<text> or <text>)
(<text> | string)[1:]
(<text> | string)[:-1]
(<text> | string)[::-1]
(<text> | string)[:3]
(<text> | string)[-2:]
(<text> | string)[::2]
(<value> | tojson | length | string)
(messages | map(attribute='role') | join('|'))
(messages | selectattr('role', 'equalto', 'user') | list | length)
strftime_now('%d %b %Y')
strftime_now('%Y-%m-%d %H:%M')
strftime_now('%A %a %B %-d %e %y %I:%M:%S %p %j %F %T %%')
ns.word
x
known
""",
    "number": r"""
0
1
7
-3
2.5
(<number> + <number>)
(<number> - <number>)
(<number> * 3)
(<number> // 2)
(<number> % 3)
(<number> / 4)
(-<number>)
(<text> | length)
(<words> | length)
(messages | length)
(<number> | abs)
(<number> | int)
(<number> | float)
(<number> | round(1))
('17' | int)
('x' | int(5))
('3.9' | float)
([<number>, 3] | sum)
([<number>, 3] | max)
([<number>, 3] | min)
<text>.count('a')
<text>.find('l')
<text>.rfind('a')
<words>.count('a')
(<number> if <truth> else <number>)
ns.count
""",
    "truth": r"""
true
false
(not <truth>)
(<truth> and <truth>)
(<truth> or <truth>)
(<text> == <text>)
(<text> != 'user')
(<number> > <number>)
(<number> <= 2)
(<number> == 1)
(1 < <number> < 9)
('a' in <text>)
('a' not in <words>)
(<text> in ['user', 'assistant'])
('content' in message)
(message.role == 'user')
(message.content is string)
(message.content is none)
(message.content is not none)
(message.content is defined)
(message.nosuch is defined)
(message.nosuch is undefined)
(message.content is iterable and message.content is not string)
(message is mapping)
(<value> is none)
(<value> is string)
(<value> is number)
(<value> is mapping)
(<value> is iterable)
(<value> is sequence)
(<value> is boolean)
(<value> is integer)
(<value> is float)
(<value> is true)
(<value> is sameas none)
((<number> | int) is odd)
((<number> | int) is even)
((<number> | int) is divisibleby(3))
((<number> | int) is eq 1)
(<number> is gt 2)
(<text> is lower)
(<text> is upper)
(<text> is in ['a', 'b'])
<text>.startswith('pl')
<text>.startswith(('a', 'p'))
<text>.endswith('</s>')
<text>.isdigit()
<text>.isdecimal()
<text>.isnumeric()
<text>.isalnum()
<text>.istitle()
<text>.islower()
<text>.isspace()
<text>.isalpha()
<text>.isupper()
tools
(tools is not none)
(tools is defined and tools)
add_generation_prompt
(documents is none)
(documents is defined)
<words>
<text>
<number>
""",
    "words": r"""
['a', 'B', 'c']
[]
[<text>, <text>]
<text>.split()
<text>.split(',')
<text>.split(',', 1)
<text>.splitlines()
<text>.splitlines(true)
(<text> | list)
(<words> + ['z'])
(<words> | list)
(<words> | reverse | list)
(<words> | map('upper') | list)
(<words> | map('trim') | list)
(<words> | map('replace', 'a', 'o') | list)
(<words> | select('string') | list)
(<words> | select('equalto', 'a') | list)
(<words> | reject('in', ['a', 'z']) | list)
(<words> | sort)
(<words> | sort(reverse=true))
(<words> | sort(case_sensitive=true))
(<words> | unique | list)
<words>[1:]
<words>[:-1]
<words>[::-1]
(messages | map(attribute='role') | list)
(messages | selectattr('role', 'equalto', 'user') | map(attribute='role') | list)
(messages | rejectattr('role', 'in', ['user', 'system']) | map(attribute='role') | list)
(messages | selectattr('name', 'defined') | map(attribute='name') | list)
({'b': 1, 'a': 2} | list)
({'b': 1, 'a': 2} | dictsort | map('first') | list)
{'b': 1, 'a': 2}.keys() | list
({'b': 1, 'a': 2}.values() | map('string') | list)
(<words> if <truth> else [])
""",
    "value": r"""
<text>
<number>
<truth>
<words>
none
true
1.0
1e20
{'a': <value>, 'b': <text>}
[<value>, <number>, none]
(<text>, <number>)
{}
message
messages
message.tool_calls
tools
messages[0]
message.content
nosuch
message.nosuch
dict(a=<number>, b=<text>)
[('<&>' | e), ('b' | safe), ('<' | e | e), ('<' | e | forceescape)]
{'k': <value>}.items() | list
{'k': <value>}['k']
{'k': <value>}.k
{'k': 1}.get('z')
namespace(a=1).a
(<words> | batch(2) | list)
({'b': 1, 'A': 2} | dictsort)
({'b': 1, 'A': 2} | items | list)
""",
    "body": r"""
plain <b>
line

  indented
{{ <text> }}
{{ <number> }}
{{ <truth> }}
{{ <value> }}
{{ <words> }}
{# a comment #}
{% if <truth> %}<body>{% endif %}
{% if <truth> %}<body>{% else %}<body>{% endif %}
{% if <truth> %}<body>{% elif <truth> %}<body>{% else %}<body>{% endif %}
{% for message in messages %}<body>{% endfor %}
{% for message in messages[1:] %}<body>{% endfor %}
{% for message in messages[::-1] %}<body>{% endfor %}
{% for message in messages if message.role != 'system' %}<body>{% endfor %}
{% for message in messages %}{% if loop.first %}{% continue %}{% endif %}<body>{% endfor %}
{% for message in messages %}<body>{% if loop.index > 1 %}{% break %}{% endif %}{% endfor %}
{% for x in <words> %}<body>{% else %}none{% endfor %}
{% for x in <words> %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.length }}{{ loop.depth }}{{ x }}{% endfor %}
{% for x in <words> %}{{ loop.first }}{{ loop.last }}{{ x }}{{ ', ' if not loop.last }}{% endfor %}
{% for x in <words> %}{{ loop.previtem }}|{{ loop.nextitem }}{{ loop.previtem is defined }}{% endfor %}
{% for x in <words> %}{{ loop.changed(x) }}{{ loop.cycle('o', 'e') }}{% endfor %}
{% for i in range(3) %}{{ i }}<body>{% endfor %}
{% for i in range(1, 7, 2) %}{{ i }}{% endfor %}
{% for key, item in {'b': <value>, 'a': <text>}.items() %}{{ key }}={{ item }};{% endfor %}
{% for key, item in message.items() %}{{ key }}={{ item }};{% endfor %}
{% for tool in tools %}{{ tool.function.name }}: {{ tool | tojson }}{% endfor %}
{% for tool in tools or [] %}{% for key, item in tool.function.parameters.properties | dictsort %}{{ key }} {{ item.type }}{% endfor %}{% endfor %}
{% for call in message.tool_calls or [] %}{{ call.function.name }}({{ call.function.arguments | tojson }}){% endfor %}
{% if message.content is string %}{{ message.content }}{% else %}{% for part in message.content or [] %}{{ part.text }}{{ part['type'] }}{% endfor %}{% endif %}
{% set known = <text> %}
{% set known = <text> %}{{ known }}
{% set known %}<body>{% endset %}{{ known }}
{% set first, known = 1, <text> %}{{ first }}{{ known }}
{% set ns.count = ns.count + 1 %}
{% set ns.word = <text> %}
{% set ns.seen = true %}{{ ns.seen }}
{% set ns = namespace(count=<number>, word=<text>) %}
{% with known = <text> %}<body>{% endwith %}
{% filter upper %}<body>{% endfilter %}
{% filter trim %}<body>{% endfilter %}
{% macro m(a, b='two') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(<text>) }}{{ m(<number>, b=<text> ~ '') }}
{% macro n() %}<body>{% endmacro %}{{ n() | trim }}
{% macro w(a) %}<{{ a }}{{ caller() }}>{% endmacro %}{% call w(<text>) %}<body>{% endcall %}
{% macro f(k) %}{{ k }}{% if k > 0 %}{{ f(k - 1) }}{% endif %}{% endmacro %}{{ f(2) }}
{% raw %}{{ raw }} {% if %}{% endraw %}
{% generation %}<body>{% endgeneration %}
{% do [] %}
{{ raise_exception(<text>) }}
""",
}
GRAMMAR = {name: [line for line in lines.split("\n") if line.strip()] + (["\n"] if name == "body" else []) for name, lines in GRAMMAR.items()}
ALWAYS_RAISE = ["{{ raise_exception(<text>) }}", "{% do [] %}"]
# Most of what these are put into raises: Jinja2 takes no part of a filter's value without brackets.
BARE = ["{'b': 1, 'a': 2}.keys() | list", "{'k': <value>}.items() | list"]
RARE = {*ALWAYS_RAISE, *BARE, "x", "nosuch"}
# What ends the growth.
LEAVES = {name: [line for line in lines if line not in RARE and not re.search(r"<(text|number|truth|words|value|body)>", line)] for name, lines in GRAMMAR.items()}
# Lines that a case takes besides those it grows, so that each comes as often as the others.
FURTHER = 12
LINES = [(name, line) for name, lines in GRAMMAR.items() for line in lines if line not in ALWAYS_RAISE and "for tool in tools %" not in line]
CONTENT = ["string", "empty", "none", "absent", "parts"]
SIGNS = ["{%-", "-%}", "{%+", "+%}", "{{-", "-}}", "{#-", "-#}"]


def versions():
    return {"jinja2": jinja2.__version__, "transformers": transformers.__version__}


def values():
    return [f"{name}: {line}" for name, lines in GRAMMAR.items() for line in lines] + SIGNS + [f"content {kind}" for kind in CONTENT] + ["tools", "tool_calls", "no generation prompt"]


def unknown():
    """Filters and tests of the environment that no line uses and no list here leaves out."""
    environment = chat_template_utils._compile_jinja_template("x").environment
    grammar = "\n".join(line for lines in GRAMMAR.values() for line in lines)
    html = "filesizeformat forceescape pprint striptags truncate urlencode urlize wordwrap wordcount xmlattr random lipsum".split()
    twins = "d format count escape attr groupby slice rejectattr selectattr".split()  # Another's name, or by fixtures alone.
    filters = [f"filter {name}" for name in environment.filters if name not in html + twins and f"| {name}" not in grammar and f"'{name}'" not in grammar and f"filter {name}" not in grammar]
    tests = {"escaped", "filter", "test", "callable", "==", "!=", "<", "<=", ">", ">=", "equalto", "ge", "le", "lt", "ne", "greaterthan", "lessthan", "false"}
    return filters + [f"test {name}" for name in environment.tests if name not in tests and f"is {name}" not in grammar and f"'{name}'" not in grammar and f"is not {name}" not in grammar]


class Grower:
    def __init__(self, rng):
        self.rng, self.used, self.left = rng, set(), rng.choice([6, 12, 25, 50])

    def grow(self, name, depth=0):
        self.left -= 1
        many = GRAMMAR[name]
        line = self.rng.choice(LEAVES[name] if self.left < 0 or depth > 5 else many)
        if line in RARE and self.rng.random() < 0.95:
            line = self.rng.choice(LEAVES[name])
        return self.write(name, line, depth)

    def write(self, name, line, depth):
        self.used.add(f"{name}: {line}")
        return re.sub(r"<(text|number|truth|words|value|body)>", lambda found: self.thing(found[1], depth + 1), line)

    def thing(self, name, depth):
        if name != "body":
            return self.grow(name, depth)
        return "".join(self.grow("body", depth) for _ in range(self.rng.choice([1, 1, 2])))

    def signs(self, source):
        def sign(found):
            opening = found[0] in ("{%", "{{", "{#")
            chance = self.rng.random()
            mark = "-" if chance < 0.15 else "+" if chance < 0.2 and "%" in found[0] else ""
            made = found[0] + mark if opening else mark + found[0]
            if mark:
                self.used.add(made)
            return made
        return re.sub(r"\{%(?! raw)(?! endraw)|\{\{|\{#|(?<!raw )%\}|(?<!\})\}\}(?!\})|#\}", sign, source)


def conversation(rng, used):
    def content(without=False):
        kind = rng.choice(["string"] * 8 + [kind for kind in CONTENT if kind != "absent" or without])
        used.add(f"content {kind}")
        if kind == "string":
            return {"content": text(rng, ["<s>", "<think>\nhm\n</think>\n", "{{ x }}", "<b>", "  \n", "\\n"])}
        part = lambda: {"type": "text", "text": text(rng)}
        return {"empty": {"content": ""}, "none": {"content": None}, "absent": {}, "parts": {"content": [part() for _ in range(rng.randint(1, 2))]}}[kind]

    messages = [{"role": "system", **content()}] if rng.random() < 0.4 else []
    for _ in range(rng.randint(1, 3)):
        messages.append({"role": "user", **content()})
        calls = rng.random() < 0.3
        # Without calls ours wants a content.
        answer = {"role": "assistant", **content(calls)}
        if rng.random() < 0.2:
            answer["reasoning_content"] = text(rng)
        if calls:
            used.add("tool_calls")
            arguments = {"place": text(rng), "days": rng.choice([2, -1, 1.5, 1e20, rng.uniform(-9, 9), rng.uniform(0, 1e-6), 1 << 62, True, None, [], {"b": 1, "a": [1]}])}
            answer["tool_calls"] = [{"id": "call1", "type": "function", "function": {"name": "weather", "arguments": arguments}}]
            messages += [answer, {"role": "tool", "name": "weather", "tool_call_id": "call1", "content": "{\"degrees\": 21.5}"}]
        else:
            messages.append(answer)
    if rng.random() < 0.6:
        messages.append({"role": "user", "name": "Ann", **content()} if rng.random() < 0.2 else {"role": "user", **content()})
    made = {"messages": messages, "tools": None, "add_generation_prompt": rng.random() < 0.8}
    if rng.random() < 0.35:
        used.add("tools")
        tool = {"name": "weather", "description": "Weather <now> & 'later'", "parameters": {"type": "object", "properties": {"place": {"type": "string", "description": "A town, é"}, "days": {"type": "integer", "enum": [1, 2]}}, "required": ["place"]}}
        made["tools"] = [{"type": "function", "function": tool}]
    if not made["add_generation_prompt"]:
        used.add("no generation prompt")
    return made


def make(rng):
    grower = Grower(rng)
    parts = ["{% set ns = namespace(count=0, word='w') %}", "{% set message = messages[-1] %}"] if rng.random() < 0.96 else []
    parts += ["{% set known = 'k' %}"] if rng.random() < 0.8 else []
    parts += [grower.thing("body", 0) for _ in range(rng.choice([1, 2, 3]))]
    for name, line in rng.sample(LINES, rng.randint(0, 2 * FURTHER)):
        grower.left = rng.choice([0, 0, 2, 4])
        written = grower.write(name, line, 1)
        parts.append(written if name == "body" else "{{ " + written + " }}")
    if rng.random() < 0.04:
        parts.insert(rng.randint(0, len(parts)), grower.write("body", rng.choice(ALWAYS_RAISE), 1))
    if rng.random() < 0.5:
        parts.append("{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}")
    source = grower.signs(rng.choice(["", "", "\n"]).join(parts))
    return {"source": source, "conversation": conversation(rng, grower.used)}, grower.used


def compared(used, theirs):
    """Of what raises only that is compared."""
    return {line for line in used if line in {f"body: {always}" for always in ALWAYS_RAISE}} if theirs and "raises" in theirs else used


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2025, 1, 2, 3, 4, 5)


chat_template_utils.datetime = Clock


class Turned:
    """What `reverse` gives for all but strings: an iterator. As text it shows its address, which is different each time."""

    shown = False

    def __init__(self, turned):
        self.turned = turned

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.turned)

    def __length_hint__(self):
        return self.turned.__length_hint__()

    def __repr__(self):
        Turned.shown = True
        return repr(self.turned)


def reverse(value, made=jinja2.filters.FILTERS["reverse"]):
    turned = made(value)
    return turned if isinstance(turned, str) else Turned(turned)


# Environments copy these.
jinja2.filters.FILTERS["reverse"] = reverse


def answer(case):
    talk, source = json.loads(json.dumps(case["conversation"])), case["source"]
    Turned.shown = False
    try:
        texts, _ = chat_template_utils.render_jinja_template([talk["messages"]], chat_template=source, tools=talk.get("tools"), documents=None, add_generation_prompt=talk.get("add_generation_prompt", True), **TOKENS)
    except MemoryError:
        raise
    except Exception as error:
        return {"raises": f"{type(error).__name__}: {error}"[:200]}
    # What shows an address is different each time, even where only a piece of it is left.
    return None if Turned.shown or " at 0x" in texts[0] or len(texts[0]) > 200_000 else {"text": texts[0]}
