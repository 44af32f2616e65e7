"""The text whose log-probabilities and the prompts whose greedy continuations engines are compared on."""

TEXT = (
    "Once upon a time there was a small garden behind an old house. A girl named Anna went there every morning to water "
    "the flowers. One day she found a little bird that could not fly, so she gave it some bread and made it a warm bed. "
    "\"Do not be sad,\" she said. The next day the bird was gone, but it had left a bright blue feather on the chair."
)
PROMPTS = ["Once upon a time", "The little dog", "One day, Anna said:"]
