"""Ways to game the index: what is done each day, and how little time it takes."""

# ruff: noqa: E501 - a strategy is a line

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from openssi.demo.records import Person
from openssi.redteam import heldout_actions, texts
from openssi.redteam.people import DIRECTOR, NETWORKER, STAFF
from openssi.redteam.schedule import Act, all_of, on_mondays, on_working_days, times, weekday
from openssi.redteam.sellers import Life

__all__ = ["STRATEGIES", "Group", "Strategy"]

Group = Literal["burst", "clicks", "text", "people", "bundle", "not tellable"]


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to game.

    Attributes:
        id: the name on the command line.
        title: what is done.
        group: what it lives on. Of "not tellable" no archive can say that it is not honest: it has a figure and no bar.
        seconds: how long it takes, a week.
        act: does the actions of one day.
        searched: whether the search for knots sees it; the others test its result.
        fresh: whether it was added when model 2026.2 was fixed, so that nothing was chosen with it in sight.
    """

    id: str
    title: str
    group: Group
    seconds: int
    act: Act
    searched: bool = True
    fresh: bool = False

    @property
    def has_bar(self) -> bool:
        """Return whether it has to stay under the bar."""
        return self.group != "not tellable"


# ---------------------------------------------------------------- texts


def _thanks(life: Life, day: int) -> None:
    life.diary.comment(day, "Thanks for sharing!")


def _paste_comment(life: Life, day: int) -> None:
    life.diary.comment(day, texts.PASTED_COMMENT)


def _generated_comment(life: Life, day: int) -> None:
    life.diary.comment(day, texts.GENERATED_COMMENT)


def _nearly_the_same_comment(life: Life, day: int) -> None:
    city, number = life.rng.choice(("Lyon", "Bremen", "Porto", "Verona", "Basel")), life.rng.randint(3, 90)
    life.diary.comment(day, texts.PASTED_COMMENT.replace("the gate", f"gate {number} in {city}"))


def _translated_comment(life: Life, day: int) -> None:
    life.diary.comment(day, texts.TRANSLATIONS[weekday(day)])


def _empty_praise(life: Life, day: int) -> None:
    life.diary.comment(day, texts.empty_praise(life.rng))


def _word_salad(life: Life, day: int) -> None:
    life.diary.comment(day, texts.word_salad(life.rng))


def _tag_friends(life: Life, day: int) -> None:
    friends = [life.people.meet().first for _ in range(6)]
    life.diary.comment(day, f"Interesting for you, {', '.join(friends)}?")


def _reply_thanks(life: Life, day: int) -> None:
    life.diary.reply(day, "Thanks for sharing!")


def _thank_by_name(life: Life, day: int) -> None:
    life.diary.reply(day, f"Thanks for your thoughts, {life.people.meet().first}!")


def _reply_generated(life: Life, day: int) -> None:
    life.diary.reply(day, texts.GENERATED_REPLY)


def _copied_post(life: Life, day: int) -> None:
    life.diary.post(day, texts.GENERATED_POST)


def _good_morning(life: Life, day: int) -> None:
    life.diary.post(day, f"Happy {('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday')[weekday(day)]}!")


def _same_article(life: Life, day: int) -> None:
    life.diary.article(day, "Waiting is a choice", texts.GENERATED_POST)


def _weekly_post_and_replies(post: Act, reply: Act) -> Act:
    return all_of((on_mondays(post), on_working_days(times(3, reply))))


# ---------------------------------------------------------------- clicks


def _like(life: Life, day: int) -> None:
    life.diary.react(day)


def _follow_two(life: Life, day: int) -> None:
    life.follow(day)
    life.follow(day)


def _follow_again(life: Life, day: int) -> None:
    for number in range(10):
        life.diary.follow(day, f"Company {number}")


def _search_one_letter(life: Life, day: int) -> None:
    life.diary.search(day, "a")


def _search_two_letters(life: Life, day: int) -> None:
    life.diary.search(day, "".join(life.rng.sample("abcdefghijklmnop", 2)))


def _search_names(life: Life, day: int) -> None:
    life.diary.search(day, life.people.meet().name.lower())


def _repost_own(life: Life, day: int) -> None:
    life.diary.repost_own(day)


def _repost(life: Life, day: int) -> None:
    life.diary.repost(day)


def _drip(life: Life, day: int) -> None:
    """One click of each kind, to be there every day."""
    for act in (_like, _search_names, _repost):
        act(life, day)


def _sign_up_for_events(life: Life, day: int) -> None:
    for number in range(5):
        life.diary.attend(day, f"Webinar {day}-{number}")


def _vote(life: Life, day: int) -> None:
    life.diary.vote(day)


# ---------------------------------------------------------------- people


def _invite_many(accepted: int, of: int, title: str = STAFF) -> Act:
    """Invite; of each group of `of`, the first `accepted` become connections on the same day."""

    def act(life: Life, day: int) -> None:
        for number in range(of):
            life.diary.invite(day, life.people.person(title), accepted_after=0 if number < accepted else None)

    return act


def _invite_and_withdraw(life: Life, day: int) -> None:
    """Twenty invitations, of which six are accepted; the others are withdrawn, so that no archive shows them."""
    _invite_many(6, 6)(life, day)


def _chat_with_own_accounts(count: int) -> Act:
    def act(life: Life, day: int) -> None:
        for number in range(count):
            account = Person("Elin", f"Account {number}", f"elin-account-{number}", "en", "Portolane", STAFF, "staff")
            if day == 0:
                life.diary.connect(day, account)
            life.diary.converse(
                day, account, [(True, f"Test {day}, can you read this?"), (False, "Yes."), (True, "Good.")]
            )

    return act


def _congratulate(life: Life, day: int) -> None:
    """One-click congratulations to connections; a third say thank you."""
    for number in range(5):
        texts_of_both = [(True, texts.CONGRATULATIONS[(day + number) % len(texts.CONGRATULATIONS)])]
        if number % 3 == 0:
            texts_of_both.append((False, "Thank you!"))
        life.diary.converse(day, life.next_connection(), texts_of_both)


def _split_message(life: Life, day: int) -> None:
    person = life.next_connection()
    words = life.texts.message(person.first, person.company).split()
    pieces = [" ".join(words[at::10]) for at in range(10)]
    life.diary.converse(day, person, [(True, piece) for piece in pieces if piece])


def _message_many(answered: int, of: int) -> Act:
    def act(life: Life, day: int) -> None:
        for number in range(of):
            messages = [
                (True, "Hello, I help companies like yours to save 30 % of their freight costs. When can we talk?")
            ]
            if number < answered:
                messages.append((False, "Not now, thank you."))
            life.diary.converse(day, life.next_connection(), messages)

    return act


def _ask_for_endorsement(life: Life, day: int) -> None:
    life.diary.endorse(day, life.people.person(STAFF), "Sales")
    life.diary.receive_endorsement(day, life.people.person(STAFF), "Sales")


def _swap_recommendations(life: Life, day: int) -> None:
    life.diary.receive_recommendation(day, life.people.person(STAFF), f"A pleasure to work with, number {day}.")


def _friendly_pod(life: Life, day: int) -> None:
    """A new member of a pod each working day: accepts at once, is written to, answers, and gets a reply."""
    person = life.people.meet()
    life.diary.invite(day, person, accepted_after=0)
    opening = life.texts.message(person.first, person.company)
    messages = [(True, opening), (False, "Sure, tell me more about your gates."), (True, life.texts.answer())]
    life.diary.converse(day, person, messages)


def _greet_connections(life: Life, day: int) -> None:
    """A friendly line to a connection, who answers and gets a reply."""
    person = life.next_connection()
    opening = f"Hi {person.first}, how is {person.company} doing this week?"
    life.diary.converse(day, person, [(True, opening), (False, "Fine, and you?"), (True, life.texts.answer())])


def _batch(life: Life, day: int) -> None:
    if day % 28 == 0:
        _invite_many(12, 20)(life, day)
        _message_many(7, 20)(life, day)


def _post_twice_a_week(life: Life, day: int) -> None:
    if weekday(day) in {0, 3}:
        life.post(day)


# ---------------------------------------------------------------- added when the knots were fixed


def _question_about(life: Life, day: int) -> None:
    life.diary.comment(day, f"What surprised you most when you tried this with {texts.random_noun(life.rng)}?")


def _recombined_comment(life: Life, day: int) -> None:
    life.diary.comment(day, texts.recombined(life.rng))


def _emoji_comment(life: Life, day: int) -> None:
    life.diary.comment(day, life.rng.choice("👏🔥💡🙌✅") * life.rng.randint(1, 4))


def _recycled_post(life: Life, day: int) -> None:
    life.diary.post(day, texts.recycled_post(day))


def _poll(life: Life, day: int) -> None:
    life.diary.post(day, f"Which do you prefer at your site: early slots, late slots or {texts.random_noun(life.rng)}?")


def _generated_article(life: Life, day: int) -> None:
    life.diary.article(day, f"Notes of week {day // 7}", texts.recombined(life.rng))


def _friendly_colleagues(life: Life, day: int) -> None:
    """Five colleagues who accept at once and are never written to."""
    for _ in range(5):
        life.diary.invite(day, life.people.colleague(), accepted_after=0)


def _thumbs_up(life: Life, day: int) -> None:
    """A copied line to a connection, who answers with a thumb."""
    messages = [(True, "Hope you are well! Anything new on your side?"), (False, "👍"), (True, "Great, talk soon!")]
    life.diary.converse(day, life.next_connection(), messages)


def _endorse_many(life: Life, day: int) -> None:
    for _ in range(10):
        life.diary.endorse(day, life.people.person(STAFF), "Sales")


def _search_list(life: Life, day: int) -> None:
    for _ in range(8):
        life.search(day)


# ---------------------------------------------------------------- the table

_BURSTS = (
    Strategy("thanks-in-a-day", '200 comments "Thanks for sharing!" every Monday', "burst", 3000, on_mondays(times(200, _thanks))),
    Strategy("thanks-all-week", '50 comments "Thanks for sharing!" every day', "burst", 5250, times(50, _thanks)),
    Strategy("mass-invitations", "300 invitations every Monday, of which 15 are accepted", "burst", 3000, on_mondays(_invite_many(15, 300))),
    Strategy("open-networkers", "300 invitations every Monday to people who accept everybody", "burst", 3000, on_mondays(_invite_many(270, 300))),
    Strategy("copied-posts", "50 copies of one post every Monday", "burst", 1500, on_mondays(times(50, _copied_post))),
    Strategy("mass-reposts", "60 reposts every Monday", "burst", 300, on_mondays(times(60, _repost))),
    Strategy("self-reply-ring", '40 replies "Thanks for sharing!" under own posts every day', "burst", 2800, times(40, _reply_thanks)),
    Strategy("mass-searches", "300 searches for names every Monday", "burst", 900, on_mondays(times(300, _search_names))),
    Strategy("mass-reactions", "500 reactions and 100 companies followed every Monday", "burst", 1200, on_mondays(all_of((times(500, _like), times(50, _follow_two))))),
    Strategy("mass-messages", "200 copied first messages every Monday, of which 4 are answered", "burst", 2000, on_mondays(_message_many(4, 200))),
    Strategy("endorsement-afternoon", "40 endorsements swapped every Monday", "burst", 600, on_mondays(times(40, _ask_for_endorsement))),
    Strategy(
        "everything-on-monday",
        "40 copied posts, 40 reposts, 200 searches, 300 reactions, 50 follows and 40 replies every Monday",
        "burst",
        3100,
        on_mondays(
            all_of(
                (
                    times(40, _copied_post),
                    times(40, _repost),
                    times(200, _search_names),
                    times(300, _like),
                    times(25, _follow_two),
                    times(40, _reply_thanks),
                )
            )
        ),
    ),
    Strategy("one-sitting", "100 reactions in one sitting every Monday", "burst", 200, on_mondays(times(100, _like))),
    Strategy("batch-day", "20 invitations (12 accepted) and 20 first messages (7 answered) on the first day of each month", "burst", 600, _batch, searched=False),
)  # fmt: skip

_TEXT = (
    Strategy("pasted-comment", "one comment pasted six times a day", "text", 450, on_working_days(times(6, _paste_comment))),
    Strategy("generated-comment", "one generated comment of 35 words, six times a day", "text", 600, on_working_days(times(6, _generated_comment))),
    Strategy("generated-praise", "generated praise of 35 words that differs each time, six times a day", "text", 600, on_working_days(times(6, _empty_praise))),
    Strategy("generated-replies", "a copied post a week, and one generated reply under it three times a day", "text", 360, _weekly_post_and_replies(_copied_post, _reply_generated)),
    Strategy("near-copies", "one comment with another city and figure, six times a day", "text", 600, on_working_days(times(6, _nearly_the_same_comment)), searched=False),
    Strategy("translations", "one comment, each day of the week in another language", "text", 300, times(3, _translated_comment), searched=False),
    Strategy("tagging", "six first names and a question mark, four times a day", "text", 300, on_working_days(times(4, _tag_friends)), searched=False),
    Strategy("thank-you-replies", "a copied post a week, and three replies a day that thank somebody by name", "text", 200, _weekly_post_and_replies(_copied_post, _thank_by_name), searched=False),
    Strategy("good-morning", '"Happy Monday!" as a post on each working day', "text", 100, on_working_days(_good_morning), searched=False),
    Strategy("same-article", "one article published every week", "text", 60, on_mondays(_same_article), searched=False),
)  # fmt: skip

_CLICKS = (
    Strategy("likes", "five likes on each working day", "clicks", 50, on_working_days(times(5, _like))),
    Strategy("follows", "two companies followed on each working day", "clicks", 30, on_working_days(_follow_two)),
    Strategy("own-reposts", "two instant reposts of own posts on each working day", "clicks", 30, on_working_days(times(2, _repost_own))),
    Strategy("one-letter-searches", 'ten searches for "a" on each working day', "clicks", 100, on_working_days(times(10, _search_one_letter))),
    Strategy("follow-unfollow", "ten companies followed, unfollowed and followed again every Monday", "clicks", 60, on_mondays(_follow_again)),
    Strategy("two-letter-searches", "five searches for two letters on each working day", "clicks", 75, on_working_days(times(5, _search_two_letters)), searched=False),
    Strategy("name-searches", "three searches for names on each working day", "clicks", 75, on_working_days(times(3, _search_names)), searched=False),
    Strategy("reposts", "two instant reposts of others on each working day", "clicks", 30, on_working_days(times(2, _repost)), searched=False),
    Strategy("drip", "one like, one search and one repost every day", "clicks", 60, _drip, searched=False),
    Strategy("events", "signs up for five webinars every Monday", "clicks", 60, on_mondays(_sign_up_for_events)),
    Strategy("votes", "a vote in a poll on each working day", "clicks", 20, on_working_days(_vote), searched=False),
)  # fmt: skip

_PEOPLE = (
    Strategy("open-networker-titles", 'invites five of "Founder & CEO, open networker" a week', "people", 60, on_mondays(_invite_many(5, 5, NETWORKER))),
    Strategy("second-account", "chats with the own second account on each working day", "people", 200, on_working_days(_chat_with_own_accounts(1))),
    Strategy("congratulations", "five one-click congratulations on each working day", "people", 100, on_working_days(_congratulate)),
    Strategy("endorsement-ring", "ten endorsements swapped a week", "people", 100, on_working_days(times(2, _ask_for_endorsement))),
    Strategy("withdrawn-invitations", "20 invitations a week, of which the 14 unanswered are withdrawn", "people", 300, on_mondays(_invite_and_withdraw)),
    Strategy("split-message", "one message a day split into ten", "people", 300, on_working_days(_split_message)),
    Strategy("five-accounts", "chats with five own accounts on each working day", "people", 600, on_working_days(_chat_with_own_accounts(5)), searched=False),
    Strategy("silent-directors", "invites ten directors a week, of whom five accept and nobody is written to", "people", 120, on_mondays(_invite_many(5, 10, DIRECTOR)), searched=False),
    Strategy("recommendation-swap", "one recommendation swapped a week", "people", 300, on_mondays(_swap_recommendations), searched=False),
)  # fmt: skip


_ADDED = (
    Strategy("question-template", "one question with another noun, six times a day", "text", 450, on_working_days(times(6, _question_about)), searched=False),
    Strategy("recombined-comments", "two of ten stored sentences, four times a day", "text", 300, on_working_days(times(4, _recombined_comment)), searched=False),
    Strategy("emoji-comments", "a few emojis, ten times a day", "text", 150, on_working_days(times(10, _emoji_comment)), searched=False),
    Strategy("recycled-posts", "ten stored posts in turn, one on each working day", "text", 150, on_working_days(_recycled_post), searched=False),
    Strategy("polls", "one poll with another option on each working day", "text", 150, on_working_days(_poll), searched=False),
    Strategy("weekly-articles", "a generated article every week", "text", 120, on_mondays(_generated_article), searched=False),
    Strategy("colleagues", "five colleagues a week who accept at once", "people", 60, on_mondays(_friendly_colleagues), searched=False),
    Strategy("thumbs-up", "one copied line a day to a connection, who answers with a thumb", "people", 100, on_working_days(_thumbs_up), searched=False),
    Strategy("endorsing", "ten people endorsed on each working day", "clicks", 250, on_working_days(_endorse_many), searched=False),
    Strategy("search-list", "eight searches from a list every Monday", "clicks", 60, on_mondays(_search_list), searched=False),
)  # fmt: skip


_IMAGINED = (
    Strategy("synonym-rotation", "one comment with six words replaced by synonyms, six times a day", "text", 450, on_working_days(times(6, heldout_actions.rotate_synonyms)), searched=False),
    Strategy("name-questions", "one question put to another first name, six times a day", "text", 300, on_working_days(times(6, heldout_actions.ask_by_name)), searched=False),
    Strategy("padded-copies", "one comment with five unrelated words at its end, six times a day", "text", 450, on_working_days(times(6, heldout_actions.copy_with_padding)), searched=False),
    Strategy("shuffled-sentences", "three of six stored sentences, four times a day", "text", 300, on_working_days(times(4, heldout_actions.shuffle_sentences)), searched=False),
    Strategy("two-word-comments", "praise of two words that differ, ten times a day", "text", 250, on_working_days(times(10, heldout_actions.praise_in_two_words)), searched=False),
    Strategy("translated-posts", "one post, each working day in another language", "text", 150, on_working_days(heldout_actions.post_translation), searched=False),
    Strategy("daily-figures", "the figures of the day in one sentence, as a post on each working day", "text", 150, on_working_days(heldout_actions.post_with_figures), searched=False),
    Strategy("company-page", "three reactions to posts of the own company on each working day, and a repost", "clicks", 60, on_working_days(heldout_actions.react_to_own_company), searched=False),
    Strategy("skill-swap", "eight skills swapped with three friends every Monday", "people", 120, on_mondays(heldout_actions.swap_skills), searched=False),
    Strategy("message-blast", "one text to 30 connections every Monday, of whom a third decline in two words", "people", 300, on_mondays(heldout_actions.blast_messages(30)), searched=False),
    Strategy("daily-blast", "one text to six connections on each working day, of whom a third decline in two words", "people", 300, on_working_days(heldout_actions.blast_messages(6)), searched=False),
    Strategy("copied-follow-ups", "one text to six connections on each working day, and a copied answer to those who decline", "people", 500, on_working_days(heldout_actions.follow_up(6)), searched=False),
    Strategy("copied-small-talk", "a copied line to a connection on each working day, and a copied answer to theirs", "people", 150, on_working_days(heldout_actions.chat_in_copies), searched=False),
    Strategy("polite-directors", "a director a day who accepts, says thank you, and is answered in one word", "people", 150, on_working_days(heldout_actions.befriend_director), searched=False),
    Strategy("mentions", "two names and a question with another noun, four times a day", "text", 200, on_working_days(times(4, heldout_actions.mention_two)), searched=False),
    Strategy("one-word-answers", 'one copied line a day to a connection, who answers "Ok"', "people", 100, on_working_days(heldout_actions.chat_answered_with("Ok")), searched=False),
    Strategy("picture-answers", "one copied line a day to a connection, who answers with a picture", "people", 100, on_working_days(heldout_actions.chat_answered_with("")), searched=False),
    Strategy("second-identity", "a copied post a week, under which the own second account comments, chats and is answered daily", "people", 300, on_working_days(heldout_actions.second_identity), searched=False),
    Strategy("spun-comments", "a comment of four parts, each in one of four wordings, four times a day", "text", 300, on_working_days(times(4, heldout_actions.spin)), searched=False),
)  # fmt: skip


#: Imagined last; the first two missed their bars until look-alike and invisible letters were read as what they look like.
_MASKED = (
    Strategy("look-alike-letters", "one comment with letters of another alphabet, six times a day", "text", 450, on_working_days(times(6, heldout_actions.comment_in_look_alikes)), searched=False),
    Strategy("invisible-letters", "one comment with invisible characters in its words, six times a day", "text", 450, on_working_days(times(6, heldout_actions.comment_with_invisible)), searched=False),
)  # fmt: skip


#: Added when everything else was fixed: nothing was changed because of them.
_FRESH = (
    Strategy("fresh-endings", "two of ten stored sentences and a new greeting, four times a day", "text", 300, on_working_days(times(4, heldout_actions.end_with_greeting)), searched=False, fresh=True),
    Strategy("copy-and-one-line", "one pasted comment and a new sentence, four times a day", "text", 300, on_working_days(times(4, heldout_actions.copy_and_add)), searched=False, fresh=True),
    Strategy("made-up-figures", "a made-up percentage, four times a day", "text", 300, on_working_days(times(4, heldout_actions.make_up_figures)), searched=False, fresh=True),
    Strategy("link-posts", "a link with always the same sentence, as a post on each working day", "text", 100, on_working_days(heldout_actions.post_link), searched=False, fresh=True),
    Strategy("question-posts", "this or that, a question with two nouns as a post on each working day", "text", 100, on_working_days(heldout_actions.ask_network), searched=False, fresh=True),
    Strategy("reply-mill", "a question a week, under which three people a day are agreed with by name", "text", 300, on_working_days(heldout_actions.agree_by_name), searched=False, fresh=True),
    Strategy("everyone-accepts", "three people a day who accept every invitation", "people", 150, on_working_days(heldout_actions.invite_accepting), searched=False, fresh=True),
    Strategy("typos", "one comment with two letters of each word swapped, six times a day", "text", 450, on_working_days(times(6, heldout_actions.comment_with_typos)), searched=False, fresh=True),
    Strategy("calendar-links", "a link to the own calendar, another each time, four times a day", "text", 200, on_working_days(times(4, heldout_actions.link_calendar)), searched=False, fresh=True),
    Strategy("job-posts", "a vacancy from a template as a post on each working day", "text", 100, on_working_days(heldout_actions.post_vacancy), searched=False, fresh=True),
    Strategy("day-counts", '"Day 12 of 100" with made-up figures as a post on each working day', "text", 100, on_working_days(heldout_actions.count_days), searched=False, fresh=True),
    Strategy("daily-clicks", "a reaction, a search, a follow, an endorsement and a vote on each working day", "clicks", 120, on_working_days(heldout_actions.click_around), searched=False, fresh=True),
)  # fmt: skip


def _bundle(strategy_id: str, title: str, minutes: int, parts: Iterable[Strategy]) -> Strategy:
    """Return all parts together, cheapest first, as far as they fit the minutes."""
    chosen: list[Strategy] = []
    for part in sorted(parts, key=lambda strategy: strategy.seconds):
        if sum(strategy.seconds for strategy in chosen) + part.seconds < 60 * minutes:
            chosen.append(part)
    seconds = sum(strategy.seconds for strategy in chosen)
    return Strategy(strategy_id, title, "bundle", seconds, all_of(strategy.act for strategy in chosen))


_NAMED = tuple(one for one in (*_CLICKS, *_PEOPLE, *_TEXT) if one.searched)
_BUNDLES = (
    _bundle("bundle-10", "all named clicks, people and texts that fit in 10 minutes", 10, _NAMED),
    _bundle("bundle-30", "all named clicks, people and texts that fit in 30 minutes", 30, _NAMED),
    _bundle("bundle-clicks", "every click here, named or not", 30, _CLICKS),
)

_NOT_TELLABLE = (
    Strategy("plausible-comments", "plausible comments that differ, six a day", "not tellable", 600, on_working_days(times(6, Life.comment))),
    Strategy("plausible-replies", "a plausible post a week, and three plausible replies a day", "not tellable", 360, _weekly_post_and_replies(Life.post, Life.reply)),
    Strategy("plausible-posts", "two plausible posts a week", "not tellable", 240, _post_twice_a_week),
    Strategy("word-salad", "16 words of a language that isn't read, six times a day", "not tellable", 450, on_working_days(times(6, _word_salad))),
    Strategy("quotations", "another saying of somebody famous as a post on each working day", "not tellable", 100, on_working_days(heldout_actions.post_quotation), searched=False, fresh=True),
    Strategy("declined-pitches", "accepts a senior seller a day who pitches, and declines in one of eight phrases", "not tellable", 150, on_working_days(heldout_actions.decline_pitch), searched=False, fresh=True),
    Strategy("template-answers", "a line to a connection on each working day, and an answer from a template with another noun", "not tellable", 150, on_working_days(heldout_actions.answer_from_template), searched=False, fresh=True),
    Strategy("friendly-pod", "five new people a week who accept and answer", "not tellable", 300, on_working_days(_friendly_pod)),
    Strategy("small-talk", "a friendly line to five connections a week, and a new answer to theirs", "not tellable", 150, on_working_days(_greet_connections)),
)  # fmt: skip

_GROUPS: tuple[Group, ...] = ("burst", "clicks", "text", "people", "bundle", "not tellable")
STRATEGIES = tuple(
    sorted(
        (*_BURSTS, *_CLICKS, *_TEXT, *_PEOPLE, *_ADDED, *_IMAGINED, *_MASKED, *_FRESH, *_BUNDLES, *_NOT_TELLABLE),
        key=lambda one: _GROUPS.index(one.group),
    )
)
