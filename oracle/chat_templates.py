"""Chat templates as transformers renders them, for the tests of nanollama-token.

Makes three files of crates/nanollama-token/tests/fixtures/chat (needs jinja2 and transformers, no weights):

  conversations.json  the conversations, each with what is passed beside its messages
  expressions.json    one row a small template of EXPRESSIONS: what it renders, or null where jinja2 raises
  rendered.json       templates/*.jinja (ours) x conversations: the text, or null
  foreign.json        --foreign FOLDER (other people's templates) x conversations: sha256 of the text, or null

The clock stands at 2025-01-02 03:04:05.
"""

import argparse
import datetime
import hashlib
import json
import pathlib

import jinja2
import transformers
from transformers.utils import chat_template_utils

from chat_expressions import EXPRESSIONS

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "crates/nanollama-token/tests/fixtures/chat"
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Weather of a place <now> & 'later'",
        "parameters": {
            "type": "object",
            "properties": {
                "place": {"type": "string", "description": "A town, é"},
                "days": {"type": "integer", "description": "How many", "enum": [1, 2, 3], "default": 1},
                "tags": {"type": "array", "items": {"type": "string"}, "description": "Words"},
                "exact": {"type": ["boolean", "null"], "description": "To the degree"},
            },
            "required": ["place"],
        },
    },
}
CLOCK = {
    "type": "function",
    "function": {"name": "clock", "description": "The time", "parameters": {"type": "object", "properties": {}}},
}


def call(name, arguments, id="call00001"):
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


CONVERSATIONS = {
    "system": dict(
        messages=[
            {"role": "system", "content": "  Be brief.\n"},
            {"role": "user", "content": " Hi, <b>é</b> \"you\" & 'me' {{ x }} \n"},
        ]
    ),
    "none": dict(messages=[{"role": "user", "content": "Hello there"}]),
    "tools": dict(
        messages=[
            {"role": "system", "content": "Use tools."},
            {"role": "user", "content": "Weather in Köln?"},
        ],
        tools=[WEATHER, CLOCK],
    ),
    "tool_results": dict(
        messages=[
            {"role": "user", "content": "Weather in Köln?"},
            {
                "role": "assistant",
                "content": "",
                "tool_calls": [call("get_weather", {"place": "Köln", "days": 2, "exact": True, "tags": ["a", "b"]})],
            },
            {"role": "tool", "name": "get_weather", "tool_call_id": "call00001", "content": '{"degrees": 21.5}'},
            {"role": "assistant", "content": "21.5 degrees."},
            {"role": "user", "content": "Thanks"},
        ],
        tools=[WEATHER],
    ),
    "empty": dict(
        messages=[
            {"role": "user", "content": ""},
            {"role": "assistant", "content": ""},
            {"role": "user", "content": "Still there?"},
        ]
    ),
    "turns": dict(
        messages=[
            {"role": "system", "content": "You count."},
            {"role": "user", "content": "one"},
            {"role": "assistant", "content": "<think>\nhm\n</think>\n\ntwo"},
            {"role": "user", "content": "three"},
            {"role": "assistant", "reasoning_content": "after three", "content": "four"},
            {"role": "user", "content": "five"},
        ]
    ),
    "parts": dict(
        messages=[
            {"role": "user", "content": [{"type": "text", "text": "Look: "}, {"type": "text", "text": "here"}]},
            {"role": "assistant", "content": [{"type": "text", "text": "I see"}]},
            {"role": "user", "content": [{"type": "text", "text": "Good"}]},
        ]
    ),
    "answered": dict(
        messages=[
            {"role": "user", "content": "Say yes"},
            {"role": "assistant", "content": "yes "},
        ],
        add_generation_prompt=False,
    ),
}


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2025, 1, 2, 3, 4, 5)


def render(template, conversation):
    """The text, or None where jinja2 raises."""
    given = dict(tools=None, documents=None, add_generation_prompt=True)
    given.update(conversation)
    messages = json.loads(json.dumps(given.pop("messages")))
    try:
        texts, _ = chat_template_utils.render_jinja_template(
            [messages], chat_template=template, **given, **TOKENS
        )
        return texts[0]
    except Exception as error:
        return None if not ARGUMENTS.reasons else "!! " + type(error).__name__ + ": " + str(error)[:200]


def write(name, value):
    text = json.dumps(value, ensure_ascii=False, indent=0) + "\n"
    (FIXTURES / name).write_text(text, encoding="utf-8")


def replay(folder, what):
    rows = {}
    for path in sorted(folder.glob("*.jinja")):
        # As transformers reads chat_template.jinja: no translation of line ends.
        template = path.read_bytes().decode("utf-8")
        rows[path.stem] = {name: what(render(template, talk)) for name, talk in CONVERSATIONS.items()}
    return rows


def main():
    chat_template_utils.datetime = Clock
    made_by = f"oracle/chat_templates.py, jinja2 {jinja2.__version__}, transformers {transformers.__version__}"
    (FIXTURES / "templates").mkdir(parents=True, exist_ok=True)
    write("conversations.json", {"tokens": TOKENS, "conversations": CONVERSATIONS})
    context = dict(messages=CONVERSATIONS["turns"]["messages"])
    results = [[text, render(text, context)] for text in EXPRESSIONS]
    # What shows an address is different each time.
    results = [[text, result] for text, result in results if " at 0x" not in (result or "")]
    write("expressions.json", {"made_by": made_by, "expressions": results})
    write("rendered.json", {"made_by": made_by, "templates": replay(FIXTURES / "templates", lambda text: text)})
    if ARGUMENTS.foreign:
        hash_of = lambda text: None if text is None else hashlib.sha256(text.encode()).hexdigest()
        write("foreign.json", {"made_by": made_by, "templates": replay(ARGUMENTS.foreign, hash_of)})
        if ARGUMENTS.texts:
            ARGUMENTS.texts.write_text(json.dumps(replay(ARGUMENTS.foreign, lambda text: text)))
    raised = sum(result is None for _, result in results)
    print(f"{len(results)} expressions, {raised} of them raise")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--foreign", type=pathlib.Path, help="a folder of *.jinja")
    parser.add_argument("--texts", type=pathlib.Path, help="where to write the foreign texts themselves, to look at")
    parser.add_argument("--reasons", action="store_true", help="say why jinja2 raised instead of null, to look at")
    ARGUMENTS = parser.parse_args()
    main()
