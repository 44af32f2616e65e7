"""Small templates, one a trait of Jinja2, Python's values or transformers' environment. `chat_templates.py` renders them."""

VALUES = {
    "strings": ["'Hello World'", "''", "'a,b,,c'", "'  pad\\t\\n'", "'ǆ ß ŉ'", "'\"q\" \\'s\\''"],
}

STRING_METHODS = """
upper() lower() title() capitalize() swapcase() casefold() strip() lstrip() rstrip() strip('ab,') lstrip('Ha ') rstrip('dc')
split() split(',') split(',', 1) split(' ', 1) split(sep=',') split(maxsplit=1) split(none, 1) rsplit() rsplit(',', 1) rsplit(none, 1)
rsplit(',') splitlines() splitlines(true) partition(',') rpartition(',') partition('z') replace('l', 'L') replace('l', 'L', 1)
replace('', '-') startswith('He') startswith(('a', 'He')) startswith('l', 2) endswith('ld') endswith(('c', 'd')) endswith('l', 0, 3)
find('l') find('z') find('o', 5) find('') rfind('l') rfind('z') index('l') rindex('l') count('l') count('') isdigit() isalpha()
isalnum() isspace() isupper() islower() isnumeric() isdecimal() isascii() istitle() isidentifier() isprintable() zfill(14)
center(17) center(16,'*') ljust(14) ljust(14,'.') rjust(14) rjust(14,'.') removeprefix('He') removesuffix('ld') expandtabs()
expandtabs(4) encode() join(['x','y']) join('xyz') join([1]) format(1) __len__() nosuchmethod() upper
""".split("\n")


def words(lines):
    """Methods, cut at spaces that lie outside of brackets and quotes."""
    found, depth, quoted, current = [], 0, False, ""
    for character in " ".join(lines) + " ":
        if character == "'":
            quoted = not quoted
        if not quoted:
            depth += (character in "([") - (character in ")]")
        if character == " " and depth == 0 and not quoted:
            if current:
                found.append(current)
            current = ""
        else:
            current += character
    return found


EXPRESSIONS = ["{{ %s.%s }}" % (value, method) for value in VALUES["strings"] for method in words(STRING_METHODS)]

LISTS = ["[3, 1, 2]", "[]", "['b', 'A', 'c']", "[1, 1.5, true, none, 'x']", "(1, 2)", "(1,)", "[[1, 2], {'a': none}]"]
LIST_METHODS = ["count(1)", "index(1)", "index('c')", "copy()", "append(1)", "pop()", "reverse()", "sort()", "extend([1])",
                "insert(0, 1)", "remove(1)", "clear()", "nosuch()"]
EXPRESSIONS += ["{%% set x = %s %%}{{ x.%s }}" % (value, method) for value in LISTS for method in LIST_METHODS]

DICTS = ["{'b': 1, 'a': [2]}", "{}", "{'get': 1, 'items': 2, 'a': none}", "{1: 'x', true: 'y', none: 'z'}"]
DICT_METHODS = ["get('a')", "get('z')", "get('z', 5)", "items()", "keys()", "values()", "items()|list", "keys()|list", "values()|list",
                "copy()", "pop('a')", "update({})", "setdefault('a', 1)", "fromkeys(['a'])", "clear()", "nosuch()", "a", "items", "z",
                "get", "popitem()", "keys()|sort|join(',')", "items()|length", "values()|first"]
EXPRESSIONS += ["{%% set x = %s %%}{{ x.%s }}" % (value, method) for value in DICTS for method in DICT_METHODS]
EXPRESSIONS += ["{% for k, v in {'get': 1, 'items': 2}.items() %}{{ k }}={{ v }};{% endfor %}",
                "{% for k in {'b': 1, 'a': 2} %}{{ k }}{% endfor %}", "{{ {'items': 3}['items'] }}", "{{ {'a': 1}['items'] is defined }}", "{{ {'a': 1}.keys is defined }}", "{{ 'items' in {'a': 1} }}", "{{ {'a': 1}['b'] }}",
                "{{ {'a': 1}['b']['c'] }}", "{{ {'a': {'b': 1}}.a.b }}", "{{ {'a': 1} == {'a': 1.0} }}",
                "{{ 'items' in {'items': 1} }}", "{{ {'a': 1}|length }}", "{{ {'a': 1, 'a': 2} }}", "{{ {'keys': 1}.keys() | list }}",
                "{{ {'values': 1}.values() | list }}", "{{ messages[2].items() | map('first') | list }}",
                "{{ messages[2].get('content') }}", "{{ messages[2].keys() | list }}", "{{ messages[0].update({'a': 1}) }}"]

SHOWN = ["1", "-1", "1.0", "1.5", "1e20", "1e16", "123456789012345680.0", "1e-5", "0.0001", "0.1 + 0.2", "true", "false", "none", "nosuch",
         "'x'", "[]", "{}", "()", "[none, true, 1.0, 'a\"b', \"it's\"]", "['a\\nb', 'é', '\\t', '\\\\']", "{'a': {'b': [1, 'x']}}",
         "(1, 'a')", "[nosuch]", "range(3)", "10 ** 20", "2 ** 0.5", "7 // 2", "-7 // 2", "7 / 2", "4 / 2", "-7 % 3", "7.5 % 2", "1_000",
         "True", "False", "None", "not none", "1 if false", "(1 if false) is defined", "'a' ~ 1 ~ none ~ true ~ 1.0 ~ nosuch", "0x1f", "[1, 2][5]",
         "[1, 2][-1]", "'abc'[0]", "'abc'[-1]", "'abc'[9]", "'abc'[1:]", "'abc'[::-1]", "'abc'[:-1]", "'abcdef'[::2]", "'abcdef'[4:1:-1]",
         "[1,2,3][1:]", "[1,2,3][::-1]", "[1,2,3][:-1]", "[1,2,3][-2:]", "[1,2,3,4][3:0:-1]", "[1,2,3][5:]", "[1,2,3][-5:2]", "(1,2,3)[1:]",
         "none[1:]", "nosuch[1:]", "[1] + [2]", "(1,) + (2,)", "[1] + (2,)", "'a' + 'b'", "'a' + 1", "1 + 'a'", "none + 'a'", "nosuch + 'a'",
         "'a' + nosuch", "'a' + none", "'ab' * 2", "2 * 'ab'", "[1] * 2", "true + 1", "1 == 1.0", "1 == true", "'1' == 1", "none == nosuch",
         "1 < 2 < 3", "1 < 'a'", "none < 1", "'a' < 'b'", "[1, 2] < [1, 3]", "nosuch < 1", "nosuch == nosuch", "'a' in 'abc'", "1 in 'abc'",
         "1 in [1]", "'a' in none", "'a' in nosuch", "nosuch in 'abc'", "'x' not in ['a']", "1 in 5", "nosuch.a", "nosuch['a']", "nosuch.a.b", "none.a", "none['a']", "none.a.b",
         "1.a", "'x'.a", "'x'['a']", "[1].a", "nosuch()", "none()", "'a'()", "-'a'", "-none", "+1", "not 'a'", "1 and 0", "0 or 'x'", "'' or none",
         "none and 1", "[] or {}", "nosuch or 'd'", "1 // 0", "1 / 0", "1 % 0", "1 is none", "(none).x is defined", "nosuch.x is defined", "messages|length",
         "messages[0].nosuch", "messages[0].nosuch.x", "messages[99]", "messages[99].role", "messages[-1]['content']", "messages[0]", "messages[0].role.upper()",
         "loop", "self", "tools", "documents", "add_generation_prompt", "bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "sep_token is defined",
         "'%s is %d' % ('a', 3)", "'%s' % 'x'", "'%5.2f|%-5s|%05d|%x|%%' % (3.14159, 'ab', 42, 255)", "'%(a)s-%(b)d' % {'a': 1, 'b': 2}", "'%s' % none", "'%s' % [1, 2]",
         "'%d' % 3.7", "'%d' % 'x'", "'%s %s' % ('a',)", "'%s' % ('a', 'b')", "'%r' % 'x'", "'%i' % 5", "'%e' % 12345.678", "'%g' % 0.00001", "'%c' % 'x'", "'%+d' % 5", "'%s' % ('a' ~ 'b') + 'c'",
         "'a%sb' % 1 ~ 'c'", "'%s' % messages[0].role | upper", "'%5s|' % 'abc' * 2", "7 % 4 % 2", "'%o' % 8", "'%X' % 255", "'%s' % true", "'%s' % 1.0", "'none' % ()", "'x' % 1",
         "'{} {}'.format(1, 'a')", "'{0}{1}{0}'.format('a', 'b')", "'{a}'.format(a=1)", "'{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c')", "'{:.2f}'.format(3.14159)", "'{:05d}'.format(42)", "'{!r}'.format('a')", "'{:,}'.format(1234567)", "'{{}}'.format()",
         "'{}'.format()", "'%s' | format('x')", "'%d items' | format(3)", "'%(a)s' | format(a=1)"]
EXPRESSIONS += ["{{ %s }}" % value for value in SHOWN]

FILTERS = """
abs batch(2) batch(2,'-') capitalize center(11) count default('d') d('d') d('d',true) dictsort escape e first float float(1.5) forceescape
indent indent(2) indent(2,true) indent(2,first=true) indent(width=2,blank=true) indent('>>') int int(7) int(base=16) items join join(',') join(', ','a') join(attribute='a') last length list lower
map('upper') map('string') map(attribute='a') map(attribute='a',default='z') max min pprint random reject reject('none') reject('odd') rejectattr('a') rejectattr('a','defined')
replace('a','b') replace('l','L',1) reverse reverse|list round round(1) round(1,'floor') round(1,'ceil') round(0,'floor')|int safe select select('string') select('defined') selectattr('a') selectattr('a','equalto',1)
selectattr('a','defined') slice(2) slice(2,'x') sort sort(true) sort(reverse=true) sort(attribute='a') sort(case_sensitive=true) string striptags sum sum(attribute='a') sum(start=10) title trim trim('a') tojson tojson(indent=2)
tojson(ensure_ascii=true) tojson(ensure_ascii=False) tojson(separators=(',',':')) tojson(sort_keys=true) tojson(indent=4,sort_keys=true) tojson(indent='-') tojson(indent=0) tojson(separators=(',',':'),indent=1) truncate(8) truncate(8,true) truncate(8,true,'',0) truncate(4,false,'..') unique unique|list
unique(case_sensitive=true)|list upper urlencode wordcount wordwrap(5) xmlattr filesizeformat filesizeformat(true) groupby('a') attr('a') nosuchfilter urlize list|first length|string string|length trim|length lines split split(',') bool chain zip
""".split("\n")
FILTERED = ["'Hello, wOrld é<&>'", "'  two\\nlines here '", "''", "'17'", "'3.9'", "'x1f'", "5", "-3.75", "2.5", "none", "true", "nosuch", "[3, 1, 2]", "['b', 'A', 'a', 'B']",
            "[1, 'x', none]", "[]", "[{'a': 2}, {'a': 1}, {'a': 2}]", "[{'a': 1, 'b': 'x'}, {'b': 2}]", "{'b': 1, 'A': 'é', 'c': [true, none, 1.0, {'x': '<'}]}", "{}", "(1, 2)", "range(4)"]
EXPRESSIONS += ["{{ %s | %s }}" % (value, name) for value in FILTERED for name in words(FILTERS) if name != "random"]
# What stands between: a list of lists, so that lazy results show.
EXPRESSIONS += ["{%% for x in %s %%}<{{ x }}>{%% endfor %%}" % value for value in
                ["[1,2,3,4,5] | batch(2)", "[1,2,3,4,5] | slice(2)", "[{'a': 1}, {'a': 2}, {'a': 1}] | groupby('a')", "{'b': 1, 'a': 2} | dictsort", "{'b': 1, 'a': 2} | dictsort(by='value')",
                 "{'b': 2, 'a': 3} | dictsort(reverse=true)", "'abc'", "'abc' | reverse", "[3, 1] | sort", "{'a': 1} | items", "{'a': 1}.items()", "range(2, 8, 3)", "range(3, 0, -1)", "5", "none", "nosuch", "true",
                 "[1, 2, 3] | map('string')", "[1, 2, 3] | select('odd')", "'a b' .split()", "[[1, 2], [3, 4]]", "messages | map(attribute='role')", "messages | selectattr('role', 'eq', 'user')",
                 "messages | rejectattr('role', 'in', ['user', 'system'])", "messages[::-1]", "messages[1:]", "{}", "'' "]]

TESTS = ["boolean", "callable", "defined", "divisibleby(2)", "divisibleby 2", "eq 1", "equalto 1", "== 1", "escaped", "even", "false", "filter", "float", "ge 1", "gt 1", "greaterthan 1", "in [1]",
         "integer", "iterable", "le 1", "lower", "lt 1", "lessthan 1", "mapping", "ne 1", "none", "number", "odd", "sameas none", "sameas true", "sequence", "string", "test", "true", "undefined", "upper",
         "not none", "not defined", "nosuchtest", "safe", "startingwith 'x'"]
TESTED = ["1", "2", "1.0", "true", "false", "none", "nosuch", "'x'", "'X'", "''", "[1]", "{}", "{'a': 1}", "(1,)", "range(2)", "'upper'", "range", "messages", "messages[0]", "[1] | map('string')", "{}.items()", "'odd'"]
EXPRESSIONS += ["{{ %s is %s }}" % (value, name) for value in TESTED for name in TESTS]

STATEMENTS = [
    # white space
    "a\n{% if true %}\nb\n{% endif %}\nc\n", "a\n  {% if true %}  \n b\n  {% endif %}\nc", "a\n  {%- if true -%}  \n b\n  {%- endif +%}\nc", "a\n  {%+ if true %}\n b{% endif %}", "{{ 'x' }}\n{{ 'y' }}\n", "a {#- c -#} b", "a\n{# c #}\nb", "  {# c #}\nb",
    "{{- 'x' -}} \n y", "a\r\n{% if true %}\r\nb\r\n{% endif %}\r\nc", "{% raw %}{{ x }}{% endraw %}", "{%- raw -%} {% x %} {%- endraw -%} b", "x\n", "x\n\n", "\n{%- if true %}\n\n{{ 1 }}{%- endif %}\n",
    # statements
    "{% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}", "{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% endfor %}{{ x }}", "{% set ns = namespace(x=1) %}{% for i in [1,2] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}",
    "{% set ns = namespace() %}{{ ns.x }}", "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}", "{% set ns = namespace(_x=1) %}{{ ns._x }}", "{% set ns = namespace() %}{% set ns._y = 1 %}", "{% set d = {} %}{% set d.x = 1 %}{{ d }}", "{% set ns = namespace(a=1) %}{{ ns['a'] }}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a, b = [1, 2, 3] %}", "{% set x %}a {{ 1 }}{% endset %}[{{ x }}]", "{% set x | upper %}abc{% endset %}{{ x }}", "{% set x = 1, 2 %}{{ x }}",
    "{% for i in [1,2,3] %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }};{% endfor %}",
    "{% for i in [1,2,3] %}{{ loop.previtem }}|{{ loop.nextitem }};{% endfor %}", "{% for i in [1,2] %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }}{% endfor %}", "{% for i in [1,1,2] %}{{ loop.changed(i) }}{% endfor %}", "{% for i in [1,2,3] %}{{ loop.cycle('a','b') }}{% endfor %}",
    "{% for i in [1,2,3,4] %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}", "{% for i in [] %}x{% else %}none{% endfor %}", "{% for i in [1,2,3] if i != 2 %}{{ i }}{{ loop.last }}{% endfor %}", "{% for i in nosuch %}x{% else %}e{% endfor %}", "{% for i in none %}x{% endfor %}",
    "{% for i in [[1,[2]]] recursive %}{{ i[0] }}{% if i[1] %}{{ loop([i[1]]) if false }}{% endif %}{% endfor %}", "{% for a, b in [[1,2],[3,4]] %}{{ a }}{{ b }}{% endfor %}", "{% for a, b in [[1,2,3]] %}{% endfor %}", "{% for x in messages %}{% if loop.first %}{% continue %}{% endif %}{{ x.role }} {% endfor %}",
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller is defined }}{% endmacro %}{{ m(1) }}{{ m(1, b=3) }}", "{% macro m(a) %}{{ a }}{% endmacro %}[{{ m() }}]", "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, x=2) }}", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "{% macro m(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call m(1) %}body{% endcall %}",
    "{% macro m() %} x {% endmacro %}{{ m() | trim }}|{{ m() ~ 'a' }}|{{ m() is string }}", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}", "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
    "{% with a = 1 %}{{ a }}{% endwith %}{{ a }}", "{% filter upper %}abc{% endfilter %}", "{% set x = 5 %}{% with %}{% set x = 6 %}{% endwith %}{{ x }}", "{% if nosuch %}a{% elif none %}b{% else %}c{% endif %}", "{% do [1] %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}", "{% block a %}x{% endblock %}", "{% autoescape true %}{{ '<' }}{% endautoescape %}",
    "{% nosuchtag %}", "{{ ", "{% if %}", "{% endfor %}", "{{ 'a' 'b' }}", "{{ 1 2 }}", "{# open", "{{ '\\x41\\u00e9\\n' }}", "{{ \"a\\\"b\" }}", "{{ 'a\\qb' }}", "{{ 'line\nbreak' }}", "{%- set x = [] %}{% for i in range(3) %}{% set x = x + [i] %}{% endfor %}{{ x }}",
    # generation
    "{% generation %}a{% endgeneration %}", "x\n  {% generation %}\n a \n {% endgeneration %}\ny", "x {%- generation -%} a {%- endgeneration -%} y", "{%generation%}a{%endgeneration%}", "{% set x = 1 %}{% generation %}{% set x = 2 %}{{ x }}{% endgeneration %}{{ x }}", "{% for m in messages %}{% generation %}{{ loop.index }}{{ m.role }}{% endgeneration %}{% endfor %}", "{% raw %}{% generation %}{% endraw %}",
    "{{ '{% generation %}' }}", "{# {% generation %} #}b", "{% generation %}a", "{% generation x %}a{% endgeneration %}", "{% set generation = 3 %}{{ generation }}", "a\n  {%+ generation +%}\n b{% endgeneration %}", "{% generation %}{% generation %}a{% endgeneration %}{% endgeneration %}",
    # globals
    "{{ raise_exception('no') }}", "{{ raise_exception() }}", "{{ strftime_now('%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %p %I %e %-d %-m %F %T %%') }}", "{{ strftime_now('%d %b %Y') }}", "{{ strftime_now() }}", "{{ dict(a=1, b='x') }}", "{{ dict({'a': 1}, b=2) }}", "{{ dict([('a', 1), ['b', 2]]) }}", "{{ dict() }}", "{{ dict.fromkeys(['a', 'b'], 0) }}", "{{ range(3) | list }}", "{{ range(1, 4) | list }}", "{{ range(0) }}", "{{ range('a') }}", "{{ range(2, 5)[1] }}",
    "{{ lipsum(n=1) | length > 10 }}", "{{ cycler('a', 'b').next() }}", "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}", "{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b", "{{ debug() }}", "{{ zip }}", "{{ len([1]) }}", "{{ str(1) }}", "{{ enumerate([1]) }}", "{{ namespace }}", "{{ range is callable }}{{ dict is callable }}{{ namespace is callable }}",
    "{{ ''.__class__ }}", "{{ [].__class__.__base__ }}", "{{ messages.__len__ }}", "{{ (messages | tojson)[:40] }}", "{{ messages[0] | string }}", "{{ messages | map(attribute='content') | join('|') }}", "{{ messages | selectattr('role', 'equalto', 'user') | list | length }}", "{{ messages | last }}", "{{ (messages | last).role }}", "{{ messages | map('length') | list }}", "{{ messages[4].thinking }}|{{ messages[4] | tojson }}",
    "{{ messages | groupby('role') | map('first') | list }}", "{{ messages | sum(attribute='x') }}", "{{ messages | join(', ', attribute='role') }}", "{{ messages | map(attribute='nosuch') | list }}", "{{ messages | map(attribute='role') | unique | list }}", "{{ messages | tojson(indent=2) | length }}", "{{ messages | selectattr('reasoning_content') | map(attribute='reasoning_content') | list }}",
    "{{ [1, 2] | tojson }}{{ 'a\\u2028\\u007f\\n\\\\/' | tojson }}{{ '😀é' | tojson(ensure_ascii=true) }}", "{{ 1.0 | tojson }}{{ 1e20 | tojson }}{{ 1e-7 | tojson }}{{ 0.1 | tojson }}", "{{ nosuch | tojson }}", "{{ none | tojson }}{{ true | tojson }}", "{{ {'b': {'d': 1, 'c': 2}, 'a': 1} | tojson(sort_keys=true) }}", "{{ {1: 2, none: 3, true: 4, 1.5: 5} | tojson }}", "{{ (1, 2) | tojson }}", "{{ [] | tojson(indent=2) }}{{ {} | tojson(indent=2) }}", "{{ range(2) | tojson }}", "{{ [[], {}, [1]] | tojson(indent=2) }}", "{{ {'a': 1}.items() | tojson }}", "{{ ([1] | map('string')) | tojson }}",
    "{{ 'a' if true else 'b' }}{{ 'a' if false else 'b' }}", "{{ ('x' if messages else 'y') + 'z' }}", "{{ 'abc' | map('upper') | list }}", "{{ [1, 2, 3] | map('abs') | sum }}", "{{ ['a', 'b'] | map('replace', 'a', 'c') | list }}", "{{ ' a ' | trim ~ '|' }}", "{{ '-' * 10 }}", "{{ 'a' | upper + 'b' }}", "{{ 1 + 2 | string }}", "{{ 'a' ~ 'b' | upper }}", "{{ not 1 == 2 }}", "{{ 2 + 3 * 4 ** 2 }}", "{{ -2 ** 2 }}", "{{ 1 if 1 else 2 if 0 else 3 }}", "{{ [1, 2, 3,] }}", "{{ {'a': 1,} }}", "{{ (1, 2, ) }}",
    "{{ 'a\\\nb' }}", "{{ '\\u00e9' ~ 'é' }}", "{{ 'é' | length }}", "{{ '😀'[0] }}", "{{ 'x'.join(messages | map(attribute='role')) }}", "{{ messages[0]['role'] is string and messages[0].content is not none }}", "{{ messages is iterable and messages is not string and messages is not mapping }}",
    "{{ [1,2,3] | first }}{{ [] | first }}|{{ [] | last }}|{{ nosuch | first }}", "{{ [] | max }}|{{ [] | min }}", "{{ 3.7 | int }}{{ '3.7' | int }}{{ 'x' | int }}{{ none | int }}", "{{ 1234567.891 | round(2) }}{{ 2.5 | round }}{{ 3.5 | round }}{{ 5 | round }}{{ 0.5 | round }}", "{{ 'a b c' | wordcount }}", "{{ '<a>' | escape }}", "{{ '<a>' | e | upper }}", "{{ ('<a>' | safe) + '<' }}", "{{ ['<'] | join('&') }}", "{{ 'a' is in ['a'] }}", "{{ 'abc' is in 'abcd' }}", "{{ 1 is in [1] }}", "{{ 5 is divisibleby 5 }}",
]
EXPRESSIONS += STATEMENTS
