"""The official `openai` client against a server of ours: every way of asking that docs/serve.md names.

    nanollama serve -m MODEL --port 8080
    python3 openai_client.py http://127.0.0.1:8080/v1 [KEY]

It prints a line a check and ends with an error at the first that fails. A chat model is needed.
"""

import sys

import openai


def main():
    base = sys.argv[1]
    client = openai.OpenAI(base_url=base, api_key=sys.argv[2] if len(sys.argv) > 2 else "none", max_retries=0)
    model = client.models.list().data[0].id
    assert client.models.retrieve(model).id == model
    messages = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Who are you?"}]
    same = {"model": model, "messages": messages, "temperature": 0, "max_completion_tokens": 24}

    whole = client.chat.completions.create(**same)
    text = whole.choices[0].message.content
    assert whole.usage.completion_tokens > 0 and whole.choices[0].finish_reason in ("stop", "length")
    print("chat:", repr(text))

    stream = client.chat.completions.create(**same, stream=True, stream_options={"include_usage": True})
    chunks = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == text
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens
    print("stream: the same in", len(chunks), "chunks")

    likely = client.chat.completions.create(**same, logprobs=True, top_logprobs=3)
    entries = likely.choices[0].logprobs.content
    assert len(entries) == whole.usage.completion_tokens and all(len(entry.top_logprobs) == 3 for entry in entries)
    print("logprobs:", [(entry.token, round(entry.logprob, 3)) for entry in entries[:3]])

    drawn = client.chat.completions.create(**{**same, "temperature": 1.0}, n=3, seed=7, stop=["."])
    again = client.chat.completions.create(**{**same, "temperature": 1.0}, n=3, seed=7, stop=["."])
    texts = [choice.message.content for choice in drawn.choices]
    assert texts == [choice.message.content for choice in again.choices] and not any("." in text for text in texts)
    print("n, seed, stop:", texts)

    completion = client.completions.create(model=model, prompt="One day", max_tokens=8, temperature=0, logprobs=2, echo=True)
    lists = completion.choices[0].logprobs
    assert lists.token_logprobs[0] is None and len(lists.tokens) == len(lists.text_offset)
    pieces = client.completions.create(model=model, prompt="One day", max_tokens=8, temperature=0, stream=True)
    assert "One day" + "".join(piece.choices[0].text for piece in pieces) == completion.choices[0].text
    print("completions:", repr(completion.choices[0].text))

    asked = {"model": model, "instructions": "Be brief.", "input": "Who are you?", "temperature": 0, "max_output_tokens": 24}
    response = client.responses.create(**asked)
    assert response.output_text == text, (response.output_text, text)
    # The client's helper knows no end but `response.completed`: the answer has to come to its own.
    asked["max_output_tokens"] = 400
    text = client.responses.create(**asked).output_text
    with client.responses.stream(**asked) as events:
        kinds = [event.type for event in events]
        assert events.get_final_response().output_text == text
    print("responses:", kinds[0], "…", kinds[-1])

    for error, ask in [
        (openai.NotFoundError, {"model": "gpt-4"}),
        (openai.BadRequestError, {"temperature": -1}),
        (openai.BadRequestError, {"tools": [{"type": "function", "function": {"name": "f"}}]}),
    ]:
        try:
            client.chat.completions.create(**{**same, **ask})
        except error as refusal:
            print("refused:", refusal.body["message"])
        else:
            raise AssertionError(f"{ask} was taken")


main()
