"""Writes Tests/Golden/lyrics-sentiment.tsv: sentences made up here, scored by the vaderSentiment package.

Run: python Scripts/golden-lyrics.py   (needs: pip install vaderSentiment==3.3.2)
"""

import importlib.metadata
import random

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from golden_folder import golden_path

SUBJECTS = ["I", "you", "we", "the night", "my heart", "her smile", "this old town", "every road", "the rain",
            "your shadow", "nobody", "the whole band"]
VERBS = ["love", "hate", "miss", "adore", "fear", "remember", "need", "destroy", "save", "break", "enjoy", "regret",
         "kill", "cherish", "forget", "trust", "lose", "win", "celebrate", "mourn"]
ADJECTIVES = ["good", "bad", "happy", "sad", "lonely", "beautiful", "ugly", "terrible", "wonderful", "cold", "sweet",
              "bitter", "great", "awful", "perfect", "broken", "gentle", "cruel", "funny", "dead", "brave", "blue"]
MODIFIERS = ["", "", "very ", "so ", "really ", "kind of ", "sort of ", "barely ", "hardly ", "extremely ", "VERY ",
             "kinda ", "slightly ", "totally ", "most ", "more ", "just enough ", "least ", "at least ", "SO "]
NEGATIONS = ["", "", "", "not ", "never ", "don't ", "can't ", "without ", "no ", "never so ", "never this ",
             "without doubt ", "ain't ", "nor ", "no or ", "isn't ", "rarely "]
NOUNS = ["love", "pain", "joy", "war", "peace", "trouble", "hope", "grief", "fun", "fire", "dream", "tears", "gold",
         "kiss", "lie", "party", "prison", "heaven", "hell", "friend"]
TAILS = ["", "", "", "!", "!!", "!!!!!", "?", "??", "???", "????", " :)", " :(", " :D", " <3", "...", " lol", " XD",
         ".", ",", "?!"]
IDIOMS = ["the bomb", "the shit", "to die for", "kiss of death", "yeah right", "bad ass", "my beating heart",
          "bus stop", "badass", "a beating heart so true", "it is really to die for", "what a kiss of death it is"]


EMOJI = ["😀", "😭", "❤", "❤️", "💔", "😍", "😡", "👍", "👍🏽", "🎉", "🔥", "💀", "😂", "🙏", "🥰", "☹", "✨", "👨‍👩‍👧", "🎸", "😢",
         "🇫🇷", "™", "©"]


def shout(rng, text):
    words = text.split(" ")
    place = rng.randrange(len(words))
    words[place] = words[place].upper()
    return " ".join(words)


def sentence(rng):
    kind = rng.randrange(9)
    s, v, a, n = (rng.choice(x) for x in (SUBJECTS, VERBS, ADJECTIVES, NOUNS))
    m, g, t = rng.choice(MODIFIERS), rng.choice(NEGATIONS), rng.choice(TAILS)
    if kind == 0:
        text = f"{s} {g}{v} the {m}{a} {n}{t}"
    elif kind == 1:
        text = f"{s} is {g}{m}{a}, but {rng.choice(SUBJECTS)} is {m}{rng.choice(ADJECTIVES)}{t}"
    elif kind == 2:
        text = f"no {n}, no {rng.choice(NOUNS)}, {g}{rng.choice(NOUNS)}{t}"
    elif kind == 3:
        text = f"{s} was {g}{m}{a} and {m}{a}, {rng.choice(IDIOMS)}{t}"
    elif kind == 4:
        text = f"{g}{m}{a} {n} for {s}, {v} and {rng.choice(VERBS)} it{t}"
    elif kind == 5:
        text = f"{a} {n}, {a} {n}, but oh the {a} {n} and the {rng.choice(NOUNS)}{t}"
    elif kind == 6:
        text = f"It is the {m}{a} {n} {g}that {s} {v}{t}"
    elif kind == 7:
        text = f"{n.upper()} {n} \"{a}\" ({v}) -- {g}{m}{rng.choice(NOUNS)}{t}"
    else:
        text = f"{rng.choice(IDIOMS)} and {g}{m}{a} {rng.choice(NOUNS)}{t}"
    if rng.random() < 0.15:
        text = shout(rng, text)
    if rng.random() < 0.04:
        text = text.upper()
    return text


def with_emoji(rng, text):
    """One to three emoji, at the end, in front, between words or inside one, with and without spaces."""
    for _ in range(rng.randint(1, 3)):
        emoji = rng.choice(EMOJI)
        place = rng.randint(0, len(text))
        text = rng.choice([f"{text} {emoji}", f"{text}{emoji}", f"{emoji} {text}", f"{emoji}{text}",
                           text[:place] + emoji + text[place:], text.replace(" ", f" {emoji} ", 1)])
    return text


def main():
    rng = random.Random(20140601)
    analyzer = SentimentIntensityAnalyzer()
    lines = ["", "   ", "Oh", "la la la", "Mañana será bonito, my love", "I’m happy", "it's  two   spaces good"]
    lines += [sentence(rng) for _ in range(1000)]
    lines += EMOJI + ["".join(EMOJI), " ".join(EMOJI)]
    lines += [with_emoji(rng, sentence(rng)) for _ in range(250)]
    version = importlib.metadata.version("vaderSentiment")
    out = [f"# vaderSentiment {version}; python Scripts/golden-lyrics.py; text, positive, neutral, negative, compound"]
    for line in dict.fromkeys(lines):
        s = analyzer.polarity_scores(line)
        out.append(f"{line}\t{s['pos']}\t{s['neu']}\t{s['neg']}\t{s['compound']}")
    path = golden_path("lyrics-sentiment.tsv")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
