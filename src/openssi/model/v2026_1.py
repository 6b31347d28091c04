"""Define the first published model, `2026.1`: 29 signals in four pillars, each number with its origin.

The model builds on two published facts. LinkedIn's slides "How is SSI calculated?" (third version, 2015) name the
signals of each pillar, without weights; the texts below say "LinkedIn counts". A slide of 2014 ranks activities by how
well they predict a seller's success: "LinkedIn ranked". The weights start from that order but follow it loosely (rank
correlation .28). Every knot is our own choice, and says so.
"""

from __future__ import annotations

from openssi.model.definition import (
    Attribute,
    Band,
    Curve,
    Fading,
    Kind,
    MeasuredSet,
    Model,
    Pillar,
    Rate,
    Signal,
    Step,
    Stock,
)

__all__ = ["MODEL", "NAVIGATOR", "WORKBOOK", "signals_in"]

WORKBOOK = "LinkedIn's analytics workbook (your profile › Analytics › Export)"
NAVIGATOR = "a Sales Navigator usage report"
NO_EXPORT = ""  # not in any of LinkedIn's exports


def _a_week(*knots: tuple[float, int], because: str, unit: int = 1) -> Curve:
    """Return a curve for weekly paces: (times a week, percent of the maximum).

    Once a week is a fading sum of exactly 585.
    """
    points = tuple((round(585 * pace) * unit, percent * 10_000) for pace, percent in knots)
    return Curve(((0, 0), *points), because)


def _in_all(*knots: tuple[int, int], because: str) -> Curve:
    """Return a curve for totals, or for millionths of a rate or an attribute: (value, percent of the maximum)."""
    return Curve(((0, 0), *((value, percent * 10_000) for value, percent in knots)), because)


# Activity that needs nobody else has a daily limit (`most_a_day`), so that one busy day doesn't earn what should take
# weeks. The limits are chosen: twice the pace per working day that earns the whole curve. Activity of others and stocks
# have no limit.
KINDS = (
    Kind("post_published", "post", "posts", "A post of the member's own, with words of their own.", most_a_day=2),
    Kind("article_published", "article", "articles", "A long-form article, on the day it was published.", most_a_day=1),
    Kind(
        "engagement_received",
        "engagement",
        "engagements",
        "Reactions (1 each), comments (2 each) and reposts (3 each) received on own posts and articles.",
        from_others=True,
    ),
    Kind("follower_gained", "follower", "followers", "A new follower.", from_others=True),
    Kind(
        "endorsement_received",
        "endorsement",
        "endorsements",
        "An endorsement of a skill that was not declined or hidden.",
        from_others=True,
    ),
    Kind(
        "recommendation_received",
        "recommendation",
        "recommendations",
        "A recommendation that is visible on the profile.",
        from_others=True,
    ),
    Kind("people_search", "search", "searches", "A search.", most_a_day=10),
    Kind("advanced_search", "advanced search", "advanced searches", "A search with filters, in Sales Navigator."),
    Kind("profile_viewed", "profile viewed", "profiles viewed", "A profile that the member looked at."),
    Kind(
        "prospect_viewed",
        "prospect viewed",
        "prospects viewed",
        "A profile of the third degree or out of network looked at.",
    ),
    Kind(
        "profile_view_received",
        "view received",
        "views received",
        "Somebody looked at the member's profile.",
        from_others=True,
    ),
    Kind("lead_saved", "lead", "leads", "A lead saved in Sales Navigator."),
    Kind(
        "decision_maker_met",
        "decision maker",
        "decision makers",
        "A new connection at director level or above.",
        from_others=True,
    ),
    Kind("active_day", "day active", "days active", "A day with any activity of the member's own."),
    Kind(
        "comment_given",
        "comment",
        "comments",
        "A comment, by its substance.",
        unit=1000,
        most_a_day=6000,
    ),
    Kind("reaction_given", "reaction", "reactions", "A reaction to a post or a comment.", most_a_day=10),
    Kind(
        "post_shared",
        "repost",
        "reposts",
        "Somebody else's post, reposted at once or without words of the member's own.",
        most_a_day=2,
    ),
    Kind("conversation_kept", "reply", "replies", "A comment under one of the member's own posts.", most_a_day=3),
    Kind(
        "engagement_on_share",
        "engagement",
        "engagements",
        "Reactions (1 each), comments (2 each) and reposts (3 each) received on reposts.",
        from_others=True,
    ),
    Kind(
        "account_followed",
        "company followed",
        "companies followed",
        "A company followed, or an account saved.",
        most_a_day=2,
    ),
    Kind(
        "group_joined",
        "group or event",
        "groups and events",
        "A group first posted or reacted in, or an event taken part in.",
    ),
    Kind("connection_made", "connection", "connections", "A first-degree connection.", from_others=True),
    Kind(
        "senior_connection_made",
        "senior connection",
        "senior connections",
        "A connection at VP level or above, by title.",
        from_others=True,
    ),
    Kind(
        "coworker_connection_made",
        "coworker",
        "coworkers",
        "A connection who works where the member works now.",
        from_others=True,
    ),
    Kind("invitation_sent", "invitation", "invitations", "An invitation to connect that the member sent."),
    Kind(
        "invitation_accepted",
        "accepted invitation",
        "accepted invitations",
        "An invitation sent that became a connection.",
        from_others=True,
    ),
    Kind(
        "outreach_sent", "first message", "first messages", "The first message of a conversation, sent by the member."
    ),
    Kind(
        "outreach_answered",
        "answered first message",
        "answered first messages",
        "A first message that was answered within 30 days.",
        from_others=True,
    ),
    Kind(
        "contact_reached",
        "two-way conversation",
        "two-way conversations",
        "Messages both ways with a connection, once a person and day.",
        from_others=True,
    ),
)

_DISPLAYED = "chosen; the cap is the point where LinkedIn's own page stops counting aloud"

BRAND = Pillar(
    "brand",
    "Establishing a professional brand",
    (
        Signal(
            "profile_completeness",
            "Profile completeness",
            "Buyers look at your profile before they answer. LinkedIn counts it too.",
            Attribute("profile_completeness"),
            6,
            _in_all(
                (600_000, 70),
                (900_000, 100),
                because="chosen; nine of the ten parts earn all, since the tenth, the photo, is in no export",
            ),
            "Profile.csv, Positions.csv, Education.csv and Skills.csv",
            "The profile says who you are and what you do.",
            "Parts of the profile are still open.",
            Step("Fill in the next open part of your profile", 20, (("profile_completeness", 100_000),), once=True),
        ),
        Signal(
            "profile_media",
            "Media on the profile",
            "Pictures, videos and documents show your work. LinkedIn counts them and the cover photo.",
            Attribute("profile_media"),
            1,
            _in_all(
                (500_000, 100),
                because=(
                    "chosen; half of the parts, the media, earns all, since the other, the cover image, is in no export"
                ),
            ),
            "Rich_Media.csv",
            "There are pictures, videos or documents to look at.",
            "There is no picture, video or document yet.",
            Step("Add one picture, video or document to your profile", 15, (("profile_media", 500_000),), once=True),
        ),
        Signal(
            "endorsements_received",
            "Endorsements received",
            "LinkedIn ranked endorsements eighth as a sign of success, and counts them.",
            Stock("endorsement_received"),
            3,
            _in_all((10, 40), (50, 80), (99, 100), because=_DISPLAYED + ' ("99+")'),
            "Endorsement_Received_Info.csv",
            "Others vouch for your skills.",
            "Few others have vouched for your skills.",
            Step("Endorse a colleague's skill each week and ask for one in return", 5, (("endorsement_received", 1),)),
        ),
        Signal(
            "recommendations_received",
            "Recommendations received",
            "A buyer reads what others write about a seller.",
            Stock("recommendation_received"),
            2,
            _in_all(
                (2, 50), (5, 85), (10, 100), because="chosen; a visitor reads the first two, and few sellers have ten"
            ),
            "Recommendations_Received.csv",
            "Customers or colleagues recommend you in writing.",
            "Few written recommendations are visible.",
            Step("Ask one satisfied customer for a recommendation", 30, (("recommendation_received", 1),), once=True),
        ),
        Signal(
            "posts_published",
            "Own posts",
            "LinkedIn describes this pillar by meaningful posts, and has counted them since 2015.",
            Fading("post_published"),
            4,
            _a_week((1, 40), (2, 65), (5, 100), because="chosen; one post each working day is the most that earns"),
            "Shares.csv",
            "You publish regularly.",
            "Few posts of your own are recent.",
            Step("Publish one post of your own a week", 45, (("post_published", 1),)),
            offered=2,
        ),
        Signal(
            "articles_published",
            "Own articles",
            "LinkedIn has counted long posts since 2015.",
            Fading("article_published"),
            2,
            _a_week(
                (0.25, 50), (0.5, 80), (1, 100), because="chosen; one long text a month earns half, one a week all"
            ),
            "the Articles folder (where an article holds its date)",
            "You publish long-form texts.",
            "No long-form text is recent.",
            Step("Write one article", 180, (("article_published", 1),), once=True),
        ),
        Signal(
            "engagement_received",
            "Engagement received",
            "LinkedIn ranked engagement received second as a sign of success, and counts it.",
            Fading("engagement_received"),
            5,
            _a_week(
                (10, 25),
                (50, 60),
                (200, 90),
                (500, 100),
                because="chosen; engagement is heavy-tailed, so each step asks for a multiple",
            ),
            WORKBOOK,
            "Your posts are answered.",
            "Your posts are seldom answered.",
        ),
        Signal(
            "followers_gained",
            "Followers gained",
            "LinkedIn counts the followers that your posts win.",
            Fading("follower_gained"),
            2,
            _a_week(
                (5, 35),
                (20, 70),
                (75, 100),
                because="chosen; followers are heavy-tailed, so each step asks for a multiple",
            ),
            WORKBOOK,
            "People follow you for what you publish.",
            "Few people began to follow you lately.",
        ),
    ),
)

PEOPLE = Pillar(
    "people",
    "Finding the right people",
    (
        Signal(
            "people_searches",
            "Searches",
            "LinkedIn ranked people searches sixth as a sign of success, and counts them.",
            Fading("people_search"),
            5,
            _a_week(
                (3, 30), (10, 70), (25, 100), because="chosen; five searches each working day are the most that earns"
            ),
            "SearchQueries.csv",
            "You look for people regularly.",
            "You searched seldom in the last 90 days.",
            Step("Search three times a week for people who fit your accounts", 10, (("people_search", 3),)),
            offered=8,
        ),
        Signal(
            "advanced_searches",
            "Advanced searches",
            "LinkedIn ranked searches with filters (its Lead Builder) tenth as a sign of success.",
            Fading("advanced_search"),
            2,
            _a_week(
                (1, 30),
                (5, 75),
                (10, 100),
                because="chosen; two filtered searches each working day are the most that earns",
            ),
            NO_EXPORT,  # Sales Navigator's reports count all searches together
            "You search with filters.",
            "You seldom search with filters.",
        ),
        Signal(
            "profiles_viewed",
            "Profiles viewed",
            "LinkedIn counts the profiles that you view.",
            Fading("profile_viewed"),
            4,
            _a_week(
                (10, 40),
                (30, 75),
                (75, 100),
                because="chosen; fifteen profiles each working day are the most that earns",
            ),
            NAVIGATOR,
            "You read who people are before you write.",
            "You seldom look at profiles.",
        ),
        Signal(
            "prospects_viewed",
            "Prospects viewed",
            "LinkedIn counts views of profiles outside your network.",
            Fading("prospect_viewed"),
            2,
            _a_week((5, 40), (15, 75), (40, 100), because="chosen; half the knots of all profile views"),
            NO_EXPORT,
            "You look beyond your own network.",
            "You seldom look beyond your own network.",
        ),
        Signal(
            "viewed_by",
            "Views of your profile",
            "LinkedIn ranked views of your profile seventh as a sign of success.",
            Fading("profile_view_received"),
            2,
            _a_week((10, 40), (30, 75), (75, 100), because="chosen; as for profiles viewed"),
            NO_EXPORT,
            "People look you up.",
            "Few people look you up.",
        ),
        Signal(
            "leads_saved",
            "Leads saved",
            "LinkedIn has counted saved leads since 2015.",
            Fading("lead_saved"),
            3,
            _a_week(
                (2, 35), (10, 80), (20, 100), because="chosen; four leads each working day are the most that earns"
            ),
            NAVIGATOR,
            "You keep the people that you find.",
            "You seldom keep the people that you find.",
        ),
        Signal(
            "decision_makers_met",
            "Decision makers met",
            "The right people are those who decide: director level or above.",
            Fading("decision_maker_met"),
            3,
            _a_week(
                (1, 40),
                (3, 80),
                (5, 100),
                because="chosen; one new decision maker each working day is the most that earns",
            ),
            "Connections.csv",
            "You meet people who decide.",
            "You met few people lately who decide.",
            Step(
                "Invite two people at director level a week and say why (assumed: one accepts)",
                20,
                (("decision_maker_met", 1), ("connection_made", 1), ("invitation_sent", 2), ("invitation_accepted", 1)),
            ),
        ),
        Signal(
            "active_days",
            "Days active",
            "LinkedIn counts the days on which you are active.",
            Fading("active_day"),
            4,
            _a_week(
                (2, 40),
                (4, 80),
                (5, 100),
                because="chosen; five days a week earn all, so that nobody is asked to work at weekends",
            ),
            "any file with dated activity",
            "You are there most working days.",
            "You are there on few days.",
            Step("Spend ten minutes on LinkedIn on one more working day a week", 10, (("active_day", 1),)),
        ),
    ),
)

INSIGHTS = Pillar(
    "insights",
    "Engaging with insights",
    (
        Signal(
            "comments_given",
            "Thoughtful comments",
            "LinkedIn ranked engagement given ninth as a sign of success. A comment with substance counts in full.",
            Fading("comment_given"),
            7,
            _a_week(
                (2, 30),
                (5, 60),
                (10, 90),
                (15, 100),
                unit=1000,
                because="chosen; two specific comments each working day earn nearly all",
            ),
            "Comments.csv",
            "You take part in discussions and say something.",
            "Few comments that say something are recent.",
            Step(
                "Write three specific comments a week (15 words or more, on the topic)",
                30,
                (("comment_given", 3000),),
            ),
            offered=1,
        ),
        Signal(
            "reactions_given",
            "Reactions",
            "LinkedIn ranked engagement given ninth as a sign of success; a click weighs little.",
            Fading("reaction_given"),
            2,
            _a_week(
                (5, 40), (15, 80), (25, 100), because="chosen; five reactions each working day are the most that earns"
            ),
            "Reactions.csv",
            "You show what you find worth reading.",
            "You seldom react to what you read.",
            Step("React to five posts a week that are worth it", 10, (("reaction_given", 5),)),
        ),
        Signal(
            "posts_shared",
            "Reposts",
            "LinkedIn ranked reshares twelfth as a sign of success.",
            Fading("post_shared"),
            4,
            _a_week((1, 40), (3, 85), (5, 100), because="chosen; one each working day is the most that earns"),
            "Shares.csv or InstantReposts.csv",
            "You repost what is worth reading.",
            "You seldom repost what others write.",
            Step("Repost one post a week that your buyers would want to read", 10, (("post_shared", 1),)),
            offered=3,
        ),
        Signal(
            "conversations_kept",
            "Replies under your posts",
            "An insight becomes a conversation when its author answers.",
            Fading("conversation_kept"),
            2,
            _a_week((1, 35), (3, 75), (6, 100), because="chosen; the cap keeps rings of self-replies out"),
            "Comments.csv together with Shares.csv",
            "You answer those who comment on your posts.",
            "You seldom answer under your own posts.",
            Step("Answer two comments under your own posts a week", 10, (("conversation_kept", 2),)),
            offered=4,
        ),
        Signal(
            "engagement_on_shares",
            "Engagement on reposts",
            "LinkedIn ranked engagement received second as a sign of success.",
            Fading("engagement_on_share"),
            6,
            _a_week(
                (5, 25), (25, 60), (100, 90), (250, 100), because="chosen; half the knots of engagement on own posts"
            ),
            WORKBOOK,
            "What you repost gets answered.",
            "What you repost seldom gets answered.",
        ),
        Signal(
            "accounts_followed",
            "Companies followed",
            "LinkedIn counts the companies that you save and look at; following them came last in its ranking.",
            Fading("account_followed"),
            2,
            _a_week(
                (0.5, 40),
                (2, 80),
                (4, 100),
                because="chosen; following is cheap, so a few a week are the most that earns",
            ),
            "Company Follows.csv",
            "You follow the companies that you sell to.",
            "You followed few companies lately.",
            Step("Follow one company a week that you sell to", 5, (("account_followed", 1),)),
        ),
        Signal(
            "groups_joined",
            "Groups and events",
            "LinkedIn ranked groups thirteenth as a sign of success, and counts those you join.",
            Stock("group_joined"),
            2,
            _in_all(
                (2, 40), (5, 75), (10, 100), because="chosen; nobody takes part in more than ten groups with attention"
            ),
            "Events.csv, or a post, comment or reaction in a group",
            "You are where your field meets.",
            "You take part in few groups or events.",
            Step("Take part in one group or event of your buyers' field", 45, (("group_joined", 1),), once=True),
        ),
    ),
)

RELATIONSHIPS = Pillar(
    "relationships",
    "Building relationships",
    (
        Signal(
            "connections",
            "Connections",
            "LinkedIn ranked connections fifth as a sign of success, and counts them.",
            Stock("connection_made"),
            4,
            _in_all(
                (100, 35),
                (500, 75),
                (2000, 100),
                because='chosen; LinkedIn itself shows "500+" above 500, so the rest earns slowly',
            ),
            "Connections.csv",
            "Your network is wide.",
            "Your network is still small.",
            Step(
                "Invite four people a week whom you have met (assumed: two accept)",
                15,
                (("connection_made", 2), ("invitation_sent", 4), ("invitation_accepted", 2)),
            ),
        ),
        Signal(
            "senior_connections",
            "Senior connections",
            "LinkedIn ranked connections at VP level or above fourth as a sign of success.",
            Stock("senior_connection_made"),
            4,
            _in_all(
                (10, 40),
                (50, 80),
                (150, 100),
                because="chosen; about a tenth of the knots of all connections, as in a seller's network",
            ),
            "Connections.csv",
            "You know people at the top.",
            "You know few people at the top.",
            Step(
                "Ask for one introduction a week to somebody at VP level or above",
                30,
                (("senior_connection_made", 1), ("decision_maker_met", 1), ("connection_made", 1)),
            ),
        ),
        Signal(
            "coworker_connections",
            "Coworkers connected",
            "LinkedIn ranked connections to colleagues third as a sign of success.",
            Stock("coworker_connection_made"),
            3,
            _in_all(
                (5, 40),
                (20, 80),
                (50, 100),
                because="chosen; a team of twenty earns most, so that a small firm is no handicap",
            ),
            "Connections.csv together with Positions.csv",
            "Your coworkers can introduce you.",
            "Few coworkers are connected with you.",
            Step(
                "Connect with five coworkers", 10, (("coworker_connection_made", 5), ("connection_made", 5)), once=True
            ),
        ),
        Signal(
            "invitation_acceptance",
            "Invitations accepted",
            "LinkedIn ranked invitations first as a sign of success, and has counted how many are accepted since 2015.",
            Rate("invitation_accepted", "invitation_sent"),
            5,
            _in_all(
                (300_000, 60),
                (600_000, 100),
                because="chosen; two thirds of invitations were accepted in two real archives, less after shrinking",
            ),
            "Invitations.csv together with Connections.csv",
            "People accept your invitations.",
            "Too few invitations were accepted yet for more.",
            Step(
                "Send four invitations a week, each with the reason why (assumed: three are accepted)",
                20,
                (("invitation_sent", 4), ("invitation_accepted", 3), ("connection_made", 3)),
            ),
            offered=7,
        ),
        Signal(
            "outreach_response",
            "First messages answered",
            "LinkedIn has counted messages and how many are answered since 2015.",
            Rate("outreach_answered", "outreach_sent"),
            6,
            _in_all(
                (100_000, 40),
                (300_000, 85),
                (500_000, 100),
                because="chosen; one answer to three first messages is good, after shrinking",
            ),
            "messages.csv",
            "People answer when you write.",
            "Too few first messages were answered yet for more.",
            Step(
                "Write three first messages a week that refer to something of theirs (assumed: one is answered)",
                30,
                (("outreach_sent", 3), ("outreach_answered", 1)),
            ),
            offered=5,
        ),
        Signal(
            "contacts_reached",
            "Two-way conversations",
            "A relationship is a conversation of two.",
            Fading("contact_reached"),
            3,
            _a_week(
                (2, 40),
                (7, 80),
                (15, 100),
                because="chosen; three conversations each working day are the most that earns",
            ),
            "messages.csv together with Connections.csv",
            "You have conversations with your network.",
            "You have conversations with few of your connections.",
            Step(
                "Restart three conversations a week with connections you have not heard from",
                30,
                (("contact_reached", 3),),
            ),
            offered=6,
        ),
    ),
)

PILLARS = (BRAND, PEOPLE, INSIGHTS, RELATIONSHIPS)


def signals_in(pillars: tuple[Pillar, ...], *without: str) -> frozenset[str]:
    """Return the IDs of the signals that other sources than these bring, and of none that no export brings."""
    return frozenset(
        signal.id
        for pillar in pillars
        for signal in pillar.signals
        if signal.brought_by and signal.brought_by not in without
    )


MODEL = Model(
    id="2026.1",
    kinds=KINDS,
    pillars=PILLARS,
    # The bands that LinkedIn published: laggards below 30, leaders from 70.
    bands=(Band("starting", 0), Band("building", 30), Band("leading", 70)),
    sets=(
        MeasuredSet("archive", "an archive", signals_in(PILLARS, WORKBOOK, NAVIGATOR)),
        MeasuredSet("workbook", "an archive and a workbook", signals_in(PILLARS, NAVIGATOR)),
    ),
)
