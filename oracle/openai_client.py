"""The official `openai` client against a server of ours: every way of asking that docs/serve.md names.

    openai_client.py MODEL --nanollama PATH       serves the chat model behind a key by itself
    openai_client.py FOLDER --nanollama PATH --template FILE
                                                  the same with another chat template, one that writes calls of tools
    openai_client.py http://127.0.0.1:8080/v1 [KEY]

It prints a line a check and ends with an error at the first that fails.
"""

import argparse
import json
import math
import os
import shutil
import tempfile
from typing import Literal

import openai
import pydantic

from served import Served

MESSAGES = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Who are you?"}]


def joined(chunks, choice=0):
    """The text of a streamed answer."""
    parts = [part for chunk in chunks for part in chunk.choices if part.index == choice]
    return "".join(part.delta.content or "" for part in parts)


def models(client):
    listed = client.models.list()
    model = listed.data[0]
    assert [entry.id for entry in listed] == [model.id] and model.object == "model" and model.created > 0
    assert client.models.retrieve(model.id).id == model.id
    print("models:", model.id)
    return model.id


def chat(client, same):
    whole = client.chat.completions.create(**same)
    choice, usage = whole.choices[0], whole.usage
    text = choice.message.content
    assert (whole.object, choice.message.role, choice.message.refusal) == ("chat.completion", "assistant", None)
    assert choice.finish_reason in ("stop", "length") and usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    # Who develops and who governs the system are one to the model, and the older name of the limit is as good.
    older = [MESSAGES[0] | {"role": "system"}, *MESSAGES[1:]]
    limit = {"max_tokens": same["max_completion_tokens"], "max_completion_tokens": openai.omit}
    assert client.chat.completions.create(**same | limit | {"messages": older}).choices[0].message.content == text
    parts = [{"role": "user", "content": [{"type": "text", "text": "Who are you?"}]}]
    assert client.chat.completions.create(**same | {"messages": [MESSAGES[0], *parts]}).choices[0].message.content == text
    short = client.chat.completions.create(**same | {"max_completion_tokens": 2})
    assert (short.choices[0].finish_reason, short.usage.completion_tokens) == ("length", 2)
    raw = client.chat.completions.with_raw_response.create(**same)
    assert raw.headers["x-request-id"] and raw.parse().choices[0].message.content == text
    print("chat:", repr(text))
    return whole


def streams(client, same, whole):
    text = whole.choices[0].message.content
    chunks = list(client.chat.completions.create(**same, stream=True, stream_options={"include_usage": True}))
    assert joined(chunks) == text and chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1 and {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert not chunks[-1].choices and chunks[-1].usage.total_tokens == whole.usage.total_tokens
    assert all(chunk.usage is None for chunk in chunks[:-1])
    ends = [chunk.choices[0].finish_reason for chunk in chunks[:-1]]
    assert ends[-1] == whole.choices[0].finish_reason and not any(ends[:-1])
    bare = list(client.chat.completions.create(**same, stream=True))
    assert joined(bare) == text and all(chunk.choices and chunk.usage is None for chunk in bare)
    # The helper joins the chunks again. An answer that is cut is an error to it: this one has to come to its own end.
    long = same | {"max_completion_tokens": 400}
    with client.chat.completions.stream(**long) as events:
        kinds = {event.type for event in events}
        ended = events.get_final_completion().choices[0].message.content
    assert "content.done" in kinds and client.chat.completions.create(**long).choices[0].message.content == ended
    print("streams: the same in", len(chunks), "chunks, with usage and without")
    with client.chat.completions.create(**long, stream=True) as given_up:
        next(iter(given_up))
    assert client.chat.completions.create(**same).choices[0].message.content == text
    print("streams: one given up, the next answer is whole")


def draws(client, same):
    drawn = {**same, "temperature": 1.0, "n": 3, "seed": 7}
    first, again = client.chat.completions.create(**drawn), client.chat.completions.create(**drawn)
    texts = [choice.message.content for choice in first.choices]
    assert texts == [choice.message.content for choice in again.choices] and [c.index for c in first.choices] == [0, 1, 2]
    assert len(set(texts)) > 1, "three draws, one text"
    chunks = list(client.chat.completions.create(**drawn, stream=True))
    assert [joined(chunks, number) for number in range(3)] == texts
    # Each answer has the next seed.
    assert client.chat.completions.create(**drawn | {"n": 1, "seed": 8}).choices[0].message.content == texts[1]
    print("n, seed:", texts)
    text = client.chat.completions.create(**same).choices[0].message.content
    middle = text[4:7]
    for stop in (middle, ["no such text", middle]):
        stopped = client.chat.completions.create(**same, stop=stop).choices[0]
        assert (stopped.message.content, stopped.finish_reason) == (text[:text.index(middle)], "stop")
    assert joined(list(client.chat.completions.create(**same, stop=middle, stream=True))) == text[:text.index(middle)]
    print("stop:", repr(middle), "never comes out, whole or streamed")


def probabilities(client, same, whole):
    likely = client.chat.completions.create(**same, logprobs=True, top_logprobs=3)
    entries = likely.choices[0].logprobs.content
    assert len(entries) == whole.usage.completion_tokens and all(len(entry.top_logprobs) == 3 for entry in entries)
    assert all(entry.logprob == entry.top_logprobs[0].logprob and math.isfinite(entry.logprob) for entry in entries)
    spelled = b"".join(bytes(entry.bytes or []) for entry in entries).decode(errors="replace")
    assert spelled.startswith(whole.choices[0].message.content)
    alone = client.chat.completions.create(**same, logprobs=True).choices[0].logprobs.content
    assert [entry.logprob for entry in alone] == [entry.logprob for entry in entries] and not alone[0].top_logprobs
    chunks = list(client.chat.completions.create(**same, logprobs=True, top_logprobs=3, stream=True))
    streamed = [entry for chunk in chunks if chunk.choices[0].logprobs for entry in chunk.choices[0].logprobs.content]
    assert [(entry.token, entry.logprob) for entry in streamed] == [(entry.token, entry.logprob) for entry in entries]
    print("logprobs:", [(entry.token, round(entry.logprob, 3)) for entry in entries[:3]])
    # The client knows no ids; the server tells them where it is asked to, and takes them as keys.
    told = client.chat.completions.create(**same, extra_body={"return_token_ids": True}).choices[0].token_ids
    banned = client.chat.completions.create(**same, logit_bias={str(told[0]): -100}, extra_body={"return_token_ids": True})
    assert told[0] not in banned.choices[0].token_ids
    forced = client.chat.completions.create(**same | {"max_completion_tokens": 3}, logit_bias={str(told[0]): 100},
                                            extra_body={"return_token_ids": True})
    assert forced.choices[0].token_ids == told[:1] * 3
    print("logit_bias: token", told[0], "forbidden and forced")


def completions(client, model):
    same = {"model": model, "prompt": "One day", "max_tokens": 8, "temperature": 0}
    echoed = client.completions.create(**same, logprobs=2, echo=True)
    lists = echoed.choices[0].logprobs
    assert echoed.object == "text_completion" and lists.token_logprobs[0] is None
    assert len({len(found) for found in (lists.tokens, lists.token_logprobs, lists.top_logprobs, lists.text_offset)}) == 1
    pieces = list(client.completions.create(**same, stream=True, stream_options={"include_usage": True}))
    assert "One day" + "".join(piece.choices[0].text for piece in pieces if piece.choices) == echoed.choices[0].text
    assert pieces[-1].usage.total_tokens == echoed.usage.total_tokens
    many = client.completions.create(**same | {"prompt": ["One day", "The dog"]}, n=2)
    texts = [choice.text for choice in sorted(many.choices, key=lambda choice: choice.index)]
    assert texts[0] == texts[1] and texts[2] == texts[3] and "One day" + texts[0] == echoed.choices[0].text
    scored = client.completions.create(**same | {"max_tokens": 0}, logprobs=1, echo=True).choices[0].logprobs
    assert scored.token_logprobs == lists.token_logprobs[:len(scored.tokens)]
    print("completions:", repr(echoed.choices[0].text))


def responses(client, model, text):
    asked = {"model": model, "instructions": "Be brief.", "input": "Who are you?", "temperature": 0, "max_output_tokens": 24}
    response = client.responses.create(**asked)
    assert response.output_text == text, (response.output_text, text)
    assert response.status in ("completed", "incomplete") and response.usage.output_tokens > 0
    listed = asked | {"input": [{"role": "user", "content": [{"type": "input_text", "text": "Who are you?"}]}]}
    assert client.responses.create(**listed).output_text == text
    # What was answered can be sent back as it is.
    history = [{"role": "user", "content": "Who are you?"}, *response.output, {"role": "user", "content": "And who am I?"}]
    assert client.responses.create(**asked | {"input": history}).usage.input_tokens > response.usage.input_tokens
    events = list(client.responses.create(**asked, stream=True))
    assert "".join(event.delta for event in events if event.type == "response.output_text.delta") == text
    assert [event.sequence_number for event in events] == list(range(len(events)))
    cut = client.responses.create(**asked | {"max_output_tokens": 2})
    assert (cut.status, cut.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    # The client's helper knows no end but `response.completed`: the answer has to come to its own.
    asked["max_output_tokens"] = 400
    text = client.responses.create(**asked).output_text
    with client.responses.stream(**asked) as events:
        kinds = [event.type for event in events]
        assert events.get_final_response().output_text == text
    print("responses:", kinds[0], "…", kinds[-1])


class GetWeather(pydantic.BaseModel):
    """The weather of a city."""

    city: Literal["Oslo", "Rome"]
    days: int | None = pydantic.Field(ge=1, le=9)


def tools(client, same):
    asked = {"tools": [openai.pydantic_function_tool(GetWeather)], "tool_choice": "required", "seed": 5, "temperature": 1}
    # A model that has not learned to call may call for ever.
    asked = same | asked | {"max_completion_tokens": 200, "parallel_tool_calls": False}
    try:
        whole = client.chat.completions.create(**asked)
    except openai.BadRequestError as refusal:
        assert (refusal.param, refusal.code) == ("tools", "unsupported_parameter"), refusal.body
        return print("tools: refused:", refusal.body["message"])
    choice = whole.choices[0]
    calls = choice.message.tool_calls
    assert choice.finish_reason == "tool_calls" and choice.message.content is None and calls
    for call in calls:
        assert call.type == "function" and call.function.name == "GetWeather" and call.id
        GetWeather.model_validate_json(call.function.arguments)
    parsed = client.chat.completions.parse(**asked).choices[0].message.tool_calls
    assert [call.function.parsed_arguments for call in parsed] == [GetWeather.model_validate_json(call.function.arguments) for call in calls]
    streamed = [delta for chunk in client.chat.completions.create(**asked, stream=True) for delta in chunk.choices[0].delta.tool_calls or []]
    for place, call in enumerate(calls):
        first, *pieces = [delta for delta in streamed if delta.index == place]
        assert (first.function.name, first.type, first.function.arguments) == ("GetWeather", "function", "") and first.id
        assert all(piece.id is None and piece.function.name is None and piece.function.arguments for piece in pieces)
        assert "".join(piece.function.arguments for piece in pieces) == call.function.arguments
    with client.chat.completions.stream(**asked) as stream:
        grown = [event for event in stream if event.type == "tool_calls.function.arguments.delta"]
        ended = stream.get_final_completion().choices[0].message.tool_calls
    assert [call.function.arguments for call in ended] == [call.function.arguments for call in calls]
    assert [event.arguments for event in grown if event.index == 0][-1] == calls[0].function.arguments
    history = [*same["messages"], choice.message, *({"role": "tool", "tool_call_id": call.id, "content": "Rain"} for call in calls)]
    said = client.chat.completions.create(**asked | {"messages": history, "tool_choice": "auto", "max_completion_tokens": 8})
    assert said.choices[0].message.content
    flat = {"type": "function", **openai.pydantic_function_tool(GetWeather)["function"]}
    response = {"model": same["model"], "input": "How is it?", "tools": [flat], "tool_choice": "required", "max_output_tokens": 200,
                "parallel_tool_calls": False}
    items = client.responses.create(**response, extra_body={"seed": 5}).output
    assert items and all(item.type == "function_call" and json.loads(item.arguments)["city"] in ("Oslo", "Rome") for item in items)
    events = list(client.responses.create(**response, extra_body={"seed": 5}, stream=True))
    done = [event.arguments for event in events if event.type == "response.function_call_arguments.done"]
    assert done == [item.arguments for item in items] and events[-1].type == "response.completed"
    deltas = [event for event in events if event.type == "response.function_call_arguments.delta"]
    for place, item in enumerate(items):
        assert "".join(event.delta for event in deltas if event.output_index == place) == item.arguments
    with client.responses.stream(**response, extra_body={"seed": 5}) as stream:
        assert [item.arguments for item in stream.get_final_response().output] == [item.arguments for item in items]
    print("tools: arguments in", len(streamed) - len(calls), "and", len(deltas), "pieces")
    outputs = [{"type": "function_call_output", "call_id": item.call_id, "output": "Rain"} for item in items]
    back = [{"role": "user", "content": "How is it?"}, *(item.model_dump() for item in items), *outputs]
    assert client.responses.create(**response | {"input": back, "tool_choice": "auto", "max_output_tokens": 8}).output_text
    print("tools:", [call.function.arguments for call in calls])


def with_template(folder, file, place):
    """A copy of a model's folder with another chat template."""
    copy = shutil.copytree(folder, os.path.join(place, "model"))
    shutil.copy(file, os.path.join(copy, "chat_template.jinja"))
    path = os.path.join(copy, "tokenizer_config.json")
    with open(path) as config:
        told = json.load(config)
    told.pop("chat_template", None)
    with open(path, "w") as config:
        json.dump(told, config)
    return copy


def refusals(client, same, key):
    def refused(error, param, code, ask, call=client.chat.completions.create):
        try:
            call(**ask)
        except error as refusal:
            assert type(refusal) is error and (refusal.param, refusal.code) == (param, code), (refusal.param, refusal.code)
            assert refusal.type and refusal.request_id and refusal.body["message"]
            print(f"refused: {refusal.status_code} {param} {code}: {refusal.body['message']}")
        else:
            raise AssertionError(f"{ask} was taken")

    long = [{"role": "user", "content": "The cat sat on the mat. " * 300}] * 4
    bad = openai.BadRequestError
    refused(openai.NotFoundError, "model", "model_not_found", same | {"model": "gpt-4"})
    refused(openai.NotFoundError, "model", "model_not_found", {"model": "gpt-4"}, client.models.retrieve)
    refused(bad, "temperature", None, same | {"temperature": -1})
    refused(bad, "top_logprobs", None, same | {"top_logprobs": 2})
    refused(bad, "messages", None, same | {"messages": []})
    refused(bad, "tools", None, same | {"tools": [{"type": "function", "function": {"name": "a b"}}]})
    refused(bad, "tool_choice", None, same | {"tool_choice": "required"})
    refused(bad, "mirostat", "unsupported_parameter", same | {"extra_body": {"mirostat": 2}})
    refused(bad, "previous_response_id", "unsupported_parameter",
            {"model": same["model"], "input": "Hi", "previous_response_id": "resp_1"}, client.responses.create)
    refused(bad, None, "context_length_exceeded", same | {"messages": long})
    # Asked for as a stream it is refused before the stream begins, by its status.
    refused(bad, None, "context_length_exceeded", same | {"messages": long, "stream": True})
    if key:
        refused(openai.AuthenticationError, None, "invalid_api_key", {}, client.with_options(api_key="wrong").models.list)


def check(base, key):
    client = openai.OpenAI(base_url=base, api_key=key or "none", max_retries=0)
    model = models(client)
    same = {"model": model, "messages": MESSAGES, "temperature": 0, "max_completion_tokens": 24}
    whole = chat(client, same)
    streams(client, same, whole)
    draws(client, same)
    probabilities(client, same, whole)
    completions(client, model)
    responses(client, model, whole.choices[0].message.content)
    tools(client, same)
    refusals(client, same, key)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("served", metavar="MODEL|ADDRESS")
    parser.add_argument("key", nargs="?", help="of the server at the address")
    parser.add_argument("--nanollama", help="path of our program, to serve the model")
    parser.add_argument("--template", metavar="FILE", help="serve a copy of the model's folder with this chat template")
    arguments = parser.parse_args()
    if arguments.served.startswith("http"):
        return check(arguments.served, arguments.key)
    if not arguments.nanollama:
        parser.error("a model needs --nanollama")
    with tempfile.TemporaryDirectory() as place:
        model = with_template(arguments.served, arguments.template, place) if arguments.template else arguments.served
        with Served(arguments.nanollama, model, "--api-key", "the-key-of-it") as served:
            check(f"{served.address}/v1", "the-key-of-it")


if __name__ == "__main__":
    main()
